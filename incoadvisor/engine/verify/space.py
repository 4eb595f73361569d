"""The finite facts that some rules read, and every value each may take.

Countries and dates have no short list of values. A fact that follows from them alone, such as the
kind of trade, is enumerated itself instead: it is *cut*, with just the values that some countries
leave it. What follows from finite facts is worked out by the rules, so that only situations that
can arise are counted.
"""

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import DECIDING, evaluate
from incoadvisor.engine.predicates import value_test
from incoadvisor.model.condition import Atom, atoms
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts, Value

Known = Value | None  # None: unknown
Values = tuple[Known, ...]
FINITE = ("bool", "choice", "term")
_TOO_MANY = 50_000  # combinations of countries and dates tried to see what follows from them
_NOWHERE = ("QM", "QN", "QO", "QP", "QQ", "QR")  # codes that ISO leaves to users


def only(base: RuleBase, rules: Iterable[Rule]) -> RuleBase:
    """A base of just these rules, over the same vocabulary and terms, without country tables."""
    content = base.knowledge.content.model_copy(update={"rules": tuple(rules), "markets": ()})
    return RuleBase(replace(base.knowledge, content=content))


@dataclass(frozen=True)
class Axis:
    """A fact and its values; `weights` says how many values each stands for."""

    fact: str
    values: Values
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
        """How many are left when values that the rules never tell apart are one."""
        return prod(len(axis.values) for axis in self.axes)

    def combinations(self) -> Iterator[tuple[Values, int]]:
        """Every combination with the number of situations it stands for."""
        pairs = (zip(a.values, a.weights, strict=True) for a in self.axes)
        for choice in itertools.product(*pairs):
            yield tuple(v for v, _ in choice), prod(w for _, w in choice)

    def facts(self, values: Iterable[Known]) -> Facts:
        """A combination as facts."""
        return {a.fact: v for a, v in zip(self.axes, values, strict=True) if v is not None}


class Space:
    """What the rules of a base can be asked about."""

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today
        self.specs = base.knowledge.facts
        self.writers: dict[str, list[Ready]] = {}
        for stratum in base.stage_strata("assess"):
            for ready in stratum:
                for name in ready.rule.written_values:
                    self.writers.setdefault(name, []).append(ready)

    @cached_property
    def topics(self) -> dict[str, list[Ready]]:
        """The rules that require, by topic."""
        found: dict[str, list[Ready]] = {}
        for ready in self.base.requiring:
            found.setdefault(ready.rule.topic, []).append(ready)
        return found

    @cached_property
    def cut(self) -> frozenset[str]:
        """Facts that follow from countries or dates alone."""
        endless = {f for f, spec in self.specs.items() if spec.type not in FINITE}
        found = set(endless)
        while True:
            more = {f for f, writers in self.writers.items() if f not in found and all(
                w.rule.reads - {f} and w.rule.reads - {f} <= found for w in writers)}
            if not more:
                return frozenset(found - endless)
            found |= more

    def scope(self, rules: Iterable[Ready], like: Scope | None = None) -> Scope:
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
        return self.specs[fact].kind != "derived" or fact in self.cut or fact not in self.writers

    def axis(self, fact: str, rules: list[Ready]) -> Axis:
        """Every value of the fact, unknown first unless a rule always fills it."""
        values = self._values(fact, rules)
        return Axis(fact, values, (1,) * len(values))

    def _values(self, fact: str, rules: list[Ready]) -> Values:
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
                known = _numbers(fact, rules)
            case _:
                known = [*_operands(fact, rules), "…"]
        if fact in self.cut:
            return self._left_by_countries(fact, known)
        filled = any(_fills_always(w.rule, fact) for w in self.writers.get(fact, ()))
        return tuple(known) if filled else (None, *known)

    def _dates(self, rules: list[Ready]) -> list[str]:
        """Today, and each bound of a dated rule with the days beside it."""
        days = {self.today}
        for bound in {d for r in rules for d in r.rule.valid.values()}:
            day = datetime.date.fromisoformat(bound)
            days |= {(day + datetime.timedelta(n)).isoformat() for n in (-1, 0, 1)}
        return sorted(days)

    def _countries(self, rules: list[Ready]) -> list[str]:
        """For each way of belonging to the groups that are read, as many countries as can meet."""
        groups = {a.operand for r in rules for a in atoms(r.rule.condition)
                  if a.op in ("in_group", "not_in_group")}
        read = {f for r in rules for f in r.rule.reads if self.specs[f].type == "country"}
        content = self.base.knowledge.content
        often: dict[str, int] = dict.fromkeys(_NOWHERE, 0)
        for country in [*(m.country for g in content.groups.values() for m in g.members),
                        *(r.country for t in content.markets for r in t.rows if r.country)]:
            often[country] = often.get(country, 0) + 1
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for country in sorted(often, key=lambda c: (often[c], c)):
            kind = tuple(content.groups[g].holds(country, day)
                         for g in sorted(groups) for day in self._dates(rules))
            kinds.setdefault(kind, []).append(country)
        named = {str(v) for f in read for v in _operands(f, rules)}
        return sorted(named | {c for kind in kinds.values() for c in kind[:max(len(read), 1)]})

    def _left_by_countries(self, fact: str, known: list[Value]) -> Values:
        """The values a cut fact can have when every combination of countries is tried."""
        names, rules = {fact}, dict[str, Ready]()
        while True:
            found = {w.id: w for n in names for w in self.writers.get(n, ())}
            if len(found) == len(rules):
                break
            rules = found
            names |= {f for w in rules.values() for f in w.rule.reads}
        entered = [f for f in sorted(names) if self.specs[f].type not in FINITE]
        axes = [dict.fromkeys((None, *self._values(f, list(rules.values())))) for f in entered]
        if prod(len(a) for a in axes) > _TOO_MANY:
            return (None, *known)
        base = only(self.base, [w.rule for w in rules.values()])
        left: set[Known] = set()
        for choice in itertools.product(*axes):
            facts = {f: v for f, v in zip(entered, choice, strict=True) if v is not None}
            left.add(evaluate(base, facts, self.today).facts.get(fact))
        givable = self.specs[fact].kind != "derived"
        return tuple(v for v in (None, *known) if v in left or (v is not None and givable))

    def compressed(self, scope: Scope, also: Iterable[Ready] = ()) -> Scope:
        """The same scope, with values that its rules (and `also`) never tell apart as one."""
        rules = [*(r for s in scope.base.strata for r in s), *also]
        return replace(scope, axes=tuple(_merged(axis, rules) for axis in scope.axes))

    def merged(self, fact: str, rules: list[Ready]) -> Axis:
        """The fact's values, those that these rules never tell apart taken as one."""
        return _merged(self.axis(fact, rules), rules)

    def everything(self) -> Scope:
        """All the deciding rules, values they never tell apart taken as one."""
        return self.compressed(self.scope(r for s in self.base.stage_strata(*DECIDING) for r in s))


