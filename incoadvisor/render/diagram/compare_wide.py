"""Compared terms below one another, under one route."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.frame import MARGIN, RIGHT, WideFrame
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.measure import shorten, wrap
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import ends_of

_LEFT = 172
_CELL, _GAP = 27, 4
_BLOCK = 3 * (_CELL + _GAP) + 58  # from one term to the next


class WideComparison(WideFrame):
    """Draws the terms from top to bottom."""

    def __init__(self, journeys: Sequence[Journey], texts: Texts, theme: Theme, title: str,
                 sentence: str) -> None:
        first = journeys[0]
        super().__init__(title, sentence, texts, first.lang, theme, _LEFT, len(first.stations))
        self.journeys = journeys

    def draw(self) -> str:
        """The SVG text."""
        stations = self.journeys[0].stations
        rail = self.head() + 48
        first = self.below_heads(stations, rail) + 4
        bottom = first + len(self.journeys) * _BLOCK
        self.stations(stations, rail, bottom - 8)
        self.canvas.text(MARGIN, rail - 2, self.pen.say("diagram_route"), 14, self.colours.ink,
                         bold=True)
        self.canvas.lines(MARGIN, rail + 14, wrap(self.journeys[0].route, 11.5, 130, 2), 11.5,
                          self.colours.soft, 1.2)
        for i, journey in enumerate(self.journeys):
            self._block(journey, first + i * _BLOCK, rule=i > 0)
        lower = key(self.pen, self.journeys, MARGIN, bottom + 8, RIGHT,
                    differs_from=self.journeys[0].code)
        notes = [f"{j.code} {note}" for j in self.journeys for note in j.footnotes]
        return self.svg(self.notes(lower + 8, notes) + 18)

    def _block(self, journey: Journey, y: float, rule: bool) -> None:
        """One term: its name and places, three lanes, and its two lines."""
        c = self.colours
        if rule:
            self.canvas.add("line", x1=MARGIN, y1=y - 6, x2=RIGHT, y2=y - 6, stroke=c.line,
                            stroke_width=0.8)
        self.canvas.text(MARGIN, y + 17, journey.code, 17, c.ink, bold=True)
        self.canvas.lines(MARGIN, y + 36, wrap(journey.name, 12, 92, 4), 12, c.soft, 1.2)
        places = " · ".join(self.pen.say("diagram_place_at", caption=p.caption, place=p.words)
                            for p in journey.pins)
        x = self.left + 4
        self.canvas.text(x, y + 16, shorten(places, 12.5, RIGHT - x), 12.5, c.ink)
        top = y + 26
        foot = top + 3 * (_CELL + _GAP) + 4
        for row, lane in enumerate(LANES):
            at = top + row * (_CELL + _GAP)
            name = self.pen.say(f"diagram_lane_{lane}")
            brief = self.pen.say(f"diagram_brief_{lane}")
            self.canvas.text(self.left - 10, at + 18, brief, 12, c.soft, anchor="end")
            squares = journey.lane(lane)
            ends = ends_of([(s.party, s.default) for s in squares])
            for i, (square, station) in enumerate(zip(squares, journey.stations, strict=True)):
                box = (self.x(i) + 2, at, self.pitch - 4, _CELL)
                group = self.pen.square(square, station, name, box, ends[i], 13, 6)
                if square.differs:
                    self.pen.differs(*box, parent=group)
        for kind, t in journey.passings:
            self.pen.passing(kind, [self.x(b) for b in sorted({t.at, t.until})], top - 4, foot,
                             2.6, 0.9)
