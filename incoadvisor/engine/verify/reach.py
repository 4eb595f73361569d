"""Cases that lead to each verdict on each term, searched once and kept."""

import random
from collections.abc import Iterator
from functools import lru_cache

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.space import Space
from incoadvisor.engine.verify.suite import situated
from incoadvisor.model.vocabulary import Facts

TRIES = 20_000
_MOST_FACTS = 8  # in a case made at random


@lru_cache(maxsize=8)
def reached(base: RuleBase, today: str) -> dict[tuple[str, str], Facts]:
    """(code, `recommended` or `excluded`) -> a case in which it is; as far as was found."""
    wanted = {(code, verdict) for code in base.candidates.codes
              for verdict in ("recommended", "excluded")}
    found: dict[tuple[str, str], Facts] = {}
    for facts in _cases(base, today):
        for pair in evaluate(base, facts, today).outcome.verdicts.items():
            if pair in wanted:
                found.setdefault(pair, facts)
        if len(found) == len(wanted):
            break
    return found


def anchors(base: RuleBase, today: str) -> list[Facts]:
    """For each term a case that recommends it, as far as was found."""
    return [facts for (_, verdict), facts in reached(base, today).items()
            if verdict == "recommended"]


def worked(base: RuleBase) -> list[Facts]:
    """The worked cases."""
    return [s.facts for s in situated(base.knowledge)]


def _cases(base: RuleBase, today: str) -> Iterator[Facts]:
    """Worked cases, then every combination if there are few, then cases made at random."""
    yield {}
    yield from worked(base)
    scope = Space(base, today).everything()
    if scope.classes <= TRIES:
        yield from (scope.facts(values) for values, _ in scope.combinations())
        return
    chance = random.Random(0)
    for _ in range(TRIES):
        axes = chance.sample(scope.axes, min(len(scope.axes), chance.randint(1, _MOST_FACTS)))
        drawn = {a.fact: chance.choice(a.values) for a in axes}
        yield {fact: value for fact, value in drawn.items() if value is not None}
