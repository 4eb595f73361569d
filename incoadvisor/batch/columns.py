"""Which column of an order file holds which fact: told, by the contract's names, or guessed."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from incoadvisor.knowledge.auditing import column_names
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.audit import Column, ColumnMap
from incoadvisor.model.text import LANGS

TERM = "proposed_term"


@dataclass(frozen=True)
class Guess:
    """A column map for a file, and which of its facts were guessed rather than named."""

    map: ColumnMap
    guessed: tuple[str, ...] = field(default=())

    @property
    def told(self) -> str:
        """Which column was taken for which fact, of those guessed."""
        return ", ".join(f"{fact} ← {self.map.columns[fact].columns[0]}" for fact in self.guessed)


def guess(columns: Sequence[str], knowledge: Knowledge) -> Guess:
    """The map that the names of the columns suggest.

    A file that names its written term as the contract does is taken at its word: no other
    column is guessed.
    """
    usable = {n for n, spec in knowledge.facts.items() if spec.kind != "derived"}
    plain = {name.strip().lower(): name for name in reversed(columns)}
    found = {fact: Column(columns=(plain[fact],)) for fact in knowledge.facts
             if fact in usable and fact in plain}
    named = set(found)
    if TERM in named:
        return Guess(ColumnMap(columns=found))
    taken = {c for column in found.values() for c in column.columns}
    wanted = _known_names(knowledge)
    for name in columns:
        fact = wanted.get(plainly(name))
        if fact is not None and fact not in found and name not in taken:
            found[fact] = Column(columns=(name,), country_names=_is_country(fact, knowledge))
    return Guess(ColumnMap(columns=found), tuple(f for f in found if f not in named))


def bind(given: ColumnMap, columns: Sequence[str]) -> ColumnMap:
    """The map with every column named as in the file. Raises InputError for one it has not."""
    bound = {}
    exact, loosely = set(columns), {plainly(name): name for name in reversed(columns)}

    def held(wanted: str | tuple[str, ...], fact: str) -> str | None:
        options = (wanted,) if isinstance(wanted, str) else wanted
        found = next((o for o in options if o in exact), None) or next(
            (loosely[plainly(o)] for o in options if plainly(o) in loosely), None)
        if found is None and not given.optional:
            raise InputError("audit_no_column", column=options[0], fact=fact,
                             accepted=", ".join(columns),
                             suggestion=nearest(options[0], columns))
        return found

    for fact, column in given.columns.items():
        named = [held(wanted, fact) for wanted in column.columns]
        names = tuple(name for name in named if name is not None)
        edition = held(column.edition, fact) if column.edition is not None else None
        if names:
            bound[fact] = column.model_copy(update={"columns": names, "edition": edition})
    return given.model_copy(update={"columns": bound})


def as_yaml(given: ColumnMap) -> str:
    """The map as a file that `--map` reads."""
    import yaml

    data: dict[str, object] = {"columns": {
        fact: column.model_dump(mode="json", exclude_defaults=True)
        for fact, column in given.columns.items()}}
    data |= given.model_dump(mode="json", exclude_defaults=True, include={
        "constants", "decimal", "date"})
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def plainly(name: str) -> str:
    """A name without case, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters.casefold() if c.isalnum())


@lru_cache(maxsize=4)
def _known_names(knowledge: Knowledge) -> Mapping[str, str]:
    """Plain name -> fact, from the list of names, then labels and names of facts."""
    known: dict[str, str] = {}
    for fact, names in column_names(knowledge).items():
        for name in names:
            known.setdefault(plainly(name), fact)
    for fact, spec in knowledge.facts.items():
        if spec.kind != "derived":
            for name in (fact, *(spec.label.get(lang) for lang in LANGS)):
                known.setdefault(plainly(name), fact)
    return known


def _is_country(fact: str, knowledge: Knowledge) -> bool:
    return knowledge.facts[fact].type == "country"
