"""The wall chart for narrow screens: numbered columns, their names below."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.bars import bars
from incoadvisor.render.diagram.journey import LANES
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.narrow import MARGIN, RIGHT, WIDTH, NarrowFrame
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.wall import WallRow

_LEFT = 58
_BAR, _BETWEEN = 11, 1.5
_BARS = len(LANES) * (_BAR + _BETWEEN)


class StackedWall(NarrowFrame):
    """Draws the chart from top to bottom."""

    def __init__(self, rows: Sequence[WallRow], texts: Texts, theme: Theme, title: str,
                 sentence: str) -> None:
        super().__init__(title, sentence, texts, rows[0].journey.lang, theme)
        self.rows = rows
        self.pitch = (RIGHT - _LEFT) / len(rows[0].journey.stations)

    def draw(self) -> str:
        """The SVG text."""
        c = self.colours
        y = self.head() + 16
        lanes = self.pen.say("diagram_wall_order", lanes=", ".join(
            self.pen.say(f"diagram_lane_{lane}").lower() for lane in LANES))
        y = self.canvas.lines(MARGIN, y + 6, wrap(lanes, 12, WIDTH - 2 * MARGIN), 12, c.soft) + 24
        stations = self.rows[0].journey.stations
        for i in range(len(stations)):
            self.canvas.text(_LEFT + (i + 0.5) * self.pitch, y, str(i + 1), 10, c.soft,
                             anchor="middle")
        y += 8
        for row in self.rows:
            y = self._row(row, y)
        for i, station in enumerate(stations):
            self.canvas.text(MARGIN + 16, y + 18 + i * 18, str(i + 1), 11.5, c.soft, anchor="end")
            self.pen.icon(station.icon, MARGIN + 32, y + 14 + i * 18, 14, c.ink)
            self.canvas.text(MARGIN + 46, y + 18 + i * 18, station.label, 11.5, c.ink)
        y += len(stations) * 18 + 18
        y = key(self.pen, [r.journey for r in self.rows], MARGIN, y, RIGHT, size=12, brief=True)
        gates = any(s.gate for s in stations)
        return self.svg(self.notes(y + 8, () if gates else (
            self.pen.say("diagram_no_gates"),)) + 14)

    def _row(self, row: WallRow, y: float) -> float:
        c, journey = self.colours, row.journey
        recommended = row.verdict == "recommended"
        if row.verdict:
            self.canvas.text(_LEFT, y + 11, self.pen.say(f"verdict_{row.verdict}"), 11,
                             c.cover.ink if recommended else c.soft, bold=recommended)
            y += 16
        ink = c.soft if row.excluded else c.ink
        self.canvas.text(MARGIN, y + _BARS / 2 + 5, journey.code, 15, ink, bold=True)
        group = bars(self.pen, journey, (_LEFT, y, self.pitch, _BAR, _BETWEEN), 9)
        if row.excluded:
            group.set("opacity", "0.3")
        for kind, t in journey.passings:
            self.pen.passing(kind, [_LEFT + b * self.pitch for b in sorted({t.at, t.until})],
                             y - 2, y + _BARS + 1, 2, 0.6, group)
        y += _BARS
        if row.excluded and row.reason:
            words = wrap(row.reason, 11, RIGHT - _LEFT, 4)
            y = self.canvas.lines(_LEFT, y + 14, words, 11, c.soft) + 2
        return y + 12
