"""The candidates (eleven terms, one of them twice) and what requirements do to them.

A requirement either fits a candidate or not, whatever the case, so failures are kept as bit
masks: bit i stands for candidate i.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from incoadvisor.model.rule import Restriction, Rule
from incoadvisor.model.term import TermFacts
from incoadvisor.model.vocabulary import Facts


@dataclass(frozen=True)
class Candidate:
    """One row of a term."""

    term: str
    variant: str | None
    preference: int
    provides: dict[str, frozenset[str]]

    @property
    def name(self) -> str:
        """`FCA/other_place`, or just the code."""
        return f"{self.term}/{self.variant}" if self.variant else self.term


class Candidates:
    """All candidates, in order of preference."""

    def __init__(self, terms: Iterable[TermFacts]) -> None:
        self.all = [
            Candidate(t.code, row.variant, t.preference,
                      {k: frozenset(v) for k, v in row.provides.items()}
                      | {"term": frozenset((t.code,))})
            for t in sorted(terms, key=lambda t: t.preference) for row in t.rows
        ]
        self.everyone = (1 << len(self.all)) - 1
        self.codes = list(dict.fromkeys(c.term for c in self.all))

    @cached_property
    def of_term(self) -> dict[str, int]:
        """Mask of each term's candidates."""
        masks = dict.fromkeys(self.codes, 0)
        for i, candidate in enumerate(self.all):
            masks[candidate.term] |= 1 << i
        return masks

    @cached_property
    def distance(self) -> dict[str, list[int]]:
        """For each code, how many topics keep each candidate apart from its nearest row."""
        table = {}
        for code in self.codes:
            rows = [c for c in self.all if c.term == code]
            table[code] = [
                min(sum(not (candidate.provides[t] & row.provides[t])
                        for t in row.provides if t != "term") for row in rows)
                for candidate in self.all
            ]
        return table

    def names(self, mask: int) -> list[str]:
        """Names of the candidates in `mask`."""
        return [c.name for i, c in enumerate(self.all) if mask >> i & 1]

    def failing(self, topic: str, restriction: Restriction, value: str | None = None) -> int:
        """Mask of the candidates that cannot give what `restriction` asks of `topic`.

        `one_of` holds if the cell meets the set, `none_of` if something of the cell is left.
        `value` is the fact's value for `same_as`.
        """
        mask = 0
        for i, candidate in enumerate(self.all):
            cell = candidate.provides[topic]
            if restriction.none_of is not None:
                fits = bool(cell - set(restriction.none_of))
            elif restriction.one_of is not None:
                fits = bool(cell & set(restriction.one_of))
            else:
                fits = value in cell
            if not fits:
                mask |= 1 << i
        return mask


class Failures:
    """Which candidates fail one rule's requirement, worked out once per rule."""

    def __init__(self, rule: Rule, candidates: Candidates) -> None:
        self.fixed = candidates.everyone
        self.by_value: list[tuple[str, dict[str, int]]] = []
        for topic, restriction in rule.restrictions:
            if restriction.same_as is None:
                self.fixed &= candidates.failing(topic, restriction)
            else:
                values = {v for c in candidates.all for v in c.provides[topic]}
                self.by_value.append((restriction.same_as, {
                    v: candidates.failing(topic, restriction, v) for v in values}))
        self._everyone = candidates.everyone

    def mask(self, facts: Facts) -> int:
        """Mask of the candidates that fail under `facts`; alternatives must all fail."""
        mask = self.fixed
        for name, by_value in self.by_value:
            mask &= by_value.get(str(facts.get(name)), self._everyone)
        return mask
