"""What the public door offers on the eleven terms themselves."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from incoadvisor.knowledge import codes
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.model.term import MilestoneView, Term
from incoadvisor.model.text import Lang

if TYPE_CHECKING:
    from incoadvisor.render.term_table import TermTable


def term(code: str, facts: Mapping[str, Any] | None = None) -> Term:
    """One of the eleven rules (contract A5), its conditional cells settled by `facts`.

    Raises InputError for another code or an unknown fact.
    """
    base = load()
    found = base.terms[term_code(code)]
    settled = found.resolved(base.content.journey, read_facts(facts or {}, base).facts)
    return Term(
        term=found.code, name=found.name, family=found.family, modes=found.modes,
        summary=found.summary, delivery=found.delivery, risk_passes_at=found.risk_passes_at,
        costs_pass_at=found.costs_pass_at, insurance=found.insurance,
        named_place=found.named_place, on_board_bill_option=found.on_board_bill_option,
        own_vehicle=found.own_vehicle,
        milestones=tuple(MilestoneView(id=m, acts=c.acts, cost=c.cost, risk=c.risk,
                                       default=c.default) for m, c in settled.items()),
        articles=_articles(found.code), changes_since_2010=found.changes_since_2010,
        misuses=found.misuses, sources=found.sources, as_of=found.as_of)


def compare_terms(codes: Sequence[str], lang: Lang = "en",
                  facts: Mapping[str, Any] | None = None) -> "TermTable":
    """Terms side by side, conditional cells settled by `facts`. Raises InputError."""
    from incoadvisor.render.term_table import side_by_side

    texts = load().texts
    return side_by_side([term(code, facts) for code in codes], lang,
                        lambda key: texts.say(key, lang))


def term_code(text: str) -> str:
    """The code of one of the eleven rules. Raises InputError with the nearest match."""
    return codes.term_code(text, load())


@lru_cache
def _articles(code: str) -> dict[str, Any]:
    return load().articles(code).articles
