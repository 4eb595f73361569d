"""The key below a picture: only what occurs in it."""

from collections.abc import Callable, Iterable

from incoadvisor.render.diagram.journey import Journey, Square
from incoadvisor.render.diagram.measure import width, wrap
from incoadvisor.render.diagram.pen import Pen

_SIZE = 12.5
_SIGN = 30  # width of the sign before the words
_ROW = 26


def key(pen: Pen, journeys: Iterable[Journey], left: float, top: float, right: float,
        differs_from: str | None = None, size: float = _SIZE, brief: bool = False) -> float:
    """Draws the key in rows between `left` and `right`; returns its lower edge.

    `brief`: the picture leaves the defaults of open squares out.
    """
    x, y = left, top
    for words, sign in _entries(pen, list(journeys), differs_from, brief):
        room = _SIGN + 8 + width(words, size)
        if x > left and x + room > right:
            x, y = left, y + _ROW
        sign(x, y)
        told = wrap(words, size, right - left - _SIGN - 8)
        end = pen.canvas.lines(x + _SIGN + 8, y + 13, told, size, pen.colours.soft)
        x, y = (x + room + 18, y) if len(told) == 1 else (right, end - 13)
    return y + _ROW


def _entries(pen: Pen, journeys: list[Journey], differs_from: str | None, brief: bool
             ) -> list[tuple[str, Callable[[float, float], None]]]:
    squares = [s for j in journeys for s in j.squares.values()]
    entries: list[tuple[str, Callable[[float, float], None]]] = []
    for party in ("seller", "buyer", "by_contract", "by_place", "none"):
        found = [s for s in squares if s.party == party]
        if found or party in ("seller", "buyer"):
            words = pen.say(f"diagram_key_{party}")
            if not brief and any(s.default for s in found):
                words = pen.say("diagram_key_default", words=words)
            entries.append((words, _chip(pen, party, found, brief)))
    if any(s.gate for j in journeys for s in j.stations):
        entries.append((pen.say("diagram_key_gate"), _gate(pen)))
    entries.append((pen.say("diagram_key_risk"), _line(pen, "risk")))
    entries.append((pen.say("diagram_key_cost"), _line(pen, "cost")))
    if differs_from is not None:
        entries.append((pen.say("diagram_key_differs", term=differs_from), _differs(pen)))
    return entries


def _chip(pen: Pen, party: str, found: list[Square], brief: bool
          ) -> Callable[[float, float], None]:
    default = next((s.default for s in found if s.default), None)

    def draw(x: float, y: float) -> None:
        pen.block(x, y, _SIGN, 18, party, default, (True, True), radius=5)
        group = pen.canvas.add("g")
        pen.mark(Square("", "acts", party, None if brief else default, None, ""),  # type: ignore[arg-type]
                 x + _SIGN / 2, y + 9, 11, group)

    return draw


def _gate(pen: Pen) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        pen.canvas.add("rect", x=x, y=y - 1, width=_SIGN, height=20, rx=5, fill=pen.colours.panel)
        pen.icon("gate", x + _SIGN / 2, y + 9, 16, pen.colours.soft)

    return draw


def _line(pen: Pen, kind: str) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        pen.canvas.add("line", x1=x, y1=y + 9, x2=x + _SIGN, y2=y + 9, stroke=pen.colours.ink,
                       stroke_width=2.6, stroke_dasharray="5 4" if kind == "cost" else None)
        sign = pen.risk_sign if kind == "risk" else pen.cost_sign
        sign(x + _SIGN / 2, y + 9)

    return draw


def _differs(pen: Pen) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        pen.differs(x + 3, y, _SIGN - 6, 18)

    return draw
