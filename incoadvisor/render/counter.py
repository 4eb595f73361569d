"""The counter-offer: what we cannot do, what we propose, what moves."""

from incoadvisor.engine.forward import Run
from incoadvisor.model.advice import CounterOffer, Proposed, Recommended
from incoadvisor.render.prose import Prose
from incoadvisor.render.responsibility import cells

REASONS = 2  # a message to the other side stays short


def counter_offer(prose: Prose, run: Run, recommended: Recommended | None,
                  proposed: Proposed | None) -> CounterOffer | None:
    """A message to send when the proposed term is unfit and another one is recommended."""
    written = prose.situation.written
    if recommended is None or proposed is None or written is None or written.modern is None:
        return None
    code = written.modern
    if proposed.verdict not in ("discouraged", "excluded") or code == recommended.term:
        return None
    reasons = dict.fromkeys(
        r.ready.rule.because.get(prose.lang) for r in prose.failing(code)[:REASONS])
    return CounterOffer(
        subject=prose.say("counter_subject", proposed=code, term=recommended.term),
        text=prose.say("counter_text", proposed=code, reasons=" ".join(reasons),
                       clause=recommended.clause, changes=_changes(prose, run, code, recommended)))


def _changes(prose: Prose, run: Run, code: str, recommended: Recommended) -> str:
    labels = {m.id: m.label.get(prose.lang) for m in prose.knowledge.content.journey.milestones}
    before = cells(prose.knowledge, run, code, None)
    after = cells(prose.knowledge, run, recommended.term, recommended.variant)
    moved = [
        prose.say("counter_change", milestone=labels[new.id],
                  party=prose.say(f"party_cost_{new.cost}"),
                  before=prose.say(f"party_cost_{old.cost}"))
        for old, new in zip(before, after, strict=True) if old.cost != new.cost
    ]
    if not moved:
        return prose.say("counter_no_change")
    return prose.say("counter_changes", list="; ".join(moved))
