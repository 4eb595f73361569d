"""What every layout draws: squares, patterns, pictograms, pins, and the key."""

from collections.abc import Sequence
from dataclasses import replace

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.canvas import Canvas, Node
from incoadvisor.render.diagram.icons import PATHS, SIZE
from incoadvisor.render.diagram.journey import OPEN, Square, Station
from incoadvisor.render.diagram.palette import Palette, Side, Theme, palette


class Pen:
    """Draws on one canvas in one theme and language."""

    def __init__(self, canvas: Canvas, texts: Texts, lang: Lang, theme: Theme) -> None:
        self.canvas, self.texts, self.lang = canvas, texts, lang
        self.colours: Palette = palette(theme)
        self._patterns()

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.texts.say(key, self.lang, **values)

    def letter(self, party: str) -> str:
        """The letter of a side."""
        return self.say(f"diagram_letter_{party}")

    def paper(self, width: float, height: float) -> None:
        """The ground, under everything drawn so far."""
        ground = self.canvas.add("rect", width=width, height=height, fill=self.colours.paper)
        self.canvas.root.remove(ground)
        self.canvas.root.insert(3, ground)

    def _patterns(self) -> None:
        """Dots for the buyer; stripes for an open square, in the colour of its default."""
        c, canvas = self.colours, self.canvas
        dots = canvas.add("pattern", canvas.defs, id=canvas.ref("dots"), width=9, height=9,
                          patternUnits="userSpaceOnUse")
        canvas.add("circle", dots, cx=2.25, cy=2.25, r=0.95, fill=_DOT)
        canvas.add("circle", dots, cx=6.75, cy=6.75, r=0.95, fill=_DOT)
        for name, stroke in (("seller", c.seller.fill), ("buyer", c.buyer.fill),
                             ("open", c.line)):
            stripes = canvas.add("pattern", canvas.defs, id=canvas.ref(f"stripes-{name}"),
                                 width=7, height=7, patternUnits="userSpaceOnUse",
                                 patternTransform="rotate(45)")
            canvas.add("line", stripes, x1=1.5, y1=0, x2=1.5, y2=7, stroke=stroke,
                       stroke_width=2.4)

    def side(self, party: str) -> Side:
        """The colours of a party; of an open square, those of neither."""
        c = self.colours
        return {"seller": c.seller, "buyer": c.buyer, "none": c.none}.get(party, c.open)

    def block(self, x: float, y: float, width: float, height: float, party: str,
              default: str | None, ends: tuple[bool, bool], parent: Node | None = None,
              radius: float = 7, down: bool = False) -> None:
        """An area in the colour and pattern of a party, rounded at the ends of a run.

        The run goes to the right, or `down`.
        """
        side = self.side(party)
        first, last = (radius if end else 1.5 for end in ends)
        corners = (first, first, last, last) if down else (first, last, last, first)
        path = rounded(x, y, width, height, corners)
        fill = side.fill
        if party == "buyer" or party in OPEN:  # the pattern lies on the plain area
            self.canvas.add("path", parent, d=path, fill=fill)
            fill = self._url("dots" if party == "buyer" else f"stripes-{default or 'open'}")
        self.canvas.add("path", parent, d=path, fill=fill, stroke=side.edge,
                        stroke_dasharray="3 2.5" if party == "none" else None)

    def _url(self, name: str) -> str:
        return f"url(#{self.canvas.ref(name)})"

    def square(self, square: Square, station: Station, lane: str, box: tuple[float, ...],
               ends: tuple[bool, bool], size: float = 15, radius: float = 7,
               down: bool = False, brief: bool = False, lettered: bool = True) -> Node:
        """One square of a lane: area, letter, and the words for those who point at it.

        `brief` leaves default and note of an open square to its words.
        """
        x, y, width, height = box
        group = self.canvas.add(
            "g", data_milestone=square.milestone, data_lane=square.lane,
            data_party=square.party, data_default=square.default,
            data_differs="true" if square.differs else None)
        words = self.say("diagram_square", milestone=station.label, lane=lane,
                         words=square.words)
        self.canvas.add("title", group).text = words
        self.block(x, y, width, height, square.party, square.default, ends, group, radius,
                   down)
        if lettered:
            shown = replace(square, default=None, note=None) if brief else square
            self.mark(shown, x + width / 2, y + height / 2, size, group)
        return group

    def mark(self, square: Square, x: float, y: float, size: float, group: Node) -> None:
        """The letter in the middle of a square; of an open one, with default and note."""
        letter = self.letter(square.party)
        if square.party not in OPEN:
            self.glyph(letter, x, y, size, self.side(square.party), group)
            return
        self._open_mark(square, letter, x, y, size, group)

    def _open_mark(self, square: Square, letter: str, x: float, y: float, size: float,
                   group: Node) -> None:
        """Letter, number of the note and default in a row, on a spot free of stripes."""
        c = self.colours
        chip = 0.95 * size if square.default else 0.0
        note = 0.45 * size if square.note is not None else 0.0
        row = 0.8 * size + note + chip + (0.1 * size if chip else 0)
        left = x - row / 2
        self.canvas.add("rect", group, x=left - 0.2 * size, y=y - 0.72 * size,
                        width=row + 0.4 * size, height=1.44 * size, rx=0.4 * size,
                        fill=c.open.fill)
        self.canvas.text(left + 0.4 * size, y + 0.35 * size, letter, size, c.open.ink, group,
                         bold=True, anchor="middle")
        if square.note is not None:
            self.canvas.text(left + 0.8 * size, y - 0.05 * size, str(square.note), size * 0.62,
                             c.open.ink, group)
        if square.default:
            side = self.side(square.default)
            edge = left + row - chip
            self.canvas.add("rect", group, x=edge, y=y - chip / 2, width=chip, height=chip,
                            rx=3, fill=side.fill, stroke=side.edge)
            self.canvas.text(edge + chip / 2, y + size * 0.24, self.letter(square.default),
                             size * 0.66, side.ink, group, bold=True, anchor="middle")

    def glyph(self, letter: str, x: float, y: float, size: float, side: Side,
              group: Node | None = None) -> None:
        """A letter, on a spot free of dots."""
        if side.fill == self.colours.buyer.fill:
            self.canvas.add("ellipse", group, cx=x, cy=y, rx=size * 0.62, ry=size * 0.66,
                            fill=side.fill)
        self.canvas.text(x, y + size * 0.35, letter, size, side.ink, group, bold=True,
                         anchor="middle")

    def icon(self, name: str, x: float, y: float, size: float, stroke: str) -> None:
        """A pictogram centred on a point."""
        scale = size / SIZE
        self.canvas.add(
            "path", d=PATHS[name], fill="none", stroke=stroke, stroke_width=1.7 / scale * 0.9,
            stroke_linejoin="round", stroke_linecap="round",
            transform=f"translate({x - size / 2:.2f} {y - size / 2:.2f}) scale({scale:.3f})")

    def pin(self, x: float, tip: float, main: bool) -> None:
        """A map pin with its tip on a point; the place after the code is filled."""
        c = self.colours
        top = tip - 26
        self.canvas.add(
            "path", fill=c.ink if main else c.paper, stroke=c.ink, stroke_width=2,
            stroke_linejoin="round",
            d=f"M{x:.2f} {tip:.2f}C{x - 3.5:.2f} {tip - 7:.2f} {x - 9:.2f} {tip - 10:.2f} "
              f"{x - 9:.2f} {top + 9:.2f}A9 9 0 0 1 {x + 9:.2f} {top + 9:.2f}"
              f"C{x + 9:.2f} {tip - 10:.2f} {x + 3.5:.2f} {tip - 7:.2f} {x:.2f} {tip:.2f}Z")
        self.canvas.add("circle", cx=x, cy=top + 9, r=3.4, fill=c.paper if main else c.ink)

    def differs(self, x: float, y: float, width: float, height: float,
                parent: Node | None = None, scale: float = 1) -> None:
        """The outline and the sign of a square that differs."""
        c = self.colours
        self.canvas.add("path", parent, fill="none", stroke=c.mark, stroke_width=2.4,
                        d=rounded(x, y, width, height, (4, 4, 4, 4)))
        right, top = x + width - 6 * scale, y + 5 * scale
        sign = self.canvas.add(
            "g", parent, stroke=c.mark, stroke_width=1.5,
            transform=f"translate({right:.2f} {top:.2f}) scale({scale:.2f})")
        self.canvas.add("circle", sign, r=6.5, fill=c.paper)
        self.canvas.add("path", sign, fill="none", d="M-3 -1.6h6m-6 3.2h6m-4.5 2.4l3 -8")

    def passing(self, kind: str, xs: Sequence[float], top: float, foot: float,
                thick: float = 3, sign: float = 1, parent: Node | None = None) -> None:
        """Where something passes, as a line down to `foot`; a stretch as a bracket."""
        dashes = "7 5" if kind == "cost" else None
        for x in xs:
            self.canvas.add("line", parent, x1=x, y1=top, x2=x, y2=foot,
                            stroke=self.colours.ink, stroke_width=thick, stroke_dasharray=dashes)
        if len(xs) > 1:
            self.canvas.add("line", parent, x1=xs[0], y1=foot, x2=xs[-1], y2=foot,
                            stroke=self.colours.ink, stroke_width=thick, stroke_dasharray=dashes)
        middle = (xs[0] + xs[-1]) / 2
        if kind != "risk":
            self.cost_sign(middle, foot - (8 * sign if kind == "both" else 0), sign, parent)
        if kind != "cost":
            self.risk_sign(middle, foot + 3 * sign, sign, parent)

    def risk_sign(self, x: float, y: float, scale: float = 1,
                  parent: Node | None = None) -> None:
        """The triangle of the risk, centred on a point."""
        a = 5.5 * scale
        self.canvas.add("path", parent, d=f"M{x - a:.2f} {y - 0.8 * a:.2f}h{2 * a}l{-a} {1.8 * a}Z",
                        fill=self.colours.ink)

    def cost_sign(self, x: float, y: float, scale: float = 1,
                  parent: Node | None = None) -> None:
        """The diamond of the costs, centred on a point."""
        a, c = 5.5 * scale, self.colours
        self.canvas.add("path", parent, d=f"M{x:.2f} {y - a:.2f}l{a} {a}l{-a} {a}l{-a} {-a}Z",
                        fill=c.paper, stroke=c.ink, stroke_width=1.8)


_DOT = "#7A4F00"


def rounded(x: float, y: float, width: float, height: float,
            corners: tuple[float, float, float, float]) -> str:
    """The outline of a box with its own radius at each corner, clockwise from the top left."""
    a, b, c, d = corners
    return (f"M{x + a:.2f} {y:.2f}H{x + width - b:.2f}a{b} {b} 0 0 1 {b} {b}"
            f"V{y + height - c:.2f}a{c} {c} 0 0 1 {-c} {c}H{x + d:.2f}a{d} {d} 0 0 1 {-d} {-d}"
            f"V{y + a:.2f}a{a} {a} 0 0 1 {a} {-a}Z")


def ends_of(parties: Sequence[object]) -> list[tuple[bool, bool]]:
    """For each item whether a run of equal ones begins and ends there."""
    last = len(parties) - 1
    return [(i == 0 or parties[i - 1] != p, i == last or parties[i + 1] != p)
            for i, p in enumerate(parties)]
