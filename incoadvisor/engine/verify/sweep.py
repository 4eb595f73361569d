"""Every combination of some facts, run through the rules in one SQL query on DuckDB.

The combinations are made by CROSS JOINs of the values of each fact. What comes back is a line for
each set of requirements that fired together, with the number of combinations that fire it.
"""

from dataclasses import dataclass

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.sql.chain import Chain
from incoadvisor.engine.sql.expressions import column, literal, sql_type
from incoadvisor.engine.sql.run import connection
from incoadvisor.engine.sql.strata import Strata, every, flag
from incoadvisor.engine.verify.space import Axis, Known, Scope
from incoadvisor.model.vocabulary import Facts

_WORD = 60  # rules told apart by the bits of one number


@dataclass(frozen=True)
class Pattern:
    """Requirements that fire together, the facts that shade them, and how often it happens."""

    fired: tuple[Ready, ...]
    shades: Facts
    count: int


@dataclass(frozen=True)
class Swept:
    """What a sweep found; `rows` combinations were run, a sample if `sampled`."""

    patterns: list[Pattern]
    rows: int
    sampled: bool


def sweep(scope: Scope, today: str, most: int) -> Swept:
    """Run every combination of the scope, or a sample of `most` when there are more."""
    sampled = scope.classes > most
    query = _Query(scope, today)
    source = query.sample(most) if sampled else query.cross()
    lines = connection().execute(query.over(source)).fetchall()
    patterns = [query.pattern(line) for line in lines]
    return Swept(patterns, sum(p.count for p in patterns), sampled)


def witness(scope: Scope, today: str, pattern: Pattern) -> Facts:
    """A combination that fires just what the pattern fires."""
    query = _Query(scope, today)
    line = connection().execute(query.one(pattern)).fetchone() or ()
    return scope.facts(line)


class _Query:
    def __init__(self, scope: Scope, today: str) -> None:
        self.scope = scope
        self.base: RuleBase = scope.base
        self.asked = self.base.requiring
        self.shading = sorted(
            {x.same_as for r in self.asked for _, x in r.rule.restrictions if x.same_as}
            | {"proposed_code"} & {a.fact for a in scope.axes})
        self.specs = self.base.knowledge.facts
        used = {n for s in self.base.strata for r in s for n in (*r.reads, *r.rule.written_values)}
        entered = {a.fact for a in scope.axes}
        strata = Strata(self.base, today, {
            f: column(f) if f in entered else f"CAST(NULL AS {sql_type(self.specs[f])})"
            for f in sorted(used | entered | set(self.shading) | {"shipment_date"})})
        self._chain = self._linked(strata)
        self.where = strata.where

    def cross(self) -> str:
        """All combinations."""
        parts = [f"(SELECT unnest({self._list(a)}) AS {column(a.fact)})" for a in self.scope.axes]
        return f"SELECT * FROM {' CROSS JOIN '.join(parts)}" if parts else "SELECT 1 AS one"

    def sample(self, most: int) -> str:
        """So many combinations, each value drawn for itself, the same at every run."""
        drawn = [f"{self._list(a)}[1 + CAST(hash(i, {n}) % {len(a.values)} AS INTEGER)] "
                 f"AS {column(a.fact)}" for n, a in enumerate(self.scope.axes)]
        return f"SELECT {', '.join(drawn)} FROM range({most}) AS numbered(i)"

    def _list(self, axis: Axis) -> str:
        values = ", ".join("NULL" if v is None else literal(v) for v in axis.values)
        return f"CAST([{values}] AS {sql_type(self.specs[axis.fact])}[])"

    def over(self, source: str) -> str:
        """The rules over the combinations, counted by what they fire."""
        shades = [self.where[f] for f in self.shading]
        return self._chain.text([*self._words(), *shades, "count(*)"],
                                "GROUP BY ALL ORDER BY ALL", [("combinations", source)])

    def one(self, pattern: Pattern) -> str:
        """The facts of one combination of a pattern."""
        fired = {r.id for r in pattern.fired}
        tests = [flag(r) if r.id in fired else f"NOT {flag(r)}" for r in self.asked]
        tests += [f"{self.where[f]} IS NOT DISTINCT FROM "
                  f"{literal(pattern.shades[f]) if f in pattern.shades else 'NULL'}"
                  for f in self.shading]
        columns = [column(a.fact) for a in self.scope.axes] or ["NULL"]
        return self._chain.text(columns, f"WHERE {' AND '.join(tests)} LIMIT 1",
                                [("combinations", self.cross())])

    def _linked(self, strata: Strata) -> Chain:
        chain = Chain("combinations", [column(a.fact) for a in self.scope.axes])
        for number, stratum in enumerate(self.base.strata):
            chain.add(f"fired_{number}",
                      [f"{every(strata.holds(r))} AS {flag(r)}" for r in stratum])
            chain.add(f"known_{number}", strata.written(stratum, number))
        return chain

    def _words(self) -> list[str]:
        return [self._word(start) for start in range(0, max(len(self.asked), 1), _WORD)]

    def _word(self, start: int) -> str:
        bits = [f"(CAST({flag(r)} AS BIGINT) << {i})"
                for i, r in enumerate(self.asked[start:start + _WORD])]
        return " | ".join(bits) or "0"

    def pattern(self, line: tuple[Known, ...]) -> Pattern:
        """One line of the answer."""
        *values, count = line
        shades = values[len(values) - len(self.shading):]
        words = [int(w or 0) for w in values[:len(values) - len(self.shading)]]
        fired = tuple(r for i, r in enumerate(self.asked) if words[i // _WORD] >> i % _WORD & 1)
        known = {f: v for f, v in zip(self.shading, shades, strict=True) if v is not None}
        return Pattern(fired, known, int(count or 0))
