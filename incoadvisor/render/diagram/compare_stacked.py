"""Compared terms side by side, milestones from top to bottom: for narrow screens."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.narrow import MARGIN, RIGHT, WIDTH, NarrowFrame
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import ends_of

_GRID, _APART = 124, 7  # left edge of the first term, space between two terms
_ROW = 38


class StackedComparison(NarrowFrame):
    """Draws all terms row by row."""

    def __init__(self, journeys: Sequence[Journey], texts: Texts, theme: Theme, title: str,
                 sentence: str) -> None:
        super().__init__(title, sentence, texts, journeys[0].lang, theme)
        self.journeys = journeys
        count = len(journeys)
        self.group = (RIGHT - _GRID - _APART * (count - 1)) / count
        self.lane = self.group / len(LANES)

    def draw(self) -> str:
        """The SVG text."""
        c = self.colours
        y = self._places(self.head()) + 24
        for n, journey in enumerate(self.journeys):
            self.canvas.text(self._x(n) + self.group / 2, y, journey.code, 14, c.ink, bold=True,
                             anchor="middle")
            for i, lane in enumerate(LANES):
                x = self._x(n) + (i + 0.5) * self.lane + 3.5
                node = self.canvas.text(x, y + 48, self.pen.say(f"diagram_brief_{lane}"), 11,
                                        c.soft)
                node.set("transform", f"rotate(-90 {x:.2f} {y + 48:.2f})")
        top = y + 54
        for i, station in enumerate(self.journeys[0].stations):
            self._row(i, top + i * _ROW, station.gate)
        bottom = top + len(self.journeys[0].stations) * _ROW
        for n, journey in enumerate(self.journeys):
            self._passings(n, journey, top)
        y = key(self.pen, self.journeys, MARGIN, bottom + 16, RIGHT, self.journeys[0].code, 12)
        notes = [f"{j.code} {note}" for j in self.journeys for note in j.footnotes]
        return self.svg(self.notes(y + 8, notes) + 14)

    def _x(self, n: int) -> float:
        return _GRID + n * (self.group + _APART)

    def _places(self, y: float) -> float:
        for journey in self.journeys:
            for pin in journey.pins:
                words = self.pen.say("diagram_place_at", caption=f"{journey.code} · {pin.caption}",
                                     place=pin.words)
                y = self.canvas.lines(MARGIN, y + 20, wrap(words, 11.5, WIDTH - 2 * MARGIN, 3),
                                      11.5, self.colours.soft, 1.25)
        return y

    def _row(self, i: int, y: float, gate: bool) -> None:
        if gate:
            self.canvas.add("rect", x=5, y=y, width=WIDTH - 10, height=_ROW, rx=7,
                            fill=self.colours.panel)
        station = self.journeys[0].stations[i]
        words = wrap(station.label, 11, _GRID - MARGIN - 4, 3)
        shown = gate or not station.customs
        self.canvas.lines(MARGIN, y + _ROW / 2 + 4 - 6.3 * (len(words) - 1), words, 11,
                          self.colours.ink if shown else self.colours.soft, 1.15)
        for n, journey in enumerate(self.journeys):
            for k, lane in enumerate(LANES):
                squares = journey.lane(lane)
                box = (self._x(n) + k * self.lane + 0.8, y + 1.2, self.lane - 1.6, _ROW - 2.4)
                group = self.pen.square(
                    squares[i], station, self.pen.say(f"diagram_lane_{lane}"), box,
                    ends_of([(s.party, s.default) for s in squares])[i],
                    min(13, self.lane * 0.72), 5, down=True,
                    brief=self.lane < 40)
                if squares[i].differs:
                    self.pen.differs(*box, parent=group, scale=min(1, self.lane / 26))

    def _passings(self, n: int, journey: Journey, top: float) -> None:
        x = self._x(n)
        for kind, t in journey.passings:
            for boundary in sorted({t.at, t.until}):
                y = top + boundary * _ROW
                self.canvas.add("line", x1=x - 3, y1=y, x2=x + self.group + 3, y2=y,
                                stroke=self.colours.ink, stroke_width=2.8,
                                stroke_dasharray="6 4" if kind == "cost" else None)
