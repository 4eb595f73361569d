"""Three thin bars for one term, a letter for each run of equal squares."""

from incoadvisor.render.diagram.canvas import Node
from incoadvisor.render.diagram.journey import LANES, Journey, Square
from incoadvisor.render.diagram.pen import Pen, ends_of


def bars(pen: Pen, journey: Journey, grid: tuple[float, float, float, float, float],
         size: float) -> Node:
    """The bars of a journey; `grid` is left, top, column, height of a bar, space between two."""
    left, top, pitch, height, between = grid
    group = pen.canvas.add("g", data_term=journey.code)
    for n, lane in enumerate(LANES):
        squares = journey.lane(lane)
        ends = ends_of([(s.party, s.default) for s in squares])
        lettered = _middles(squares, ends)
        for i, (square, station) in enumerate(zip(squares, journey.stations, strict=True)):
            node = pen.square(
                square, station, pen.say(f"diagram_lane_{lane}"),
                (left + i * pitch + 0.6, top + n * (height + between), pitch - 1.2, height),
                ends[i], size, 4, brief=True, lettered=i in lettered)
            pen.canvas.root.remove(node)
            group.append(node)
    return group


def _middles(squares: tuple[Square, ...], ends: list[tuple[bool, bool]]) -> set[int]:
    """The middle square of each run."""
    found, start = set(), 0
    for i, (begins, finishes) in enumerate(ends):
        if begins:
            start = i
        if finishes:
            found.add((start + i) // 2)
    return found
