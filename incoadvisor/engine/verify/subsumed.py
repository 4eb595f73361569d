"""Requirements that another one makes superfluous."""

import itertools
from collections.abc import Iterator
from math import prod

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.verify.space import Space
from incoadvisor.model.finding import Finding
from incoadvisor.model.rule import PENALTY

_MOST = 50_000  # combinations tried to tell two rules apart
_HEAVIEST = tuple(PENALTY)[:1] + tuple(s for s, weight in PENALTY.items() if weight)


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for a rule that fires only where another one asks at least as much.

    Facts are taken as free of one another, so that no rule is wrongly called superfluous.
    """
    space = Space(base, today)
    for members in space.topics.values():
        told: set[frozenset[str]] = set()
        for weaker, stronger in itertools.permutations(members, 2):
            pair = frozenset((weaker.id, stronger.id))
            if pair in told or not _asks_no_more(space, weaker, stronger) \
                    or not _implies(space, weaker, stronger):
                continue
            told.add(pair)
            twice = _asks_no_more(space, stronger, weaker) and _implies(space, stronger, weaker)
            yield Finding(
                code="verify_duplicate" if twice else "verify_subsumed", severity="fault",
                where=weaker.rule.origin, values={"rule": weaker.id, "other": stronger.id})
    yield from _twins(base)


def _twins(base: RuleBase) -> Iterator[Finding]:
    """Other rules that say the same thing twice, word for word."""
    seen: dict[str, str] = {}
    for ready in base.by_id.values():
        rule = ready.rule
        if rule.require is not None:
            continue
        said = repr((rule.stage, rule.when, rule.conclude, rule.assume, rule.advise, rule.clause,
                     rule.stop, rule.perspective, rule.valid,
                     rule.because if rule.advise or rule.stop else None))
        if said in seen:
            yield Finding(code="verify_duplicate", severity="fault", where=rule.origin,
                          values={"rule": rule.id, "other": seen[said]})
        seen.setdefault(said, rule.id)


def _asks_no_more(space: Space, weaker: Ready, stronger: Ready) -> bool:
    """Whether `weaker` asks what `stronger` asks, or less, wherever both fire."""
    one, other = weaker.rule, stronger.rule
    if one.wish != other.wish or one.overrides or _HEAVIEST.index(str(one.strength)) < \
            _HEAVIEST.index(str(other.strength)):
        return False
    if any(other.id in r.rule.overrides and one.id not in r.rule.overrides
           for r in space.base.requiring):
        return False
    assert weaker.failures is not None and stronger.failures is not None
    if not weaker.failures.by_value and not stronger.failures.by_value:
        return not weaker.failures.fixed & ~stronger.failures.fixed
    return one.require == other.require


def _implies(space: Space, weaker: Ready, stronger: Ready) -> bool:
    """Whether `stronger` fires wherever `weaker` does; False when that takes too long to tell."""
    names = sorted(weaker.rule.reads | stronger.rule.reads)
    axes = [space.merged(f, [weaker, stronger]) for f in names]
    if prod(len(a.values) for a in axes) > _MOST:
        return False
    fires = False
    for values in itertools.product(*(a.values for a in axes)):
        facts = {f: v for f, v in zip(names, values, strict=True) if v is not None}
        if weaker.holds(facts):
            fires = True
            if not stronger.holds(facts):
                return False
    return fires
