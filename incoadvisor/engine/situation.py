"""What the engine starts from: given facts, the proposed term as read, joined market facts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from incoadvisor.clause import Lexicon, WrittenTerm, load_lexicon, read, read_in
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.places import place_read
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.markets import Joined, join
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts


@lru_cache(maxsize=4)
def lexicon(folder: Path) -> Lexicon:
    """The lexicon of written terms under the knowledge `folder`, read once."""
    return load_lexicon(folder)


@lru_cache(maxsize=4)
def rule_base(knowledge: Knowledge) -> RuleBase:
    """The compiled rules of one knowledge; read-only, so threads may share it."""
    return RuleBase(knowledge)


def read_term(text: str, knowledge: Knowledge, lang: Lang) -> WrittenTerm:
    """A written delivery term, diagnosed; a plain code of today needs no lexicon."""
    return read(text, lexicon(knowledge.folder), lang=lang)


def read_term_in(text: str, knowledge: Knowledge, langs: Sequence[Lang]) -> dict[str, WrittenTerm]:
    """The same diagnosis worded in each of several languages."""
    return read_in(text, lexicon(knowledge.folder), langs)


@dataclass(frozen=True)
class Situation:
    """A case ready for the engine."""

    knowledge: Knowledge
    case: CaseFacts
    today: str
    lang: Lang

    @cached_property
    def written(self) -> WrittenTerm | None:
        """The proposed term as read, if there is one."""
        text = self.case.facts.get("proposed_term")
        return read_term(str(text), self.knowledge, self.lang) if text else None

    @cached_property
    def read(self) -> Facts:
        """What the proposed term says: the modern code, and the place where no fact tells it."""
        facts: Facts = {}
        if self.written is not None and self.written.modern is not None:
            facts["proposed_code"] = self.written.modern
            place = place_read(self.written, self.knowledge)
            if place is not None and place[0] not in self.case.facts:
                facts[place[0]] = place[1]
        return facts

    @cached_property
    def given(self) -> Facts:
        """The given facts, and what the proposed term says beside them."""
        return self.case.facts | self.read

    @cached_property
    def joined(self) -> list[Joined]:
        """Rows of the country tables that concern the case."""
        return self._joined(self.given)

    @cached_property
    def market(self) -> Facts:
        """Facts those rows fill."""
        return _filled(self.joined)

    def market_for(self, given: Facts) -> Facts:
        """Facts that the country tables would fill for other given facts."""
        return _filled(self._joined(given))

    def _joined(self, given: Facts) -> list[Joined]:
        return join(self.knowledge, given, str(given.get("shipment_date", self.today)))

    @cached_property
    def start(self) -> Facts:
        """Given facts over market facts: what the evaluator starts from."""
        return self.market | self.given


def _filled(joined: list[Joined]) -> Facts:
    facts: Facts = {}
    for row in joined:
        facts = row.fills | facts  # the first to fill a fact holds
    return facts


def today() -> str:
    """Today's ISO date."""
    return datetime.date.today().isoformat()
