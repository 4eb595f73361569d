"""Every combination of some facts, run through the rules in one SQL query on DuckDB.

The combinations are made by CROSS JOINs of the values of each fact. What comes back is a line for
each set of requirements that fired together, with the number of combinations that fire it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.sql.expressions import column, condition, literal, sql_type
from incoadvisor.engine.sql.run import connection
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
        self.scope, self.today = scope, today
        self.base: RuleBase = scope.base
        self.asked = self.base.requiring
        self.shading = sorted(
            {x.same_as for r in self.asked for _, x in r.rule.restrictions if x.same_as}
            | {"proposed_code"} & {a.fact for a in scope.axes})
        self.specs = self.base.knowledge.facts
        used = {n for s in self.base.strata for r in s for n in (*r.reads, *r.rule.written_values)}
        entered = {a.fact for a in scope.axes}
        self.where = {f: column(f) if f in entered else f"CAST(NULL AS {sql_type(self.specs[f])})"
                      for f in sorted(used | entered | set(self.shading))}

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
        chain, before = self._chain(source)
        shades = [self.where[f] for f in self.shading]
        return f"{chain} SELECT {', '.join([*self._words(), *shades])}, count(*) FROM {before} " \
               "GROUP BY ALL ORDER BY ALL"

    def one(self, pattern: Pattern) -> str:
        """The facts of one combination of a pattern."""
        chain, before = self._chain(self.cross())
        fired = {r.id for r in pattern.fired}
        tests = [f"r_{r.position}" if r.id in fired else f"NOT r_{r.position}"
                 for r in self.asked]
        tests += [f"{self.where[f]} IS NOT DISTINCT FROM "
                  f"{literal(pattern.shades[f]) if f in pattern.shades else 'NULL'}"
                  for f in self.shading]
        columns = ", ".join(column(a.fact) for a in self.scope.axes) or "NULL"
        return f"{chain} SELECT {columns} FROM {before} WHERE {' AND '.join(tests)} LIMIT 1"

    def _chain(self, source: str) -> tuple[str, str]:
        """The strata as CTEs, and the name of the last one."""
        parts, before = [("combinations", source)], "combinations"
        for number, stratum in enumerate(self.base.strata):
            for name, columns in ((f"fired_{number}", list(self._fired(stratum))),
                                  (f"known_{number}", list(self._written(stratum, number)))):
                if columns:
                    parts.append((name, f"SELECT *, {', '.join(columns)} FROM {before}"))
                    before = name
        ctes = ", ".join(f"{name} AS ({body})" for name, body in parts)
        return f"WITH {ctes}", before

    def _words(self) -> list[str]:
        return [self._word(start) for start in range(0, max(len(self.asked), 1), _WORD)]

    def _word(self, start: int) -> str:
        bits = [f"(CAST(r_{r.position} AS BIGINT) << {i})"
                for i, r in enumerate(self.asked[start:start + _WORD])]
        return " | ".join(bits) or "0"

    def _fired(self, stratum: list[Ready]) -> Iterator[str]:
        for ready in stratum:
            rule, where = ready.rule, self.where
            tests = [condition(rule.condition, self.base.groups, where)]
            if rule.perspective:
                sides = ", ".join(literal(s) for s in rule.perspective)
                tests.append(f"COALESCE({where['perspective']} IN ({sides}), FALSE)")
            day = f"COALESCE({where.get('shipment_date', 'NULL')}, '')"
            bounds = {"from": ">=", "to": "<="}
            tests += [f"{day} {bounds[end]} {literal(date)}" for end, date in rule.valid.items()]
            yield f"({' AND '.join(tests)}) AS r_{ready.position}"

    def _written(self, stratum: list[Ready], number: int) -> Iterator[str]:
        new = {}
        for name in dict.fromkeys(n for r in stratum for n in r.rule.written_values):
            values = ", ".join(
                f"CASE WHEN r_{r.position} THEN {self._value(r.rule.written_values[name])} END"
                for r in stratum if name in r.rule.written_values)
            new[name] = f"{column(name)}_{number}"
            yield f"COALESCE({self.where[name]}, {values}) AS {new[name]}"
        self.where |= new

    def _value(self, value: object) -> str:
        if isinstance(value, dict):
            return literal(self.today) if "today" in value else self.where[value["fact"]]
        return literal(value)  # type: ignore[arg-type]

    def pattern(self, line: tuple[Known, ...]) -> Pattern:
        """One line of the answer."""
        *values, count = line
        shades = values[len(values) - len(self.shading):]
        words = [int(w or 0) for w in values[:len(values) - len(self.shading)]]
        fired = tuple(r for i, r in enumerate(self.asked) if words[i // _WORD] >> i % _WORD & 1)
        known = {f: v for f, v in zip(self.shading, shades, strict=True) if v is not None}
        return Pattern(fired, known, int(count or 0))
