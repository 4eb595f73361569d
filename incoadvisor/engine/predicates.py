"""Conditions as Python predicates over a mapping of facts.

The single definition of what an atom means; both ways of running rules use it.
"""

from collections.abc import Callable, Mapping

from incoadvisor.model.condition import All, Any_, Atom, Condition, Not
from incoadvisor.model.vocabulary import Facts, Group, Value

Test = Callable[[Facts], bool]
ValueTest = Callable[[Value], bool]


def value_test(atom: Atom) -> ValueTest | None:
    """What the atom asks of a known value alone; None when it looks at more than that."""
    operand = atom.operand
    match atom.op:
        case "is":
            return lambda v: v == operand
        case "is_not":
            return lambda v: v != operand
        case "in":
            return lambda v: v in operand
        case "not_in":
            return lambda v: v not in operand
        case "lt":
            return lambda v: v < operand
        case "le":
            return lambda v: v <= operand
        case "gt":
            return lambda v: v > operand
        case "ge":
            return lambda v: v >= operand
        case "known":
            return lambda v: True
        case _:
            return None


def test(condition: Condition, groups: Mapping[str, Group]) -> Test:
    """The condition as one predicate over the known facts."""
    match condition:
        case Atom():
            return _atom_test(condition, groups)
        case All(items):
            tests = [test(item, groups) for item in items]
            return lambda facts: all(t(facts) for t in tests)
        case Any_(items):
            tests = [test(item, groups) for item in items]
            return lambda facts: any(t(facts) for t in tests)
        case Not(item):
            inner = test(item, groups)
            return lambda facts: not inner(facts)


def _atom_test(atom: Atom, groups: Mapping[str, Group]) -> Test:
    name, other, when_unknown = atom.fact, atom.operand, atom.or_unknown
    check = value_test(atom)
    if check is not None:
        known_check = check
        return lambda facts: (
            known_check(facts[name]) if name in facts else when_unknown)
    if atom.op == "unknown":
        return lambda facts: name not in facts
    if atom.op in ("same_as", "not_same_as"):
        same = atom.op == "same_as"
        return lambda facts: (
            (facts[name] == facts[other]) is same
            if name in facts and other in facts else when_unknown)
    group, inside = groups[other], atom.op == "in_group"
    return lambda facts: (
        group.holds(str(facts[name]), str(facts["shipment_date"])) is inside
        if name in facts and "shipment_date" in facts else when_unknown)


def satisfied(condition: Condition, facts: Facts, groups: Mapping[str, Group]) -> list[str]:
    """Known facts that made the (true) condition true, in reading order, without repeats."""
    found: dict[str, None] = {}

    def walk(node: Condition) -> None:
        match node:
            case Atom():
                names = [node.fact]
                if node.op in ("same_as", "not_same_as"):
                    names.append(node.operand)
                if node.op in ("in_group", "not_in_group"):
                    names.append("shipment_date")
                found.update(dict.fromkeys(n for n in names if n in facts))
            case All(items):
                for item in items:
                    walk(item)
            case Any_(items):
                for item in items:
                    if test(item, groups)(facts):
                        walk(item)
            case Not(item):
                walk(item)

    walk(condition)
    return list(found)
