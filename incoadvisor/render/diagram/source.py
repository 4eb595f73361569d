"""From an advice, or from a code and facts, to the data of a diagram."""

from incoadvisor.engine.places import named_places
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.advice import Advice
from incoadvisor.model.term import MilestoneView
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.diagram.build import Builder
from incoadvisor.render.diagram.journey import Journey
from incoadvisor.render.diagram.wall import WallRow

_FAMILIES = {"E": 0, "F": 1, "C": 2, "D": 3}


def of_advice(knowledge: Knowledge, advice: Advice, lang: Lang) -> Journey:
    """The recommended term, with the very cells, places and clause of the advice.

    Raises InputError when nothing is recommended.
    """
    chosen, settled = advice.recommended, advice.responsibilities
    if chosen is None or settled is None:
        raise InputError("diagram_nothing_recommended")
    return Builder(knowledge, lang).journey(
        chosen.term, settled.milestones, advice.case, (chosen.place, chosen.delivery_place),
        chosen.clause)


def of_code(knowledge: Knowledge, code: str, facts: Facts, lang: Lang) -> Journey:
    """The term `code` as `facts` settle it."""
    term = knowledge.terms[code]
    cells = tuple(
        MilestoneView(id=m, acts=c.acts, cost=c.cost, risk=c.risk, default=c.default)
        for m, c in term.resolved(knowledge.content.journey, facts).items())
    places = named_places(term, None, facts, knowledge, lang)
    return Builder(knowledge, lang).journey(code, cells, facts, places)


def wall_rows(knowledge: Knowledge, advice: Advice | None, facts: Facts,
              lang: Lang) -> list[WallRow]:
    """All terms, any mode first, then from the least to the most for the seller."""
    journeys = {code: of_code(knowledge, code, facts, lang) for code in knowledge.terms}
    if advice is not None and advice.recommended is not None:
        journeys[advice.recommended.term] = of_advice(knowledge, advice, lang)
    plain = {code: of_code(knowledge, code, {}, lang) for code in knowledge.terms}
    judged = {r.term: r for r in advice.ranking} if advice is not None else {}

    def burden(code: str) -> tuple[bool, int, int]:
        term = knowledge.terms[code]
        duties = sum(s.sure == "seller" for s in plain[code].squares.values())
        return term.modes == "waterway", _FAMILIES[term.family], duties

    return [WallRow(
        journey=journeys[code], waterway=knowledge.terms[code].modes == "waterway",
        verdict=judged[code].verdict if code in judged else None,
        reason=judged[code].text if code in judged else "",
    ) for code in sorted(journeys, key=burden)]
