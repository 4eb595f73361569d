"""Atoms and conditions as SQL that is never NULL: unknown is false at each atom."""

from collections.abc import Mapping

from incoadvisor.model.condition import All, Any_, Atom, Condition, Not
from incoadvisor.model.vocabulary import FactSpec, Group, Value

_COMPARE = {"is": "=", "is_not": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def column(fact: str) -> str:
    """The column of a fact; prefixed, so that no fact can be a reserved word."""
    return f"f_{fact}"


def sql_type(spec: FactSpec) -> str:
    """Column type of a fact."""
    return {"bool": "BOOLEAN", "number": "DOUBLE"}.get(spec.type, "STRING")


def literal(value: Value) -> str:
    """A value as an SQL literal; no backslash stands in it, which Spark would read as an escape."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"CAST({value!r} AS DOUBLE)"
    parts = ["'" + part.replace("'", "''") + "'" for part in value.split("\\")]
    return parts[0] if len(parts) == 1 else "(" + " || CHR(92) || ".join(parts) + ")"


def alternatives(tests: list[str]) -> str:
    """At least one of the tests; FALSE when there is none."""
    return "(" + " OR ".join(tests) + ")" if tests else "FALSE"


def choice(subject: str, whens: Mapping[str, str], otherwise: str) -> str:
    """A CASE by the value of `subject`; keys are SQL literals."""
    if not whens:
        return otherwise
    branches = " ".join(f"WHEN {value} THEN {then}" for value, then in whens.items())
    return f"(CASE {subject} {branches} ELSE {otherwise} END)"


def condition(node: Condition, groups: Mapping[str, Group], where: Mapping[str, str]) -> str:
    """The condition as a boolean SQL expression; `where` gives each fact's column."""
    match node:
        case Atom():
            return _atom(node, groups, where)
        case All(items):
            return "(" + " AND ".join(condition(i, groups, where) for i in items) + ")"
        case Any_(items):
            return alternatives([condition(i, groups, where) for i in items])
        case Not(item):
            return f"(NOT {condition(item, groups, where)})"


def _atom(atom: Atom, groups: Mapping[str, Group], where: Mapping[str, str]) -> str:
    name = where[atom.fact]
    otherwise = "TRUE" if atom.or_unknown else "FALSE"
    match atom.op:
        case "known":
            return "TRUE" if atom.or_unknown else f"({name} IS NOT NULL)"
        case "unknown":
            return f"({name} IS NULL)"
        case "in" | "not_in":
            values = ", ".join(literal(v) for v in atom.operand)
            test = f"{name} {'NOT IN' if atom.op == 'not_in' else 'IN'} ({values})"
        case "same_as" | "not_same_as":
            test = f"{name} {'=' if atom.op == 'same_as' else '<>'} {where[atom.operand]}"
        case "in_group" | "not_in_group":
            day = where["shipment_date"]
            inside = membership(name, day, groups[atom.operand])
            sense = "" if atom.op == "in_group" else "NOT "
            # Without a date nothing is known, not even that a country is in no span.
            test = f"CASE WHEN {day} IS NOT NULL THEN {sense}{inside} END"
        case _:
            test = f"{name} {_COMPARE[atom.op]} {literal(atom.operand)}"
    return f"COALESCE({test}, {otherwise})"


def membership(country: str, day: str, group: Group) -> str:
    """Whether a country column belongs to a dated group; NULL where either is."""
    spans: dict[tuple[str, str | None], list[str]] = {}
    for member in group.members:
        spans.setdefault((member.since, member.to), []).append(member.country)
    tests = []
    for (since, until), countries in spans.items():
        names = ", ".join(literal(c) for c in sorted(countries))
        end = f" AND {day} <= {literal(until)}" if until else ""
        tests.append(f"({country} IN ({names}) AND {day} >= {literal(since)}{end})")
    return "(" + " OR ".join(tests) + ")"
