"""Requirements that change no verdict."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.examples import given
from incoadvisor.engine.verify.space import Scope, Space, only
from incoadvisor.model.finding import Finding

MOST = 100_000  # combinations of the facts of a topic tried for one rule


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each rule without which every verdict would be the same.

    Tried on the rule's own examples, on every combination of the facts it reads with all else
    unknown, then on those that its whole topic reads.
    """
    space = Space(base, today)
    everything = list(base.knowledge.content.rules)
    for ready in base.requiring:
        without = only(base, (r for r in everything if r.id != ready.id))
        if not any(_differ(base, without, given(e), today) for e in ready.rule.examples) \
                and not _matters(space, ready, without):
            yield Finding(code="verify_idle", severity="fault", where=ready.rule.origin,
                          values={"rule": ready.id})


def _matters(space: Space, ready: Ready, without: RuleBase) -> bool:
    own = space.compressed(space.scope([ready]))
    if any(_differ(space.base, without, own.facts(values), space.today)
           for values in _first(own)):
        return True
    topic = space.compressed(space.scope(space.topics[ready.rule.topic]))
    rest = only(topic.base, (r for r in topic.base.knowledge.content.rules if r.id != ready.id))
    return any(_differ(topic.base, rest, topic.facts(values), space.today)
               for values in _first(topic))


def _first(scope: Scope) -> Iterator[tuple[object, ...]]:
    for number, (values, _) in enumerate(scope.combinations()):
        if number == MOST:
            return
        yield values
