"""How whole cases end: every topic at once, by the musts and wishes that decide the state.

Topics are worked out one by one over the facts they read, then joined on the facts they share. A
fact that no topic to come reads is summed up, so that the count stays exact however many
combinations there are. The state depends on two sets only: the candidates that fail a must and
those that fail a wish.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from incoadvisor.engine.choose import effective
from incoadvisor.engine.compiled import Ready, withdrawals
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.space import Axis, Known, Scope, Space

# What a situation comes to: overriding and overridden rules that fired, failed musts and wishes
Sum = tuple[frozenset[tuple[str, int, bool]], int, int]
NOTHING: Sum = (frozenset(), 0, 0)
Rows = dict[tuple[tuple[Known, ...], Sum], int]


@dataclass
class Factor:
    """Combinations of some facts with what they come to, and the situations behind each."""

    names: tuple[str, ...]
    rows: Rows


def states(space: Space) -> tuple[Counter[str], int]:
    """How many combinations of all facts that musts and wishes read end in each state.

    Also the number of those facts. Cases that are stopped are not among them.
    """
    followed = [r for r in space.base.requiring if r.rule.strength == "must"]
    while more := [r for r in space.base.requiring if r not in followed and
                   set(r.rule.overrides) & {f.id for f in followed}]:
        followed += more
    ids = {r.id for r in followed}
    overridden = {o for r in followed for o in r.rule.overrides if o in ids}
    tied = overridden | {r.id for r in followed if set(r.rule.overrides) & overridden}
    joint = space.compressed(space.scope(followed))
    proposed = [a for a in joint.axes if a.fact == "proposed_code"] or [
        Axis("proposed_code", (None, *space.base.candidates.codes),
             (1,) * (1 + len(space.base.candidates.codes)))]
    owned: set[str] = set()
    factors = []
    for topic in dict.fromkeys(r.rule.topic for r in followed):
        rules = [r for r in followed if r.rule.topic == topic]
        scope = space.scope(rules, like=joint)
        shaded = any(r.rule.basis == "wish" for r in rules)
        extra = [a for a in proposed if shaded and a.fact not in {x.fact for x in scope.axes}]
        factors.append(_factor(space, rules, Scope(scope.base, (*scope.axes, *extra)), owned, tied))
    total: Counter[str] = Counter()
    for (_, (_, unfit, unmet)), weight in _joined(factors, space.base.by_id).rows.items():
        total[_state(unfit, unmet, space.base.candidates.everyone)] += weight
    return total, len({n for f in factors for n in f.names})


def _factor(space: Space, rules: list[Ready], scope: Scope, owned: set[str],
            tied: set[str]) -> Factor:
    """One topic; each fact's values are counted by the first factor that has it."""
    ids = {r.id for r in rules}
    counted = [a.fact not in owned for a in scope.axes]
    owned |= {a.fact for a in scope.axes}
    rows: Rows = {}
    axes = [zip(a.values, a.weights, strict=True) for a in scope.axes]
    for choice in itertools.product(*axes):
        values = tuple(v for v, _ in choice)
        weight = prod(w for (_, w), mine in zip(choice, counted, strict=True) if mine)
        done = evaluate(scope.base, scope.facts(values), space.today)
        loose: set[tuple[str, int, bool]] = set()
        unfit = unmet = 0
        for ready in done.required:
            if ready.id not in ids:
                continue
            asked = effective(ready, done.facts, space.base.candidates)
            if ready.id in tied:
                loose.add((ready.id, asked.mask if asked.is_hard or asked.is_wish else 0,
                           asked.is_wish))
            elif asked.is_hard:
                unfit |= asked.mask
            elif asked.is_wish:
                unmet |= asked.mask
        key = (values, (frozenset(loose), unfit, unmet))
        rows[key] = rows.get(key, 0) + weight
    return Factor(tuple(a.fact for a in scope.axes), rows)


def _joined(factors: list[Factor], by_id: dict[str, Ready]) -> Factor:
    """All factors as one; those whose rules override one another come first."""
    left = [_summed(f, {n for g in factors if g is not f for n in g.names}) for f in factors]
    tied = [f for f in left if any(loose for _, (loose, _, _) in f.rows)]
    left = [f for f in left if f not in tied]
    whole = Factor((), {((), NOTHING): 1})
    for factor in tied:
        whole = _join(whole, factor)
    whole = _settled(whole, by_id)
    while left:
        whole = _summed(whole, {n for f in left for n in f.names})
        left.sort(key=lambda f: (len(set(f.names) - set(whole.names)), len(f.rows)))
        whole = _join(whole, left.pop(0))
    return _summed(whole, ())


def _settled(factor: Factor, by_id: dict[str, Ready]) -> Factor:
    """Take out the rules that are overridden, and count the others."""
    rows: Rows = {}
    for (values, (loose, unfit, unmet)), weight in factor.rows.items():
        gone = withdrawals([by_id[rule] for rule, _, _ in loose])
        for rule, mask, wish in loose:
            if rule not in gone:
                unfit, unmet = (unfit, unmet | mask) if wish else (unfit | mask, unmet)
        key = (values, (NOTHING[0], unfit, unmet))
        rows[key] = rows.get(key, 0) + weight
    return Factor(factor.names, rows)


def _summed(factor: Factor, kept: Iterable[str]) -> Factor:
    """Sum up the facts that are not kept."""
    places = [i for i, name in enumerate(factor.names) if name in set(kept)]
    rows: Rows = {}
    for (values, found), weight in factor.rows.items():
        key = (tuple(values[i] for i in places), found)
        rows[key] = rows.get(key, 0) + weight
    return Factor(tuple(factor.names[i] for i in places), rows)


def _join(one: Factor, other: Factor) -> Factor:
    shared = [n for n in other.names if n in one.names]
    mine = [one.names.index(n) for n in shared]
    theirs = [other.names.index(n) for n in shared]
    new = [i for i, n in enumerate(other.names) if n not in shared]
    by_shared: dict[tuple[Known, ...], list[tuple[tuple[Known, ...], Sum, int]]] = {}
    for (values, found), weight in other.rows.items():
        by_shared.setdefault(tuple(values[i] for i in theirs), []).append(
            (tuple(values[i] for i in new), found, weight))
    rows: Rows = {}
    for (values, (loose, unfit, unmet)), weight in one.rows.items():
        for more, (loose2, unfit2, unmet2), weight2 in by_shared.get(
                tuple(values[i] for i in mine), ()):
            key = (values + more, (loose | loose2, unfit | unfit2, unmet | unmet2))
            rows[key] = rows.get(key, 0) + weight * weight2
    return Factor((*one.names, *(other.names[i] for i in new)), rows)


def _state(unfit: int, unmet: int, everyone: int) -> str:
    if everyone & ~(unfit | unmet):
        return "ok"
    if unfit == everyone:
        return "blocked"
    return "yielded" if unmet != everyone else "choose"
