"""One term, milestones from left to right: for screens and for A4 landscape."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.frame import MARGIN, RIGHT, WideFrame
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.key import key
from incoadvisor.render.diagram.labels import spread
from incoadvisor.render.diagram.measure import width, wrap
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import ends_of

_LEFT = 172
_CELL, _GAP = 40, 8
_BUBBLE = 420


class WideDrawing(WideFrame):
    """Draws one journey from top to bottom, keeping the height reached."""

    def __init__(self, journey: Journey, texts: Texts, theme: Theme) -> None:
        super().__init__(journey.title, journey.sentence, texts, journey.lang, theme, _LEFT,
                         len(journey.stations))
        self.journey = journey

    def draw(self) -> str:
        """The SVG text."""
        rail = self._bubbles(self.head() + 14)
        last = self._lanes(rail)
        lower = self._transfers(rail, last)
        lower = self._cover(lower + 14)
        for pin in self.journey.pins:
            self.pen.pin(self.x(pin.at), rail, pin.main)
        lower = key(self.pen, [self.journey], MARGIN, lower + 22, RIGHT)
        return self.svg(self.notes(lower + 8, self.journey.footnotes) + 18)

    def _bubbles(self, top: float) -> float:
        """Labels of the named places; returns the height of the route line."""
        pins = self.journey.pins
        texts = [(pin.caption, wrap(pin.words, 14, _BUBBLE - 28, 2, bold=True)) for pin in pins]
        widths = [28 + max(width(caption, 12), *(width(w, 14, True) for w in words))
                  for caption, words in texts]
        edges = spread([self.x(p.at) for p in pins], widths, MARGIN, RIGHT)
        bottom = top + 34 + 18 * max(len(words) for _, words in texts)
        for pin, (caption, words), edge, room in zip(pins, texts, edges, widths, strict=True):
            height = 32 + 18 * len(words)
            self.canvas.add("rect", x=edge, y=bottom - height, width=room, height=height, rx=9,
                            fill=self.colours.panel)
            point = min(max(self.x(pin.at), edge + 16), edge + room - 16)
            self.canvas.add("path", d=f"M{point - 8:.2f} {bottom - 0.5:.2f}h16l-8 9Z",
                            fill=self.colours.panel)
            middle = edge + room / 2
            self.canvas.text(middle, bottom - height + 20, caption, 12, self.colours.soft,
                             anchor="middle")
            self.canvas.lines(middle, bottom - height + 39, words, 14, self.colours.ink, 1.29,
                              bold=True, anchor="middle")
        return bottom + 42

    def _lanes(self, rail: float) -> float:
        """Route and the three lanes; returns their lower edge."""
        c, journey = self.colours, self.journey
        first = self.below_heads(journey.stations, rail)
        last = first + len(LANES) * (_CELL + _GAP) - _GAP
        self.stations(journey.stations, rail, last + 8)
        self.canvas.text(MARGIN, rail - 2, self.pen.say("diagram_route"), 14, c.ink, bold=True)
        self.canvas.lines(MARGIN, rail + 14, wrap(journey.route, 11.5, 130, 2), 11.5, c.soft, 1.2)
        for row, lane in enumerate(LANES):
            y = first + row * (_CELL + _GAP)
            name = self.pen.say(f"diagram_lane_{lane}")
            words = wrap(name, 14, 136, 2, True)
            self.canvas.lines(MARGIN, y + 25 - 8 * (len(words) - 1), words, 14, c.ink, 1.15,
                              bold=True)
            squares = journey.lane(lane)
            ends = ends_of([(s.party, s.default) for s in squares])
            for i, (square, station) in enumerate(zip(squares, journey.stations, strict=True)):
                self.pen.square(square, station, name, (
                    self.x(i) + 2, y, self.pitch - 4, _CELL), ends[i])
        return last

    def _transfers(self, rail: float, last: float) -> float:
        """The solid line of the risk and the dashed one of the costs; one where they agree."""
        foot = last + 20
        drawn = self.journey.passings
        for kind, t in drawn:
            self.pen.passing(kind, [self.x(b) for b in sorted({t.at, t.until})], rail, foot)
        captions = [self.pen.say(f"diagram_{'pass' if t.at == t.until else 'span'}_{kind}")
                    for kind, t in drawn]
        widths = [width(words, 13, True) for words in captions]
        edges = spread([self.x((t.at + t.until) / 2) for _, t in drawn], widths, MARGIN,
                       RIGHT + 14)
        y = foot + 24
        for words, edge, room in zip(captions, edges, widths, strict=True):
            held = edge + room > RIGHT + 13  # held by the edge: nothing may pass it
            self.canvas.text(edge + (room if held else room / 2), y, words, 13, self.colours.ink,
                             bold=True, anchor="end" if held else "middle")
        return y

    def _cover(self, y: float) -> float:
        """The thin insurance lane; returns its lower edge."""
        cover, c = self.journey.cover, self.colours
        self.canvas.text(MARGIN, y + 17, self.pen.say("diagram_insurance"), 14, c.ink, bold=True)
        if not cover.owed:
            words = wrap(cover.words, 13, RIGHT - self.left, 2)
            return self.canvas.lines(self.left + 4, y + 17, words, 13, c.soft) + 8
        left, right = self.x(cover.at) + 3, self.x(cover.until) - 3
        self.canvas.add("rect", x=left, y=y, width=right - left, height=26, rx=13,
                        fill=c.cover.fill, stroke=c.cover.edge, stroke_width=1.5)
        room, centre, under = width(cover.words, 12.5, True), (left + right) / 2, 0
        if room > right - left - 24:  # the band is too short: its words stand below it
            centre = min(max(centre, self.left + room / 2), RIGHT - room / 2)
            under = 26
        self.canvas.text(centre, y + 17.5 + under, cover.words, 12.5, c.cover.ink, bold=True,
                         anchor="middle")
        return y + 26 + under
