"""The closed set of what an answer can be drawn from, each by its name."""

from incoadvisor.teach.oral import change, checks, choice, delivery, loss
from incoadvisor.teach.oral.viva import Drawing

DRAWINGS: dict[str, Drawing] = {f.__name__: f for f in (
    delivery.clause, delivery.place, delivery.passing, delivery.insurance, delivery.cells,
    delivery.articles, loss.bearer, loss.claims, loss.steps, loss.price, choice.why,
    choice.why_not, choice.ways_back, choice.second, choice.gives_up, choice.written,
    change.flip, change.what_if, change.assumptions, change.open_questions, checks.warnings,
    checks.clauses, checks.payment)}
