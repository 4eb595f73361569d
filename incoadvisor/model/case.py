"""The case: what a user tells of one operation."""

from collections.abc import Iterator
from types import MappingProxyType

from incoadvisor.model.vocabulary import Facts, Value


class CaseFacts:
    """An immutable mapping of fact names to values; a fact not in it is unknown."""

    __slots__ = ("_facts",)

    def __init__(self, facts: Facts) -> None:
        self._facts = MappingProxyType(dict(facts))

    def __getitem__(self, name: str) -> Value:
        return self._facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CaseFacts) and dict(self._facts) == dict(other._facts)

    def __hash__(self) -> int:
        return hash(frozenset(self._facts.items()))

    def __repr__(self) -> str:
        inside = ", ".join(f"{k}={v!r}" for k, v in self._facts.items())
        return f"Case({inside})"

    @property
    def facts(self) -> Facts:
        """A copy of the facts as a plain mapping."""
        return dict(self._facts)
