"""Rules that give one fact two values at once."""

import itertools
from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase, written
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.space import Space
from incoadvisor.model.finding import Finding
from incoadvisor.model.vocabulary import Facts

_MOST = 20_000  # combinations tried for two rules


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault where two conclusions disagree, a note where two assumptions do.

    Assumptions are tried in the order of the files, so the first of them holds.
    """
    space = Space(base, today)
    for fact, writers in space.writers.items():
        for first, second in itertools.combinations(writers, 2):
            kinds = {bool(first.rule.conclude), bool(second.rule.conclude)}
            if first.stratum != second.stratum or len(kinds) > 1:
                continue  # a conclusion comes before any assumption, a stratum before the next
            witness = _disagreement(space, fact, first, second)
            if witness is not None:
                yield Finding(
                    code="verify_two_values", severity="fault" if first.rule.conclude else "note",
                    where=second.rule.origin,
                    values={"fact": fact, "rule": first.id, "other": second.id,
                            "witness": witness})


def _disagreement(space: Space, fact: str, first: Ready, second: Ready) -> Facts | None:
    if first.rule.written_values[fact] == second.rule.written_values[fact]:
        return None
    scope = space.compressed(space.scope([first, second]))
    for number, (values, _) in enumerate(scope.combinations()):
        given = scope.facts(values)
        if number == _MOST:
            break
        if fact in given:
            continue
        done = evaluate(scope.base, given, space.today)
        if done.fired[first.id] and done.fired[second.id]:
            before = {n: v for n, v in done.facts.items() if n != fact}
            told = [written(r, before, space.today).get(fact) for r in (first, second)]
            if None not in told and told[0] != told[1]:
                return given
    return None
