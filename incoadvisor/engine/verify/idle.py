"""Requirements that change no verdict and no variant."""

import itertools
from collections.abc import Iterable, Iterator

from incoadvisor.engine.candidates import Candidates
from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import Evaluation, evaluate
from incoadvisor.engine.verify.examples import given
from incoadvisor.engine.verify.judge import decided
from incoadvisor.engine.verify.space import Scope, Space
from incoadvisor.engine.verify.suite import situated
from incoadvisor.model.finding import Finding
from incoadvisor.model.vocabulary import Facts

_MOST = 100_000  # combinations of the facts of a topic tried for one rule


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each rule without which every recommendation and verdict would be the same.

    Tried on the rule's own examples, on every combination of the facts it reads with all else
    unknown, on the worked cases, then on the combinations of facts that its whole topic reads.
    """
    space = Space(base, today)
    for ready in base.requiring:
        if not _matters(space, ready):
            yield Finding(code="verify_idle", severity="fault", where=ready.rule.origin,
                          values={"rule": ready.id})


def _matters(space: Space, ready: Ready) -> bool:
    def tell_apart(base: RuleBase, situations: Iterable[Facts]) -> bool:
        return any(_differ(evaluate(base, facts, space.today), ready, base.candidates)
                   for facts in situations)

    own = space.compressed(space.scope([ready]))
    topic = space.compressed(space.scope(space.topics[ready.rule.topic]))
    return tell_apart(space.base, map(given, ready.rule.examples)) \
        or tell_apart(space.base, _first(own)) \
        or tell_apart(space.base, (s.facts for s in situated(space.base.knowledge))) \
        or tell_apart(topic.base, _first(topic))


def _differ(done: Evaluation, ready: Ready, candidates: Candidates) -> bool:
    """Whether the outcome would be another without the rule."""
    if not done.fired.get(ready.id) or done.outcome.state == "stop":
        return False
    without = decided([r for r in done.required if r.id != ready.id], done.facts, candidates)
    return done.outcome.verdicts != without.verdicts or done.outcome.variant != without.variant


def _first(scope: Scope) -> Iterator[Facts]:
    for values, _ in itertools.islice(scope.combinations(), _MOST):
        yield scope.facts(values)
