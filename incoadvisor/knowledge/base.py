"""The knowledge in memory: one frozen object, loaded once and shared."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from incoadvisor.knowledge import cache
from incoadvisor.knowledge.folder import advice_files, default_folder, digest
from incoadvisor.knowledge.gather import gather
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.market import MarketTable
from incoadvisor.model.place import Places
from incoadvisor.model.rule import Rule
from incoadvisor.model.term import Articles, Journey, TermFacts
from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import FactSpec, Group, Reference


class MatchTopic(Frozen):
    """A topic on which terms differ and requirements restrict."""

    label: Text
    asks: Text
    values: dict[str, Text]


class WarningTopic(Frozen):
    """A subject of warnings."""

    label: Text


class Content(Frozen):
    """Everything `advise` needs, as validated from the YAML files."""

    about: dict[str, str]
    facts: tuple[FactSpec, ...]
    match_topics: dict[str, MatchTopic]
    warning_topics: dict[str, WarningTopic]
    groups: dict[str, Group]
    references: dict[str, Reference]
    journey: Journey
    places: Places
    terms: tuple[TermFacts, ...]
    rules: tuple[Rule, ...]
    markets: tuple[MarketTable, ...]
    texts: dict[str, Text]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The knowledge and where it came from."""

    folder: Path
    digest: str
    content: Content

    @cached_property
    def facts(self) -> dict[str, FactSpec]:
        """The vocabulary by name."""
        return {spec.name: spec for spec in self.content.facts}

    @cached_property
    def terms(self) -> dict[str, TermFacts]:
        """The eleven terms by code, in order of preference."""
        return {t.code: t for t in sorted(self.content.terms, key=lambda t: t.preference)}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by id, in file order."""
        return {rule.id: rule for rule in self.content.rules}

    @cached_property
    def texts(self) -> Texts:
        """The project's messages."""
        return Texts(self.content.texts)

    @cached_property
    def article_titles(self) -> dict[str, Text]:
        """Titles of A1–B10, read on demand."""
        from incoadvisor.knowledge.gather import read_data

        titles = read_data(self.folder / "articles" / "titles.yaml")
        return {number: Text.model_validate(text) for number, text in titles.items()}

    def articles(self, code: str) -> Articles:
        """The twenty articles of one term, read now: they are long."""
        from incoadvisor.knowledge.gather import read_data

        return Articles.model_validate(read_data(self.folder / "articles" / f"{code}.yaml"))


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Knowledge:
    """Load and check the knowledge under `folder` (default: the shipped one).

    Raises KnowledgeError with every fault as `file:line: message`.
    """
    root = folder or default_folder()
    files = advice_files(root)
    key = digest(root, files)
    data: dict[str, Any] | None = cache.recall(key)
    if data is not None:
        data.pop("digest")
        return Knowledge(root, key, _ADAPTER.validate_python(data))
    data, documents = gather(root, files)
    from incoadvisor.knowledge.check import check  # only when not cached
    from incoadvisor.knowledge.damage import damage_book

    knowledge = Knowledge(root, key, check(data, documents, _ADAPTER))
    damage_book(knowledge)
    cache.keep(key, data)
    return knowledge


_ADAPTER: TypeAdapter[Content] = TypeAdapter(Content)
