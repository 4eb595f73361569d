"""The finite facts that some rules read, and every value each may take.

Facts about countries and dates have no finite list of values. A fact that follows from them, such
as the kind of trade, is enumerated itself instead (it is *cut*): whatever the countries, they can
only leave one of its values. Everything else that follows from finite facts is worked out by the
rules, so that only situations that can arise are counted.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.predicates import value_test
from incoadvisor.model.condition import All, Any_, Atom, Condition, Not, atoms
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts, Value

Known = Value | None  # None: unknown
FINITE = ("bool", "choice", "term")
_TOO_MANY = 50_000  # combinations of countries and dates tried to see what follows from them


def only(base: RuleBase, rules: Iterable[Rule]) -> RuleBase:
    """A base of just these rules, over the same vocabulary and terms, without country tables."""
    content = base.knowledge.content.model_copy(update={"rules": tuple(rules), "markets": ()})
    return RuleBase(replace(base.knowledge, content=content))


@dataclass(frozen=True)
class Axis:
    """A fact and its values; `weights` says how many values each stands for."""

    fact: str
    values: tuple[Known, ...]
    weights: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many values there are, those stood for included."""
        return sum(self.weights)


@dataclass(frozen=True)
class Scope:
    """Some rules, the rules that work out what they read, and the facts all that rests on."""

    base: RuleBase
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(axis.size for axis in self.axes)

    @property
    def classes(self) -> int:
        """How many combinations are left when values that no rule tells apart are one."""
        return prod(len(axis.values) for axis in self.axes)

    def combinations(self) -> Iterator[tuple[tuple[Known, ...], int]]:
        """Every combination with the number of situations it stands for."""
        for choice in itertools.product(*(zip(a.values, a.weights, strict=True)
                                          for a in self.axes)):
            yield tuple(v for v, _ in choice), prod(w for _, w in choice)

    def facts(self, values: Iterable[Known]) -> Facts:
        """The combination as facts."""
        return {a.fact: v for a, v in zip(self.axes, values, strict=True) if v is not None}


class Space:
    """What the deciding rules of a base can be asked about."""

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today
        self.specs = base.knowledge.facts
        self.writers: dict[str, list[Ready]] = {}
        for stratum in base.stage_strata("assess"):
            for ready in stratum:
                for name in ready.rule.written_values:
                    self.writers.setdefault(name, []).append(ready)

    @cached_property
    def cut(self) -> frozenset[str]:
        """Facts that follow from countries or dates alone."""
        found = {f for f, spec in self.specs.items() if spec.type not in FINITE}
        while True:
            more = {f for f, writers in self.writers.items() if f not in found and all(
                (w.rule.reads - {f}) <= found and w.rule.reads - {f} for w in writers)}
            if not more:
                return frozenset(found - {f for f, s in self.specs.items()
                                          if s.type not in FINITE})
            found |= more

    def scope(self, rules: Iterable[Ready], like: "Scope | None" = None) -> Scope:
        """The rules with all that works out what they read. `like` lends its axes."""
        chosen = {r.id: r for r in rules}
        needed: set[str] = set()
        todo = {f for r in chosen.values() for f in r.rule.reads}
        while todo:
            fact = todo.pop()
            needed.add(fact)
            if fact in self.cut:
                continue
            for writer in self.writers.get(fact, ()):
                chosen.setdefault(writer.id, writer)
                todo |= writer.rule.reads - needed
        everything = [r for s in self.base.strata for r in s if r.id in chosen]
        lent = {a.fact: a for a in like.axes} if like else {}
        axes = [lent.get(f) or self.axis(f, everything) for f in self.specs
                if f in needed and self._entered(f)]
        return Scope(only(self.base, [r.rule for r in everything]), tuple(axes))

    def _entered(self, fact: str) -> bool:
        """Whether the fact is enumerated, not only worked out."""
        return self.specs[fact].kind != "derived" or fact in self.cut \
            or fact not in self.writers

    def axis(self, fact: str, rules: Iterable[Ready]) -> Axis:
        """Every value of the fact; unknown too, unless a rule always fills it."""
        values = self.values(fact, tuple(rules))
        return Axis(fact, values, (1,) * len(values))

    def values(self, fact: str, rules: tuple[Ready, ...]) -> tuple[Known, ...]:
        """The values worth telling apart, unknown first if it can be."""
        known: list[Value] = []
        match self.specs[fact].type:
            case "bool":
                known = [False, True]
            case "choice":
                known = list(self.specs[fact].values)
            case "term":
                known = list(self.base.candidates.codes)
            case "country":
                known = list(self._countries(rules))
            case "date":
                known = list(self._dates(rules))
            case "number":
                known = list(_numbers(fact, rules))
            case _:
                known = [*_operands(fact, rules), "…"]
        if fact in self.cut:
            return self._left_by_countries(fact, known)
        filled = any(_fills_always(w.rule, fact) for w in self.writers.get(fact, ()))
        return tuple(known) if filled else (None, *known)

    def _dates(self, rules: tuple[Ready, ...]) -> list[str]:
        bounds = {d for r in rules for d in r.rule.valid.values()}
        return sorted({self.today, *bounds, *(f"{d}~" for d in bounds), "0000"}) \
            if bounds else [self.today]

    def _countries(self, rules: tuple[Ready, ...]) -> list[str]:
        """For each way of belonging to the groups that are read, as many countries as can meet."""
        tested = [a for r in rules for a in atoms(r.rule.condition)]
        groups = {a.operand for a in tested if a.op in ("in_group", "not_in_group")}
        meeting = sum(self.specs[f].type == "country" for f in {f for r in rules for f in r.reads})
        named = {str(v) for f, s in self.specs.items() if s.type == "country"
                 for v in _operands(f, rules)}
        content = self.base.knowledge.content
        all_named = [m.country for g in content.groups.values() for m in g.members]
        all_named += [r.country for t in content.markets for r in t.rows if r.country]
        often = {c: all_named.count(c) for c in all_named}
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for country in sorted([*often, "QM", "QN", "QO", "QP"], key=lambda c: often.get(c, 0)):
            kind = tuple(content.groups[g].holds(country, d)
                         for g in sorted(groups) for d in self._dates(rules))
            kinds.setdefault(kind, []).append(country)
        return sorted(named | {c for kind in kinds.values() for c in kind[:max(meeting, 1)]})

    def _left_by_countries(self, fact: str, known: list[Value]) -> tuple[Known, ...]:
        """The values a fact can have when every combination of countries is tried."""
        givable = self.specs[fact].kind != "derived"
        names, rules = {fact}, {}
        while True:
            new = {w.id: w for n in names for w in self.writers.get(n, ())}
            if len(new) == len(rules):
                break
            rules = new
            names |= {f for w in rules.values() for f in w.rule.reads}
        entered = [f for f in sorted(names) if self.specs[f].type not in FINITE]
        axes = [(None, *self.values(f, tuple(rules.values()))) for f in entered]
        if prod(len(a) for a in axes) > _TOO_MANY:
            return (None, *known)
        base = only(self.base, [w.rule for w in rules.values()])
        left = {evaluate(base, {f: v for f, v in zip(entered, choice, strict=True)
                                if v is not None}, self.today).facts.get(fact)
                for choice in itertools.product(*axes)}
        return tuple(v for v in (None, *known)
                     if v in left or (v is not None and givable))

    def compressed(self, scope: Scope) -> Scope:
        """The same scope, with values that its rules never tell apart taken as one."""
        rules = [r for s in scope.base.strata for r in s]
        return replace(scope, axes=tuple(_merged(axis, rules) for axis in scope.axes))


