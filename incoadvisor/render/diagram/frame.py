"""What every wide picture has: head, route with its stations, gates, and the foot."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.canvas import Canvas
from incoadvisor.render.diagram.journey import Station
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import Pen, ends_of

WIDTH, MARGIN = 1280, 28
RIGHT = WIDTH - MARGIN
_TITLE, _SENTENCE, _NOTE = 23, 15, 12


class WideFrame:
    """A wide picture in the making; its grid of milestones begins at `left`."""

    def __init__(self, title: str, sentence: str, texts: Texts, lang: Lang, theme: Theme,
                 left: float, columns: int) -> None:
        self.title, self.sentence = title, sentence
        self.canvas = Canvas(title, sentence)
        self.pen = Pen(self.canvas, texts, lang, theme)
        self.colours = self.pen.colours
        self.left = left
        self.pitch = (RIGHT - left) / columns

    def x(self, boundary: float) -> float:
        """Where the boundary before a milestone stands; halves are middles of columns."""
        return self.left + boundary * self.pitch

    def head(self) -> float:
        """Title and sentence; the last baseline."""
        room = WIDTH - 2 * MARGIN
        title = wrap(self.title, _TITLE, room, 2, bold=True)
        y = self.canvas.lines(MARGIN, 44, title, _TITLE, self.colours.ink, bold=True)
        sentence = wrap(self.sentence, _SENTENCE, room, 4)
        return self.canvas.lines(MARGIN, y + 30, sentence, _SENTENCE, self.colours.soft, 1.35)

    def stations(self, stations: Sequence[Station], rail: float, bottom: float) -> None:
        """The route line at `rail` with pictograms and heads; gates reach down to `bottom`."""
        c = self.colours
        self._gates(stations, rail, bottom)
        self.canvas.add("line", x1=self.left + 8, y1=rail, x2=RIGHT - 8, y2=rail, stroke=c.rail,
                        stroke_width=3, stroke_linecap="round")
        for i, station in enumerate(stations):
            x = self.x(i + 0.5)
            shown = station.gate or not station.customs
            self.canvas.add("circle", cx=x, cy=rail, r=17 if shown else 5, fill=c.paper,
                            stroke=c.rail, stroke_width=2)
            if shown:
                self.pen.icon(station.icon, x, rail, 20, c.ink)
            self.canvas.lines(x, rail + 35, station.column, 11, c.ink if shown else c.soft,
                              1.18, anchor="middle")

    def below_heads(self, stations: Sequence[Station], rail: float) -> float:
        """The height at which the first lane may begin."""
        return rail + 48 + 13 * max(len(s.column) for s in stations)

    def _gates(self, stations: Sequence[Station], rail: float, bottom: float) -> None:
        """A gate stands behind each run of customs milestones."""
        for i, (begins, _) in enumerate(ends_of([s.gate for s in stations])):
            if not (stations[i].gate and begins):
                continue
            n = next((n for n in range(i, len(stations)) if not stations[n].gate), len(stations))
            x, y, wide = self.x(i) - 1, rail - 25, (n - i) * self.pitch + 2
            self.canvas.add("path", fill=self.colours.panel, d=(
                f"M{x:.2f} {bottom:.2f}V{y + 14:.2f}a14 14 0 0 1 14 -14H{x + wide - 14:.2f}"
                f"a14 14 0 0 1 14 14V{bottom:.2f}Z"))

    def notes(self, y: float, footnotes: Sequence[str]) -> float:
        """Footnotes and the line on whose wording this is; the last baseline."""
        y += _NOTE
        for note in footnotes:
            y = self.canvas.lines(MARGIN, y, wrap(note, _NOTE, WIDTH - 2 * MARGIN), _NOTE,
                                  self.colours.soft, 1.3) + 17
        self.canvas.text(MARGIN, y + 4, self.pen.say("diagram_credit"), 11, self.colours.soft)
        return y + 4

    def svg(self, height: float) -> str:
        """The whole picture on its ground."""
        self.pen.paper(WIDTH, height)
        return self.canvas.svg(WIDTH, height)
