"""Horizontal bars as an SVG that can be read without being seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape

from incoadvisor.render.diagram.measure import shorten, width, wrap

FONT = "system-ui, 'Segoe UI', 'Source Sans 3', sans-serif"
THICK, GAP = 18, 14


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: its share of the whole width, and its tone."""

    share: float
    tone: str


@dataclass(frozen=True)
class Bar:
    """A bar with its label before it and its figure behind it."""

    label: str
    said: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Chart:
    """A title, what the picture tells in words, its bars, and the key of their tones."""

    name: str
    title: str
    told: str
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...] = ()  # tone, word


@dataclass(frozen=True)
class Layout:
    """Where things stand: label beside its bar, or above it on narrow windows."""

    width: int
    label: float  # the most room for labels; 0 puts them above
    said: float  # the most room for figures
    size: int
    lines: int


WIDE = Layout(width=860, label=350, said=215, size=15, lines=2)
STACKED = Layout(width=330, label=0, said=0, size=15, lines=3)
LIGHT = {"paper": "#ffffff", "ink": "#16202a", "track": "#e9edf1", "main": "#0072b2",
         "stop": "#8e1b3a", "bad": "#d55e00", "mend": "#e69f00", "better": "#56b4e9",
         "good": "#009e73", "none": "#818c99", "rest": "#a9b8c6"}
DARK = {"paper": "#12181f", "ink": "#eef2f6", "track": "#27323d", "main": "#56b4e9",
        "stop": "#ff7eb6", "bad": "#ff8a4c", "mend": "#ffc44d", "better": "#8fd0f2",
        "good": "#2fbf97", "none": "#93a1af", "rest": "#566778"}
VARIABLES = {tone: f"var(--{tone})" for tone in LIGHT}  # for a page that sets them


def bars(chart: Chart, tones: Mapping[str, str], layout: Layout = WIDE,
         titled: bool = False) -> str:
    """The chart as SVG with `title` and `desc`; `titled` draws the title as well."""
    name = f"{chart.name}-{layout.width}"
    layout = _fitted(chart, layout)
    body: list[str] = []
    top = 8.0
    if titled:
        for line in wrap(chart.title, 18, layout.width - 24, 2, bold=True):
            body.append(_text(10, top + 20, line, 18, tones["ink"], weight=600))
            top += 24
        top += 14
    top = _key(chart, tones, layout, top, body)
    for bar in chart.bars:
        top = _bar(bar, tones, layout, top, body)
    height = top + 2
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width} {height:.0f}" '
        f'role="img" aria-labelledby="{name}-t {name}-d" font-family="{FONT}">',
        f'<title id="{name}-t">{escape(chart.title)}</title>',
        f'<desc id="{name}-d">{escape(chart.told)}</desc>',
        f'<rect width="{layout.width}" height="{height:.0f}" style="fill:{tones["paper"]}"/>',
        *body, "</svg>", ""])


def _fitted(chart: Chart, layout: Layout) -> Layout:
    """The layout with no more room for labels and figures than these need."""
    def room(texts: Iterable[str], most: float) -> float:
        return min(most, max((width(t, layout.size) for t in texts), default=0) + 16)

    if not layout.label:
        return layout
    return replace(layout, label=room((b.label for b in chart.bars), layout.label),
                   said=room((b.said for b in chart.bars), layout.said))


def _key(chart: Chart, tones: Mapping[str, str], layout: Layout, top: float,
         body: list[str]) -> float:
    if not chart.key:
        return top
    start = left = layout.label or 2
    for tone, word in chart.key:
        room = 19 + width(word, layout.size - 2)
        if left > start and left + room > layout.width:
            left, top = start, top + 22
        body.append(_box(left, top, 13, 13, tones[tone], 3))
        body.append(_text(left + 19, top + 11.5, word, layout.size - 2, tones["ink"]))
        left += room + 16
    return top + 32


def _bar(bar: Bar, tones: Mapping[str, str], layout: Layout, top: float,
         body: list[str]) -> float:
    size, ink = layout.size, tones["ink"]
    if layout.label:
        left, length = layout.label, layout.width - layout.label - layout.said
        lines = wrap(bar.label, size, layout.label - 14, layout.lines)
        high = max(THICK, len(lines) * size * 1.2)
        for i, line in enumerate(lines):
            y = top + high / 2 + size * (0.34 + 1.2 * (i - (len(lines) - 1) / 2))
            body.append(_text(layout.label - 10, y, line, size, ink, anchor="end"))
        middle = top + high / 2
        body.append(_text(left + length + 10, middle + size * 0.34,
                          shorten(bar.said, size, layout.said - 10), size, ink))
    else:
        left, length = 2.0, layout.width - 4
        lines = [*wrap(bar.label, size, length, layout.lines),
                 *wrap(bar.said, size - 1, length, 2)]
        for i, line in enumerate(lines):
            body.append(_text(left, top + size * (0.9 + 1.2 * i), line, size, ink))
        high = len(lines) * size * 1.2 + 4 + THICK
        middle = top + high - THICK / 2
    body.append(_box(left, middle - THICK / 2, length, THICK, tones["track"], 3))
    x = left
    for part in bar.parts:
        long = length * max(0.0, min(1.0, part.share))
        body.append(_box(x, middle - THICK / 2, max(long, 2) if long else 0, THICK,
                         tones[part.tone], 3))
        x += long
    return top + high + GAP


def _box(x: float, y: float, wide: float, high: float, fill: str, radius: float) -> str:
    return (f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
            f'rx="{radius}" style="fill:{fill}"/>')


def _text(x: float, y: float, text: str, size: float, fill: str, anchor: str = "start",
          weight: int = 400) -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
            f'text-anchor="{anchor}" style="fill:{fill}">{escape(text)}</text>')
