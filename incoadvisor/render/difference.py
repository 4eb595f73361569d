"""Two pieces of advice compared: verdicts and reasons."""

from incoadvisor.model.advice import Advice
from incoadvisor.model.text import Frozen


class Moved(Frozen):
    """A term whose verdict changed."""

    term: str
    before: str
    after: str


class Difference(Frozen):
    """What a change of facts did."""

    before: str
    after: str
    verdicts: tuple[Moved, ...]
    rules_new: tuple[str, ...]
    rules_gone: tuple[str, ...]


def compare(before: Advice, after: Advice) -> Difference:
    """The difference between two pieces of advice."""
    was = {r.term: r.verdict for r in before.ranking}
    now = {r.term: r.verdict for r in after.ranking}
    fired_before = [s.rule for s in before.trace if s.stage in _REASONS]
    fired_after = [s.rule for s in after.trace if s.stage in _REASONS]
    return Difference(
        before=answer(before), after=answer(after),
        verdicts=tuple(Moved(term=t, before=was[t], after=v) for t, v in now.items()
                       if v != was[t]),
        rules_new=tuple(r for r in fired_after if r not in fired_before),
        rules_gone=tuple(r for r in fired_before if r not in fired_after))


_REASONS = ("screen", "assess", "require")


def answer(advice: Advice) -> str:
    """The clause recommended, or the state."""
    return advice.recommended.clause if advice.recommended else advice.state
