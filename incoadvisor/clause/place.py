"""Find the place a line names."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Lexicon
from .normalise import joined, within_word
from .phrases import Tag
from .place_kind import Described, describe
from .scan import Line

# Tags that are no part of a place and interrupt it.
BREAKS = (
    "code", "name", "expression", "modifier", "mode", "container", "freight", "latest",
    "incoterms", "announce", "blank", "filler",
)  # fmt: skip
OPENING, CLOSING = "([{<", ")]}>"
LONGEST_ASIDE = 20
YEAR_DIGITS = {2, 4}


class Place(NamedTuple):
    """The place named, as written, and what it is."""

    text: str
    start: int
    end: int
    described: Described


class Region(NamedTuple):
    """A stretch of tokens after a term, where its place may stand."""

    start: int
    end: int
    leading: bool = False  # before the first term: only a known place counts
    after_code: bool = False  # after a code, not after an expression


def find_places(
    line: Line, regions: list[Region], dropped: frozenset[int], lexicon: Lexicon
) -> list[Place]:
    """Return the places named, region by region, in the order written."""
    places = []
    for region in regions:
        for start, end in _segments(line, region, dropped, lexicon):
            described = describe(line, start, end, lexicon)
            if described.empty or (region.leading and not described.known):
                continue
            places.append(Place(_balanced(line, start, end), start, end, described))
    return places


def has_blank(line: Line, regions: list[Region]) -> bool:
    """Whether a form's unfilled blank stands where the place should."""
    return any(
        tag.key("blank") and any(r.start <= tag.start < r.end for r in regions)
        for tag in line.tags
    )


