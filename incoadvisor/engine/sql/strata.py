"""The strata of the rules as columns: which rules fire, and the facts they write."""

from collections.abc import Iterator, Mapping, Sequence

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.sql.expressions import column, condition, literal

_BOUNDS = {"from": ">=", "to": "<="}


class Strata:
    """A fact that rules write gets a new column a stratum; `where` tells which is the latest."""

    def __init__(self, base: RuleBase, today: str, where: Mapping[str, str]) -> None:
        self.base, self.today = base, today
        self.where = dict(where)

    def holds(self, ready: Ready) -> list[str]:
        """Tests that all hold where the rule's conditions, perspective and validity do."""
        rule = ready.rule
        tests = [condition(rule.condition, self.base.groups, self.where)]
        if rule.perspective:
            sides = ", ".join(literal(s) for s in rule.perspective)
            tests.append(f"COALESCE({self.where['perspective']} IN ({sides}), FALSE)")
        if rule.valid:
            day = f"COALESCE({self.where['shipment_date']}, '')"
            tests += [f"{day} {_BOUNDS[end]} {literal(date)}"
                      for end, date in rule.valid.items()]
        return tests

    def written(self, stratum: Sequence[Ready], number: int) -> Iterator[str]:
        """The facts that the rules of a stratum write; the first rule that fired decides."""
        new = {}
        for name in dict.fromkeys(n for r in stratum for n in r.rule.written_values):
            values = ", ".join(
                f"CASE WHEN {flag(r)} THEN {self.value(r.rule.written_values[name])} END"
                for r in stratum if name in r.rule.written_values)
            new[name] = f"{column(name)}_{number}"
            yield f"COALESCE({self.where[name]}, {values}) AS {new[name]}"
        self.where |= new

    def value(self, written: object) -> str:
        """What a rule writes: a value, the day, or what another fact holds."""
        if isinstance(written, dict):
            return literal(self.today) if "today" in written else self.where[written["fact"]]
        return literal(written)  # type: ignore[arg-type]


def flag(ready: Ready) -> str:
    """The column that says whether a rule fired."""
    return f"r_{ready.position}"


def every(tests: Sequence[str]) -> str:
    """All of the tests."""
    return "(" + " AND ".join(tests) + ")"
