"""What must hold of every outcome, worked out again from the requirements alone."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import get_args

from incoadvisor.engine.candidates import Candidates
from incoadvisor.engine.choose import Outcome, Requirement, choose, effective
from incoadvisor.engine.compiled import Ready, withdrawals
from incoadvisor.model.advice import State, Verdict
from incoadvisor.model.vocabulary import Facts

STATES: tuple[str, ...] = get_args(State)
VERDICTS: tuple[str, ...] = get_args(Verdict)


def decided(fired: Sequence[Ready], facts: Facts, candidates: Candidates) -> Outcome:
    """The outcome when just these requirements fire."""
    gone = withdrawals(fired)
    asked = [effective(r, facts, candidates) for r in fired if r.id not in gone]
    return choose(asked, facts, candidates)


def breaches(outcome: Outcome) -> Iterator[str]:
    """Each promise the outcome breaks: the keys of `verify_breach_…`."""
    candidates, asked = outcome.candidates, outcome.requirements
    everyone = candidates.everyone
    unfit = _failing([r for r in asked if r.is_hard])
    unmet = _failing([r for r in asked if r.is_wish])
    verdicts = outcome.verdicts
    if outcome.state not in STATES:
        yield "state"
        return
    if sorted(verdicts) != sorted(candidates.codes) or set(verdicts.values()) - set(VERDICTS):
        yield "verdicts"
        return
    expected = "stop" if outcome.state == "stop" else "ok" if everyone & ~(unfit | unmet) \
        else "blocked" if unfit == everyone else "yielded" if unmet != everyone else "choose"
    if outcome.state != expected:
        yield "wrong_state"
    advised = [code for code, verdict in verdicts.items() if verdict == "recommended"]
    if len(advised) != (outcome.state in ("ok", "yielded")):
        yield "recommended"
    for code in advised:
        rows = candidates.of_term[code]
        if not rows & ~unfit:
            yield "fails_must"
        elif outcome.state == "ok" and (not rows & ~(unfit | unmet) or outcome.gives_up()):
            yield "fails_wish"
        elif outcome.state == "yielded" and not outcome.gives_up():
            yield "gives_up"
    for code, verdict in verdicts.items():
        lost = not candidates.of_term[code] & ~(unfit | unmet) or outcome.state == "stop"
        if (verdict == "excluded") != lost and code not in advised:
            yield "excluded"
            return


def blockers(outcome: Outcome) -> set[str]:
    """The musts in force that some candidate fails."""
    return {r.ready.id for r in outcome.requirements if r.is_hard and r.mask}


def _failing(asked: Sequence[Requirement]) -> int:
    return reduce(or_, (r.mask for r in asked), 0)
