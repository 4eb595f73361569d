"""Who does, pays and risks what under a term, as a case settles it."""

from incoadvisor.engine.forward import Run
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Responsibilities
from incoadvisor.model.term import MilestoneView


def cells(knowledge: Knowledge, run: Run, code: str,
          variant: str | None) -> tuple[MilestoneView, ...]:
    """A term's fifteen milestones; a chosen variant tells the handover."""
    facts = dict(run.facts)
    if variant is not None and variant in knowledge.facts["handover"].values:
        facts.setdefault("handover", variant)
    resolved = knowledge.terms[code].resolved(knowledge.content.journey, facts)
    return tuple(MilestoneView(id=m, acts=c.acts, cost=c.cost, risk=c.risk, default=c.default)
                 for m, c in resolved.items())


def responsibilities(knowledge: Knowledge, run: Run) -> Responsibilities | None:
    """The table for the recommended term, or None."""
    term, variant = run.outcome.term, run.outcome.variant
    if term is None:
        return None
    return Responsibilities(term=term, variant=variant,
                            milestones=cells(knowledge, run, term, variant))