def _fills_always(rule: Rule, fact: str) -> bool:
    """Whether the rule assumes a value for the fact whenever it is unknown."""
    given = (rule.assume or {}).get(fact)
    return given is not None and rule.condition == Atom(fact, "unknown", True) \
        and not rule.perspective and not rule.valid \
        and not (isinstance(given, dict) and "fact" in given)


def _operands(fact: str, rules: Iterable[Ready]) -> list[Value]:
    found: dict[Value, None] = {}
    for ready in rules:
        for atom in atoms(ready.rule.condition):
            if atom.fact == fact and atom.op in ("is", "is_not", "in", "not_in"):
                found.update(dict.fromkeys(
                    atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)))
    return list(found)


def _numbers(fact: str, rules: Iterable[Ready]) -> list[Value]:
    """The bounds that rules test, a number between each two, and one beyond each end."""
    tested = [a for r in rules for a in atoms(r.rule.condition) if a.fact == fact]
    bounds = sorted({float(v) for a in tested if a.op not in ("known", "unknown")
                     for v in (a.operand if isinstance(a.operand, tuple) else (a.operand,))
                     if isinstance(v, int | float)})
    if not bounds:
        return [1]
    between = [(a + b) / 2 for a, b in itertools.pairwise(bounds)]
    return sorted({bounds[0] - 1, *bounds, *between, bounds[-1] + 1})


Test = Callable[[Known], bool]


def _merged(axis: Axis, rules: Iterable[Ready]) -> Axis:
    """Values with the same truth at every atom become one, the first of them standing for all."""
    tests = _tests(axis.fact, rules)
    if tests is None:
        return axis
    merged: dict[tuple[bool, ...], list[int]] = {}
    for i, value in enumerate(axis.values):
        merged.setdefault(tuple(t(value) for t in tests), []).append(i)
    return Axis(axis.fact, tuple(axis.values[own[0]] for own in merged.values()),
                tuple(sum(axis.weights[i] for i in own) for own in merged.values()))


def _tests(fact: str, rules: Iterable[Ready]) -> list[Test] | None:
    """All that the rules test of the fact; None when some look at more than its own value."""
    tests: list[Test] = []
    for ready in rules:
        rule = ready.rule
        copied = {v.get("fact") for v in rule.written_values.values() if isinstance(v, dict)}
        compared = {x.same_as for _, x in rule.restrictions}
        if fact in copied | compared or (fact == "shipment_date" and fact in rule.reads):
            return None
        if fact in rule.written_values:
            tests.append(_is_unknown)
        if fact == "perspective" and rule.perspective:
            tests.append(_among(rule.perspective))
        for atom in atoms(rule.condition):
            if atom.op in ("same_as", "not_same_as") and fact in (atom.fact, atom.operand):
                return None
            if atom.fact != fact:
                continue
            if atom.op in ("in_group", "not_in_group"):
                return None
            tests.append(_truth(atom))
    return tests


def _is_unknown(value: Known) -> bool:
    return value is None


def _among(sides: tuple[str, ...]) -> Test:
    return lambda value: value in sides


def _truth(atom: Atom) -> Test:
    check = value_test(atom)
    if check is None:  # `unknown`: the only other one that looks at the value alone
        return _is_unknown
    return lambda value: atom.or_unknown if value is None else check(value)
