"""The wall chart for screens and A4 landscape: a row of three thin bars for each term."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.bars import bars
from incoadvisor.render.diagram.frame import MARGIN, RIGHT, WideFrame
from incoadvisor.render.diagram.journey import LANES
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.wall import WallRow

_LEFT = 226
_BAR, _BETWEEN = 13.5, 2
_BARS = len(LANES) * (_BAR + _BETWEEN)


class WideWall(WideFrame):
    """Draws the chart from top to bottom."""

    def __init__(self, rows: Sequence[WallRow], texts: Texts, theme: Theme, title: str,
                 sentence: str) -> None:
        first = rows[0].journey
        super().__init__(title, sentence, texts, first.lang, theme, _LEFT, len(first.stations))
        self.rows = rows

    def draw(self) -> str:
        """The SVG text."""
        stations = self.rows[0].journey.stations
        rail = self.head() + 46
        top = self.below_heads(stations, rail) - 4
        tops, bottom = self._tops(top)
        self.stations(stations, rail, bottom - 4)
        waterway = None
        for row, y in zip(self.rows, tops, strict=True):
            if row.waterway != waterway:
                waterway = row.waterway
                self._divider(y, "diagram_wall_waterway" if waterway else "diagram_wall_any")
            self._row(row, y)
        lower = key(self.pen, [r.journey for r in self.rows], MARGIN, bottom + 8, RIGHT,
                    brief=True)
        return self.svg(self.notes(lower + 8, self._notes()) + 18)

    def _notes(self) -> list[str]:
        """Notes without a number of their own: those that hold for the whole chart."""
        gates = any(s.gate for s in self.rows[0].journey.stations)
        return [] if gates else [self.pen.say("diagram_no_gates")]

    def _tops(self, y: float) -> tuple[list[float], float]:
        """The upper edge of each row, and of what follows the last."""
        tops, waterway = [], None
        for row in self.rows:
            if row.waterway != waterway:
                waterway = row.waterway
                y += 26
            tops.append(y)
            y += _BARS + (30 if row.excluded and row.reason else 14)
        return tops, y

    def _divider(self, y: float, name: str) -> None:
        self.canvas.text(MARGIN, y - 9, self.pen.say(name), 12, self.colours.soft, bold=True)
        self.canvas.add("line", x1=MARGIN, y1=y - 3, x2=RIGHT, y2=y - 3,
                        stroke=self.colours.line, stroke_width=0.8)

    def _row(self, row: WallRow, y: float) -> None:
        c, journey = self.colours, row.journey
        y += 5
        if row.verdict == "recommended":
            self.canvas.add("rect", x=MARGIN - 12, y=y - 5, width=RIGHT - MARGIN + 24,
                            height=_BARS + 9, rx=8, fill="none", stroke=c.cover.edge,
                            stroke_width=2)
        ink = c.soft if row.excluded else c.ink
        self.canvas.text(MARGIN, y + 17, journey.code, 18, ink, bold=True)
        verdict = self.pen.say(f"verdict_{row.verdict}") if row.verdict else ""
        self.canvas.text(MARGIN + 52, y + 17, verdict, 12,
                         c.cover.ink if row.verdict == "recommended" else c.soft, bold=True)
        self.canvas.lines(MARGIN, y + 32, wrap(journey.name, 11, 152, 2), 11, c.soft, 1.2)
        for n, lane in enumerate(LANES):
            self.canvas.text(self.left - 7, y + n * (_BAR + _BETWEEN) + 10.5,
                             self.pen.say(f"diagram_brief_{lane}"), 10, c.soft, anchor="end")
        group = bars(self.pen, journey, (self.left, y, self.pitch, _BAR, _BETWEEN), 10)
        if row.excluded:
            group.set("opacity", "0.3")
        for kind, t in journey.passings:
            self.pen.passing(kind, [self.x(b) for b in sorted({t.at, t.until})], y - 2,
                             y + _BARS + 1, 2.4, 0.7, group)
        if row.excluded and row.reason:
            words = wrap(row.reason, 11.5, RIGHT - self.left - 4, 1)
            self.canvas.lines(self.left + 4, y + _BARS + 15, words, 11.5, c.soft)