def _segments(
    line: Line, region: Region, dropped: frozenset[int], lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Cut a region at what interrupts a place and stop at what ends it."""
    segments: list[tuple[int, int]] = []
    begin: int | None = None
    at = region.start

    def close(end: int) -> None:
        nonlocal begin
        if begin is not None:
            trimmed = _trimmed(line, begin, end, lexicon)
            if trimmed:
                segments.append(trimmed)
        begin = None

    while at < region.end:
        tag = line.tag_at.get(at)
        token = line.tokens[at]
        if at in dropped:
            close(at)
            at += 1
        elif (tag and _ends(line, tag, begin)) or _is_figure(line, at):
            break
        elif tag and tag.key(*BREAKS) and not _may_be_name(tag, region, lexicon):
            close(at)
            at = min(tag.end, region.end)
        elif _is_sentence_end(line, at, lexicon):
            break
        elif token.key in OPENING and begin is not None and _is_aside(line, at, begin):
            close(at)
            at += 1
        else:
            begin = at if begin is None and token.is_content else begin
            at += 1
    close(at)
    return segments


def _may_be_name(tag: Tag, region: Region, lexicon: Lexicon) -> bool:
    """Whether an expression's words may belong to a place, as in "Terminal T2"."""
    base = tag.key("expression")
    if base is None or len({m.kind for m in tag.meanings}) > 1 or not region.after_code:
        return False
    return bool(lexicon.expressions["bases"][base].get("in_places"))


def _ends(line: Line, tag: Tag, begin: int | None) -> bool:
    """Whether the tag's words end the place: payment, price, an amount, a point passed."""
    if tag.key("passing") is not None:
        return begin is not None
    if tag.key("stop") is not None and tag.key(*BREAKS) is None:
        return True
    if tag.key("money") is None:
        return False
    near = [*line.tokens[max(tag.start - 1, 0) : tag.start], *line.tokens[tag.end : tag.end + 1]]
    return any(t.kind == "number" for t in near)


def _is_figure(line: Line, at: int) -> bool:
    """Whether a percentage or a date in figures begins here."""
    after = line.tokens[at : at + 5]
    if len(after) > 1 and after[0].kind == "number" and after[1].key == "%":
        return True
    kinds = [t.kind for t in after]
    if len(after) == 5 and not {len(after[0].key), len(after[4].key)} & YEAR_DIGITS:
        return False  # no year, as in the block numbers of a Japanese address
    return kinds == ["number", "sign", "number", "sign", "number"] and (
        after[1].key == after[3].key and after[1].key in "./-" and all(t.glued for t in after[1:])
    )


def _is_sentence_end(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether a full stop closes a sentence rather than an abbreviation."""
    token = line.tokens[at]
    if token.key in "。!?;|":
        return True
    if token.key != "." or at + 1 >= len(line.tokens) or line.tokens[at + 1].glued:
        return False
    before = line.tokens[at - 1] if at else None
    if before is None or before.key in lexicon.abbreviated:
        return False
    if before.key.endswith(tuple(lexicon.addresses["abbreviated_endings"])):
        return False
    return before.kind == "word" and before.end - before.start > 3


def _is_aside(line: Line, at: int, begin: int) -> bool:
    """Whether a bracket holds something other than a part of the place's name."""
    close = at + 1
    while close < min(len(line.tokens), at + LONGEST_ASIDE) and (
        line.tokens[close].key not in CLOSING
    ):
        close += 1
    inside = [t for t in line.tokens[at + 1 : close] if t.is_content]
    if not inside or any(line.tag_at[i].key(*BREAKS) for i in range(at + 1, close)
                         if i in line.tag_at):  # fmt: skip
        return True
    return inside[0].script != line.tokens[begin].script


def _trimmed(line: Line, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Strip signs and small words from both ends."""
    while start < end and not _marks_number(line, start, lexicon):
        tag = _small_word(line, start, lexicon, "before", "alternative")
        if not line.tokens[start].is_content:
            start += 1
        elif tag and tag.end < end and not _names_more(line, start, tag.end, lexicon):
            start = tag.end
        elif (label := line.tag_at.get(start)) and label.key("label") and label.end < end:
            start = label.end
        else:
            break
    while start < end:
        if not line.tokens[end - 1].is_content:
            end -= 1
            continue
        tag = next(
            (
                t
                for s in range(max(start, end - 3), end)
                if (t := _small_word(line, s, lexicon, "after", "alternative", "before"))
                and t.end == end
            ),
            None,
        )
        if tag is None or tag.start < start or _is_state(line, tag, lexicon):
            break
        end = tag.start
    return (start, end) if start < end else None


def _small_word(line: Line, at: int, lexicon: Lexicon, *kinds: str) -> Tag | None:
    """Return a small word that begins here, unless a street's name or a longer word holds it."""
    if at in line.streets:
        return None
    tag = next((t for t in lexicon.place_words.at(line.tokens, at) if t.key(*kinds)), None)
    return None if tag and within_word(line.tokens, tag.start, tag.end) else tag


def _marks_number(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether a house number's mark begins an address, as in "No. 88"."""
    if not any(t.key("mark") for t in lexicon.address_words.at(line.tokens, at)):
        return False
    at += 2 if line.tokens[at + 1 : at + 2] and line.tokens[at + 1].key == "." else 1
    return at < len(line.tokens) and line.tokens[at].kind == "number"


def _is_state(line: Line, tag: Tag, lexicon: Lexicon) -> bool:
    """Whether a small word in capitals is a state's letters that close an address."""
    token = line.tokens[tag.start]
    if not tag.start or tag.end != tag.start + 1 or token.key not in lexicon.states:
        return False
    if line.tokens[tag.start - 1].key != "," or not line.slice(tag.start, tag.end).isupper():
        return False
    after = line.tag_at.get(tag.end)
    return (
        tag.end == len(line.tokens)
        or not line.tokens[tag.end].is_content
        or (after is not None and after.key("incoterms") is not None)
    )


def _names_more(line: Line, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the small word begins a known name, as in "Le Havre" or "A Coruña"."""
    return any(
        lexicon.gazetteer.kind(joined(line.tokens[start : end + n])) is not None
        for n in range(1, 4)
    )


def _balanced(line: Line, start: int, end: int) -> str:
    """Return the written text, with the bracket or the lone apostrophe that belongs to it."""
    text = line.slice(start, end)
    rest = line.text[line.tokens[end - 1].end :]
    lone = end < len(line.tokens) and [t.key for t in line.tokens].count("'") == 1
    if lone and line.tokens[end].key == "'" and line.tokens[end].glued:
        return text + rest[0]
    rest = rest.lstrip()
    open_ = [c for c in text if c in OPENING]
    shut = [c for c in text if c in CLOSING]
    if len(open_) > len(shut) and rest[:1] in CLOSING and rest[:1]:
        return text + rest[0]
    return text