def _fills_always(rule: Rule, fact: str) -> bool:
    """Whether the rule assumes a plain value for the fact whenever it is unknown."""
    return rule.assume is not None and rule.condition == Atom(fact, "unknown", True) \
        and not rule.perspective and not rule.valid \
        and not (isinstance(rule.assume.get(fact), dict) and "fact" in rule.assume[fact])


def _operands(fact: str, rules: Iterable[Ready]) -> list[Value]:
    found: dict[Value, None] = {}
    for ready in rules:
        for atom in atoms(ready.rule.condition):
            if atom.fact == fact and atom.op in ("is", "is_not", "in", "not_in"):
                found.update(dict.fromkeys(
                    atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)))
    return list(found)


def _numbers(fact: str, rules: Iterable[Ready]) -> list[Value]:
    """The bounds that rules test, and a number between each two."""
    bounds = sorted({float(a.operand) for r in rules for a in atoms(r.rule.condition)
                     if a.fact == fact and a.op in ("is", "is_not", "lt", "le", "gt", "ge")})
    if not bounds:
        return [1]
    between = [(a + b) / 2 for a, b in itertools.pairwise(bounds)]
    return sorted({max(bounds[0] - 1, 0), *bounds, *between, bounds[-1] + 1})


def _merged(axis: Axis, rules: Iterable[Ready]) -> Axis:
    """Values with the same truth at every atom become one, unknown standing for them first."""
    tested, apart = [], False
    for ready in rules:
        rule = ready.rule
        if axis.fact in rule.written_values and None in axis.values:
            tested.append(lambda v: v is None)
        for atom in atoms(rule.condition):
            if atom.fact == axis.fact or atom.operand == axis.fact:
                check = value_test(atom)
                if atom.op == "unknown":
                    tested.append(lambda v: v is None)
                elif check is None:
                    apart = True
                else:
                    tested.append(lambda v, c=check, u=atom.or_unknown: u if v is None else c(v))
        if axis.fact == "perspective" and rule.perspective:
            tested.append(lambda v, sides=rule.perspective: v in sides)
        copied = [v.get("fact") for v in rule.written_values.values() if isinstance(v, dict)]
        same = [x.same_as for _, x in rule.restrictions]
        apart = apart or axis.fact in copied or axis.fact in same \
            or (axis.fact == "shipment_date")
    if apart:
        return axis
    merged: dict[tuple[bool, ...], list[int]] = {}
    for i, value in enumerate(axis.values):
        merged.setdefault(tuple(t(value) for t in tested), []).append(i)
    return Axis(axis.fact, tuple(axis.values[own[0]] for own in merged.values()),
                tuple(sum(axis.weights[i] for i in own) for own in merged.values()))


__all__ = ["All", "Any_", "Axis", "Condition", "Mapping", "Not", "Scope", "Space", "only"]
