"""What the engine knows of one case study: verdicts, requirements, who does what, places."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from incoadvisor.clause.normalise import fold, tokenise
from incoadvisor.engine.choose import Requirement
from incoadvisor.engine.evaluate import Evaluation, evaluate
from incoadvisor.engine.fire import fire
from incoadvisor.engine.forward import Run
from incoadvisor.engine.predicates import test
from incoadvisor.engine.situation import Situation, rule_base
from incoadvisor.engine.whatif import Change, Counterfactuals
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.teaching import teaching
from incoadvisor.model.casestudy import CaseStudy, PlaceKey
from incoadvisor.model.condition import parse
from incoadvisor.model.rule import PENALTY
from incoadvisor.model.teaching import Teaching
from incoadvisor.model.term import Cell, TermFacts
from incoadvisor.model.vocabulary import Facts

ORIGIN, DESTINATION = "origin", "destination"
REFUSED = 4  # rules an expert refuses by name
_SAID_OF = {ORIGIN: ("origin_place", "port_of_shipment"),
            DESTINATION: ("destination_place", "port_of_destination")}


@dataclass(frozen=True, eq=False)
class Expert:
    """One case study as the engine sees it on the day the study was written."""

    study: CaseStudy
    knowledge: Knowledge

    @cached_property
    def situation(self) -> Situation:
        """The case as the engine starts from it."""
        facts = read_facts(self.study.given, self.knowledge)
        return Situation(self.knowledge, facts, self.study.as_of, "en")

    @cached_property
    def evaluation(self) -> Evaluation:
        """The deciding rules run over the case."""
        return evaluate(rule_base(self.knowledge), self.situation.start, self.study.as_of)

    @cached_property
    def run(self) -> Run:
        """Every firing of the case."""
        return fire(self.situation)

    @cached_property
    def other(self) -> Counterfactuals:
        """The case with facts changed."""
        return Counterfactuals(self.situation)

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        return {}

    def changes_for(self, code: str) -> list[Change]:
        """Single changes that make a term recommended or acceptable, worked out once."""
        if code not in self._changes:
            self._changes[code] = self.other.changes_for(code)
        return self._changes[code]

    @property
    def facts(self) -> Facts:
        """Given, joined and concluded facts."""
        return self.evaluation.facts

    @cached_property
    def teaching(self) -> Teaching:
        """Statements, words and the shipped rubric."""
        return teaching(self.knowledge)

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """The requirements in force, by rule, heaviest first."""
        found = sorted(self.evaluation.outcome.requirements, key=lambda r: (
            not r.is_hard, not r.is_wish, -PENALTY[r.strength]))
        return {r.ready.id: r for r in found}

    def fails(self, code: str) -> list[str]:
        """Rules whose requirement the best row of a term fails, heaviest first."""
        bit = 1 << self._row(code)
        return [name for name, r in self.requirements.items() if r.mask & bit]

    def helps(self, code: str) -> list[str]:
        """Rules whose requirement a term meets and some other term fails."""
        bit = 1 << self._row(code)
        return [name for name, r in self.requirements.items() if r.mask and not r.mask & bit]

    def refusals(self, first: str = "") -> list[dict[str, Any]]:
        """Rules to refuse, each with its heaviest reason: `first`, then those that fail the
        fewest requirements, which tempt most.
        """
        verdicts = self.evaluation.outcome.verdicts
        refused = {c: self.fails(c) for c, v in verdicts.items()
                   if v in ("discouraged", "excluded")}
        order = sorted((c for c in refused if refused[c]),
                       key=lambda c: (c != first, len(refused[c]), c))
        return [{"term": c, "rules": refused[c][:4],
                 "reason": self.knowledge.rules[refused[c][0]].because} for c in order[:REFUSED]]

    def verdict(self, code: str) -> str:
        """`best`, `acceptable` (both the author's), `tolerated` (the engine's own acceptable
        terms), `discouraged` or `excluded`.
        """
        expected = self.study.expected
        if code == expected.best:
            return "best"
        if code in expected.acceptable:
            return "acceptable"
        told = self.evaluation.outcome.verdicts[code]
        return "tolerated" if told in ("acceptable", "recommended") else told

    def provides(self, code: str) -> dict[str, frozenset[str]]:
        """What the best row of a term gives on each topic."""
        return self.evaluation.outcome.candidates.all[self._row(code)].provides

    def topics(self, rule: str) -> tuple[str, ...]:
        """The topics a rule restricts."""
        return tuple(topic for topic, _ in self.knowledge.rules[rule].restrictions)

    def cells(self, code: str) -> dict[str, Cell]:
        """Who acts, pays and bears the risk under a term, as far as the case settles it."""
        term = self.knowledge.terms[code]
        return term.resolved(self.knowledge.content.journey, self.facts)

    def holds(self, when: dict[str, object] | None, also: Facts) -> bool:
        """Whether a condition holds over the case and the facts of an answer."""
        if when is None:
            return False
        return test(parse(when), self.knowledge.content.groups)({**self.facts, **also})

    def _row(self, code: str) -> int:
        outcome = self.evaluation.outcome
        return next(s.row for s in outcome.scores if outcome.candidates.all[s.row].term == code)


def risk_side(term: TermFacts) -> str:
    """The end of the journey at which risk passes."""
    return ORIGIN if term.two_places else term.named_place.side


def key_at(expert: Expert, code: str, side: str) -> PlaceKey | None:
    """The place an answer `code` should name at one end; None where the case does not tell it.

    The author's own key stands for the best rule; another rule may also name what the dossier
    gives of that end.
    """
    expected = expert.study.expected
    best = expert.knowledge.terms[expected.best]
    key = None
    if best.named_place.side == side:
        key = expected.place
    elif side == ORIGIN:
        key = expected.handover_place
    if code == expected.best and key is not None:
        return key
    said = [str(expert.facts[f]) for f in _SAID_OF[side] if f in expert.facts]
    if key is None and not said:
        return None
    accept = (*(key.accept if key else ()), *said)
    text = key.text if key else {"en": said[0], "fr": said[0]}
    return PlaceKey.model_validate({"accept": accept, "text": text})


_EDITIONS = frozenset({"2000", "2010", "2020"})  # years after a line say nothing of the place


@lru_cache(maxsize=4096)
def words_of(text: str, small: frozenset[str]) -> frozenset[str]:
    """The words that tell a place, folded; small words left out."""
    return frozenset(t.key for t in tokenise(fold(text)) if t.is_content and t.key not in small)


@dataclass(frozen=True)
class PlaceWords:
    """How places are compared."""

    small: frozenset[str]
    points: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "PlaceWords":
        """With the words of the shipped knowledge."""
        reading = teaching(knowledge).reading
        return cls(frozenset(map(fold, reading.small_words)),
                   frozenset(map(fold, reading.point_words)))

    def same(self, written: str, wanted: str) -> bool:
        """Whether every word of the place wanted is written."""
        return self._words(wanted) <= self._words(written)

    def matches(self, written: str, key: PlaceKey) -> bool:
        """Whether the place written is one that is accepted."""
        return any(self.same(written, wanted) for wanted in key.accept)

    def is_point(self, text: str) -> bool:
        """Whether the words name a point and not only a town: a number, a terminal, a street."""
        words = self._words(text) - _EDITIONS
        return bool(words & self.points) or any(c.isdigit() for w in words for c in w)

    def exact(self, written: str, key: PlaceKey) -> bool:
        """Whether the place written is accepted and as exact as the place expected."""
        if not self.matches(written, key):
            return False
        return self.is_point(written) or not (self.is_point(key.text.en)
                                              or self.is_point(key.text.fr))

    def _words(self, text: str) -> frozenset[str]:
        return words_of(text, self.small)
