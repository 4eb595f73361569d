"""Conditions of rules: atoms over one fact, joined by all, any and not.

An unknown fact makes every atom false, `is_not` and `not_in` included, unless the atom
says `or_unknown: true`. This is what keeps "unknown" apart from "false".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OPERATORS: dict[str, str] = {  # operator -> what its operand is
    "is": "value",
    "is_not": "value",
    "in": "values",
    "not_in": "values",
    "lt": "number",
    "le": "number",
    "gt": "number",
    "ge": "number",
    "known": "true",
    "unknown": "true",
    "same_as": "fact",
    "not_same_as": "fact",
    "in_group": "group",
    "not_in_group": "group",
}


@dataclass(frozen=True, slots=True)
class Atom:
    """One test of one fact."""

    fact: str
    op: str
    operand: Any
    or_unknown: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every item holds."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """At least one item holds."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: "Condition"


Condition = Atom | All | Any_ | Not


class ConditionError(ValueError):
    """A condition that is not of the language; `path` leads to the place."""

    def __init__(self, message: str, path: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.path = path


def parse(raw: object, path: tuple[str | int, ...] = ()) -> Condition:
    """Read a condition from plain data; raises ConditionError with the path of the fault."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        raise ConditionError("a condition is a mapping with exactly one key", path)
    ((key, body),) = raw.items()
    here = (*path, key)
    if key in ("all", "any"):
        if not isinstance(body, list) or not body:
            raise ConditionError(f"`{key}` takes a list of conditions", here)
        items = tuple(parse(item, (*here, i)) for i, item in enumerate(body))
        return All(items) if key == "all" else Any_(items)
    if key == "not":
        return Not(parse(body, here))
    return _atom(key, body, here)


def _atom(fact: str, body: object, path: tuple[str | int, ...]) -> Atom:
    if not isinstance(body, Mapping):
        return Atom(fact, "is", body)
    ops = {k: v for k, v in body.items() if k != "or_unknown"}
    if len(ops) != 1:
        raise ConditionError("an atom takes exactly one operator", path)
    ((op, operand),) = ops.items()
    if op not in OPERATORS:
        known = ", ".join(OPERATORS)
        raise ConditionError(f"unknown operator `{op}` (known: {known})", path)
    kind = OPERATORS[op]
    if kind == "values" and not isinstance(operand, list):
        raise ConditionError(f"`{op}` takes a list", path)
    if kind == "true" and operand is not True:
        raise ConditionError(f"`{op}` takes true", path)
    return Atom(fact, op, tuple(operand) if kind == "values" else operand,
                bool(body.get("or_unknown", False)))


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of the condition, in reading order."""
    match condition:
        case Atom():
            yield condition
        case Not(item):
            yield from atoms(item)
        case All(items) | Any_(items):
            for item in items:
                yield from atoms(item)


def facts_read(condition: Condition) -> frozenset[str]:
    """Names of all facts the condition reads; group atoms read the shipment date too."""
    names = set()
    for atom in atoms(condition):
        names.add(atom.fact)
        if atom.op in ("same_as", "not_same_as"):
            names.add(atom.operand)
        if atom.op in ("in_group", "not_in_group"):
            names.add("shipment_date")
    return frozenset(names)


def unguarded_negations(condition: Condition) -> list[str]:
    """Facts under a `not` that the same `all` does not test as known."""
    found: list[str] = []

    def walk(node: Condition, known: frozenset[str]) -> None:
        match node:
            case All(items):
                tested = {i.fact for i in items if isinstance(i, Atom) and i.op == "known"}
                for item in items:
                    walk(item, known | tested)
            case Any_(items):
                for item in items:
                    walk(item, known)
            case Not(item):
                found.extend(sorted(facts_read(item) - known - {"shipment_date"}))
            case Atom():
                pass

    walk(condition, frozenset())
    return found
