"""Rules that can never fire, and warnings never seen to reach anybody."""

import itertools
from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.examples import given
from incoadvisor.engine.verify.reach import anchors, worked
from incoadvisor.engine.verify.space import Space
from incoadvisor.model.finding import Finding
from incoadvisor.model.vocabulary import Facts

_MOST = 100_000  # combinations of facts tried for one rule
_CHOSEN = ("state", "recommended_term", "recommended_variant")


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for a rule whose condition no facts can meet, a note for a warning not met with."""
    space = Space(base, today)
    stops = [r for s in base.stage_strata("screen") for r in s]
    for ready in base.by_id.values():
        if ready.rule.stage != "advise":
            if not _fires(space, ready, []):
                yield _finding("verify_never_fires", "fault", ready)
        elif not _reaches(base, ready, today):
            if _fires(space, ready, stops):
                yield _finding("verify_never_told", "note", ready)
            else:
                yield _finding("verify_never_fires", "fault", ready)


def _finding(code: str, severity: str, ready: Ready) -> Finding:
    return Finding.model_validate({"code": code, "severity": severity,
                                   "where": ready.rule.origin, "values": {"rule": ready.id}})


def _fires(space: Space, ready: Ready, stops: list[Ready]) -> bool:
    """Whether some facts fire the rule; a warning needs a case that is not stopped, too.

    Every combination is tried unless there are more than a hundred thousand; then, a rule that
    has not fired among the first of them is given the benefit of the doubt.
    """
    for example in ready.rule.examples:
        if ready.rule.stage != "advise" and evaluate(
                space.base, given(example), space.today).fired.get(ready.id):
            return True
    scope = space.compressed(space.scope([ready, *stops]))
    for values, _ in itertools.islice(scope.combinations(), _MOST):
        done = evaluate(scope.base, scope.facts(values), space.today)
        if ready.rule.stage == "advise":
            if done.outcome.state != "stop" and ready.holds(done.facts):
                return True
        elif done.fired.get(ready.id):
            return True
    return scope.classes > _MOST


def _reaches(base: RuleBase, ready: Ready, today: str) -> bool:
    """Whether the warning is given in a case made of an example and a case from elsewhere."""
    wanted = [{n: v for n, v in given(e).items() if n not in _CHOSEN}
              for e in ready.rule.examples if e.fires]
    starts: list[Facts] = [{}, *anchors(base, today), *worked(base)]
    return any(_told(base, ready, start | facts, today) for start in starts for facts in wanted)


def _told(base: RuleBase, ready: Ready, facts: Facts, today: str) -> bool:
    done = evaluate(base, facts, today)
    outcome = done.outcome
    if outcome.state == "stop":
        return False
    chosen = {"state": outcome.state, "recommended_term": outcome.term,
              "recommended_variant": outcome.variant}
    alive = {c for c, verdict in outcome.verdicts.items() if verdict != "excluded"}
    alive.add(str(facts.get("proposed_code")))
    return (ready.about is None or bool(ready.about & alive)) \
        and ready.holds(done.facts | {n: v for n, v in chosen.items() if v is not None})
