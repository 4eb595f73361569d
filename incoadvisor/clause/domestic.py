"""Recognise North American domestic use of a sea rule's letters."""

from __future__ import annotations

from typing import Any, NamedTuple

from .codes import Hit
from .lexicon import Lexicon
from .place_kind import Described
from .scan import Line

# How far after the premises a word such as "entrance" still bears on them.
NEAR = 5


class Point(NamedTuple):
    """Words after the code that show domestic use."""

    side: str  # destination, origin, premises, either
    end: int  # first token after what they consume
    written_end: int


class Domestic(NamedTuple):
    """Domestic use of the code, and the rules that do the same."""

    gives: tuple[str, ...]
    open: bool
    written: str


def point_after(line: Line, hit: Hit, lexicon: Lexicon) -> Point | None:
    """Return what follows the code, if it shows domestic use."""
    if hit.code.id not in lexicon.domestic["codes"]:
        return None
    at = hit.end
    while at < len(line.tokens) and not line.tokens[at].is_content:
        at += 1
    if at >= len(line.tokens):
        return None
    for tag in lexicon.domestic_words.at(line.tokens, at):
        side = tag.key("consumed")
        if side:
            return Point(side, tag.end, tag.end)
        side = tag.key("kept")
        if side:
            return Point(side, at, tag.end)
        if tag.key("premises"):
            return Point(_premises_side(line, at, tag.end, lexicon), at, tag.end)
    return None


def _premises_side(line: Line, start: int, end: int, lexicon: Lexicon) -> str:
    """Whether the premises are the seller's, or may be either party's."""
    last = min(end + NEAR, len(line.tokens))
    for i in range(start, last):
        if any(t.key("either") for t in lexicon.domestic_words.at(line.tokens, i)):
            return "either"
    return "premises"


def read_domestic(
    line: Line, hit: Hit, point: Point | None, place: Described | None, lexicon: Lexicon
) -> Domestic | None:
    """Return the domestic reading of the code, or nothing when it is used as the rule."""
    if hit.code.id not in lexicon.domestic["codes"]:
        return None
    freight = next((t for t in line.tags if t.key("freight")), None)
    side = point.side if point else "none"
    if point is None and (freight is None or not _no_harbour(place)):
        return None
    if side == "either" and place is not None and not place.vague:
        side = "premises"
    words = freight.key("freight") if freight else "none"
    row = _reading(side, words or "none", lexicon)
    end = max(point.written_end if point else hit.end, freight.end if freight else 0)
    return Domestic(tuple(row["gives"]), bool(row["open"]), line.slice(hit.start, end))


def _no_harbour(place: Described | None) -> bool:
    return place is None or place.kind == "inland"


def _reading(side: str, freight: str, lexicon: Lexicon) -> dict[str, Any]:
    rows: list[dict[str, Any]] = lexicon.domestic["readings"]
    return next(
        row for row in rows if row["point"] == side and row.get("freight", freight) == freight
    )
