"""Placing labels beside points on a line so that they neither overlap nor run out."""

from collections.abc import Sequence


def spread(points: Sequence[float], widths: Sequence[float], left: float, right: float,
           gap: float = 10) -> list[float]:
    """The left edge of each label, near its point, in order, between `left` and `right`."""
    edges: list[float] = []
    for point, width in zip(points, widths, strict=True):
        edge = min(max(point - width / 2, left), right - width)
        if edges:
            edge = max(edge, edges[-1] + widths[len(edges) - 1] + gap)
        edges.append(edge)
    limit = right
    for i in reversed(range(len(edges))):
        edges[i] = min(edges[i], limit - widths[i])
        limit = edges[i] - gap
    return edges
