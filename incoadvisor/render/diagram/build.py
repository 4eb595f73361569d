"""The data of a diagram: one term on the user's route, in one language."""

from collections.abc import Sequence
from dataclasses import replace

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Place
from incoadvisor.model.term import MilestoneView, TermFacts
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.countries import country_name
from incoadvisor.render.diagram.footnotes import footnotes
from incoadvisor.render.diagram.icons import icon_of
from incoadvisor.render.diagram.journey import (
    LANES,
    OPEN,
    Cover,
    Journey,
    Lane,
    Pin,
    Square,
    Station,
    Transfer,
)
from incoadvisor.render.diagram.sentence import sentence
from incoadvisor.render.diagram.transfer import cost_transfer, risk_transfer

NamedPlaces = tuple[Place, Place | None]


class Builder:
    """Makes the data of diagrams in one language."""

    def __init__(self, knowledge: Knowledge, lang: Lang) -> None:
        self.knowledge, self.lang = knowledge, lang
        self.texts = knowledge.texts

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.texts.say(key, self.lang, **values)

    def journey(self, code: str, cells: tuple[MilestoneView, ...], facts: Facts,
                places: NamedPlaces, clause: str | None = None) -> Journey:
        """The diagram of a term with these cells and places, on the route the facts tell.

        `clause` is the title when it is already written; else it is written here.
        """
        term = self.knowledge.terms[code]
        stations = self.stations(cells, facts, term)
        numbers, notes = footnotes(self.texts, self.lang, cells, term.milestones)
        squares = {(lane, cell.id): self.square(cell, lane, numbers.get(cell.id))
                   for lane in LANES for cell in cells}
        risk = risk_transfer([squares["risk", s.id] for s in stations])
        cost = cost_transfer([squares["cost", s.id] for s in stations], stations, risk)
        if not any(s.gate for s in stations):
            notes = (*notes, self.say("diagram_no_gates"))
        return Journey(
            code=code, name=term.name.get(self.lang),
            title=clause or self.title(term, places, facts),
            sentence=sentence(self.texts, self.lang, stations, squares, risk, cost,
                              term.insurance),
            lang=self.lang, route=self.route(facts), stations=stations, squares=squares,
            risk=risk, cost=cost, pins=self.pins(term, places, facts, risk, cost),
            cover=self.cover(term, risk, cost), footnotes=notes)

    def stations(self, cells: Sequence[MilestoneView], facts: Facts,
                 term: TermFacts) -> tuple[Station, ...]:
        """The milestones in journey order."""
        mode = str(facts.get("main_mode", "sea" if term.modes == "waterway" else ""))
        by_id = {cell.id: cell for cell in cells}
        return tuple(Station(
            id=m.id, label=m.label.get(self.lang), icon=icon_of(m.id, m.customs, mode),
            column=tuple(m.column.get(self.lang).split("|")), customs=m.customs,
            gate=m.customs and by_id[m.id].acts != "none",
        ) for m in self.knowledge.content.journey.milestones)

    def square(self, cell: MilestoneView, lane: Lane, note: int | None) -> Square:
        """One square with its words."""
        party = getattr(cell, lane)
        opened = party in OPEN
        default = cell.default if opened else None
        words = self.say(f"diagram_word_{party}")
        if default is not None:
            words = self.say("diagram_by_default", words=words,
                             default=self.say(f"diagram_word_{default}"))
        if opened and note is not None:
            words = self.say("diagram_see_note", words=words, note=note)
        return Square(milestone=cell.id, lane=lane, party=party, default=default,
                      note=note if opened else None, words=words)

    def title(self, term: TermFacts, places: NamedPlaces, facts: Facts) -> str:
        """The clause with the user's place, or the bare name of the term."""
        place, delivery = places
        if self.own_words(term.named_place.side, place, facts) is None:
            return self.say("diagram_title_bare", term=term.code, name=term.name.get(self.lang))
        if delivery is None or self.own_words("origin", delivery, facts) is None:
            return self.say("clause_one_place", term=term.code, place=place.text)
        return self.say("clause_two_places", term=term.code, place=place.text,
                        delivery=delivery.text)

    def own_words(self, side: str, place: Place, facts: Facts) -> str | None:
        """What the user wrote for this place, on one line; None when nothing."""
        kinds = self.knowledge.content.places.kinds("origin" if side == "origin"
                                                    else "destination")
        written = next((facts[f] for f in kinds[place.kind].facts if facts.get(f)), None)
        return place.text if place.complete else (
            None if written is None else " ".join(str(written).split())[:200])

    def pins(self, term: TermFacts, places: NamedPlaces, facts: Facts,
             risk: Transfer, cost: Transfer) -> tuple[Pin, ...]:
        """The named place, and for two places the place of delivery before it."""
        place, delivery = places
        named = term.named_place
        words = self.own_words(named.side, place, facts) or named.label.get(self.lang)
        if delivery is None or named.delivery_place is None:
            return (Pin(at=risk.at, caption=self.say("diagram_pin_main"), words=words,
                        main=True),)
        handed = self.own_words("origin", delivery, facts) or named.delivery_place.label.get(
            self.lang)
        return (Pin(at=risk.at, caption=self.say("diagram_pin_delivery"), words=handed,
                    main=False),
                Pin(at=cost.at, caption=self.say("diagram_pin_paid_to"), words=words, main=True))

    def cover(self, term: TermFacts, risk: Transfer, cost: Transfer) -> Cover:
        """The insurance lane."""
        insurance = term.insurance
        if insurance.cover is None:
            note = insurance.note.get(self.lang) if insurance.note else ""
            return Cover(owed=False, at=0, until=0, words=note)
        words = self.say("diagram_cover", clauses=self.say(f"diagram_{insurance.cover}"),
                         percent=insurance.minimum_percent)
        return Cover(owed=True, at=risk.at, until=cost.at, words=words)

    def route(self, facts: Facts) -> str:
        """The countries at the two ends, as far as they are known."""
        ends = [country_name(str(facts[f]), self.lang)
                for f in ("origin_country", "destination_country") if f in facts]
        if len(ends) < 2 or ends[0] == ends[1]:
            return ends[0] if ends else ""
        return self.say("diagram_from_to", origin=ends[0], destination=ends[1])


def compared(journeys: Sequence[Journey]) -> tuple[Journey, ...]:
    """The same journeys with every square marked that differs from the first one's."""
    first = journeys[0]
    return (first, *(replace(journey, squares={
        key: replace(square, differs=(square.party, square.default) != (
            first.squares[key].party, first.squares[key].default))
        for key, square in journey.squares.items()}) for journey in journeys[1:]))
