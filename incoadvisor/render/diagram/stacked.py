"""One term, milestones from top to bottom and lanes as columns: for narrow screens."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.narrow import MARGIN, RIGHT, WIDTH, NarrowFrame
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import ends_of

_RAIL, _LABEL = 26, 44
_LANE, _LANES, _GAP = 46, 164, 3
_COVER = _LANES + 3 * (_LANE + _GAP) + 4  # the thin insurance lane
_ROW = 44


class StackedDrawing(NarrowFrame):
    """Draws one journey from top to bottom."""

    def __init__(self, journey: Journey, texts: Texts, theme: Theme) -> None:
        super().__init__(journey.title, journey.sentence, texts, journey.lang, theme)
        self.journey = journey
        self.starts: list[float] = []  # upper edge of each milestone
        self.passes: dict[int, float] = {}  # height of the line at a boundary

    def draw(self) -> str:
        """The SVG text."""
        top = self._lane_heads()
        bottom = self._rows(top)
        self._rail()
        y = self._cover(bottom)
        y = key(self.pen, [self.journey], MARGIN, y + 18, RIGHT, size=12)
        return self.svg(self.notes(y + 8, self.journey.footnotes) + 14)

    def _lane_heads(self) -> float:
        """Head of the picture and of its columns; the upper edge of the first row."""
        c, y = self.colours, self.head()
        if self.journey.route:
            y += 24
            self.canvas.text(MARGIN, y, self.journey.route, 12, c.soft, bold=True)
        y += 30
        for i, lane in enumerate(LANES):
            self.canvas.text(_LANES + i * (_LANE + _GAP) + _LANE / 2, y,
                             self.pen.say(f"diagram_brief_{lane}"), 12, c.ink, bold=True,
                             anchor="middle")
        self.pen.icon("shield", _COVER + 7, y - 4, 16, c.soft)
        return y + 10

    def _rows(self, y: float) -> float:
        journey = self.journey
        ends = {lane: ends_of([(s.party, s.default) for s in journey.lane(lane)])
                for lane in LANES}
        for i, station in enumerate(journey.stations):
            y = self._strip(i, y)
            self.starts.append(y)
            if station.gate:
                self.canvas.add("rect", x=6, y=y, width=_COVER - 8, height=_ROW, rx=8,
                                fill=self.colours.panel)
            shown = station.gate or not station.customs
            words = wrap(station.label, 11.5, _LANES - _LABEL - 6, 3)
            self.canvas.lines(_LABEL, y + _ROW / 2 + 4 - 6.6 * (len(words) - 1), words, 11.5,
                              self.colours.ink if shown else self.colours.soft, 1.15)
            for n, lane in enumerate(LANES):
                self.pen.square(
                    journey.squares[lane, station.id], station,
                    self.pen.say(f"diagram_lane_{lane}"),
                    (_LANES + n * (_LANE + _GAP), y + 1.5, _LANE, _ROW - 3), ends[lane][i],
                    size=14, down=True)
            y += _ROW
        return self._strip(len(journey.stations), y)

    def _strip(self, boundary: int, y: float) -> float:
        """What passes at a boundary, and the places named there; the lower edge."""
        journey = self.journey
        found = [(kind, t) for kind, t in journey.passings if boundary in (t.at, t.until)]
        for kind, t in found:
            y += 7
            self.canvas.add("line", x1=6, y1=y, x2=WIDTH - 6, y2=y, stroke=self.colours.ink,
                            stroke_width=3, stroke_dasharray="7 5" if kind == "cost" else None)
            self.passes[boundary] = y
            here = "pass" if t.at == t.until else "span" if t.at == boundary else "upto"
            y = self._caption(kind, self.pen.say(f"diagram_{here}_{kind}"), y + 18)
        for pin in journey.pins:
            if pin.at == boundary:
                y = self._place(pin.caption, pin.words, pin.main, y)
        return y + 10 if found else y

    def _caption(self, kind: str, words: str, y: float) -> float:
        if kind != "cost":
            self.pen.risk_sign(_RAIL - (8 if kind == "both" else 0), y - 4)
        if kind != "risk":
            self.pen.cost_sign(_RAIL + (7 if kind == "both" else 0), y - 4)
        lines = wrap(words, 12.5, RIGHT - _LABEL, 2, bold=True)
        return self.canvas.lines(_LABEL, y, lines, 12.5, self.colours.ink, bold=True)

    def _place(self, caption: str, words: str, main: bool, y: float) -> float:
        self.pen.pin(_RAIL, y + 36, main)
        self.canvas.text(_LABEL, y + 18, caption, 11.5, self.colours.soft)
        lines = wrap(words, 13, RIGHT - _LABEL, 4, bold=True)
        return max(self.canvas.lines(_LABEL, y + 35, lines, 13, self.colours.ink, bold=True),
                   y + 38)

    def _rail(self) -> None:
        """The route with its pictograms, now that the heights are known."""
        c = self.colours
        for i, y in enumerate(self.starts):
            if i + 1 < len(self.starts):
                gap = self.starts[i + 1] > y + _ROW
                self.canvas.add("line", x1=_RAIL, y1=y + _ROW / 2, x2=_RAIL,
                                y2=y + _ROW if gap else self.starts[i + 1] + _ROW / 2,
                                stroke=c.rail, stroke_width=2.5)
                if gap:
                    self.canvas.add("line", x1=_RAIL, y1=self.starts[i + 1], x2=_RAIL,
                                    y2=self.starts[i + 1] + _ROW / 2, stroke=c.rail,
                                    stroke_width=2.5)
        for station, y in zip(self.journey.stations, self.starts, strict=True):
            shown = station.gate or not station.customs
            self.canvas.add("circle", cx=_RAIL, cy=y + _ROW / 2, r=13 if shown else 4,
                            fill=c.paper, stroke=c.rail, stroke_width=1.6)
            if shown:
                self.pen.icon(station.icon, _RAIL, y + _ROW / 2, 16, c.ink)

    def _cover(self, bottom: float) -> float:
        """The thin lane, and its words below the rows; the last baseline."""
        cover, c = self.journey.cover, self.colours
        if cover.owed:
            top = self.passes.get(cover.at, self.starts[0])
            end = self.passes.get(cover.until, bottom)
            self.canvas.add("rect", x=_COVER, y=top + 4, width=14, height=end - top - 8, rx=7,
                            fill=c.cover.fill, stroke=c.cover.edge, stroke_width=1.5)
        self.pen.icon("shield", _RAIL, bottom + 22, 18, c.cover.edge if cover.owed else c.soft)
        lines = wrap(cover.words, 12, RIGHT - _LABEL, bold=cover.owed)
        return self.canvas.lines(_LABEL, bottom + 22, lines, 12,
                                 c.cover.ink if cover.owed else c.soft, bold=cover.owed)
