"""Put together what a line says: terms, place, edition, added words."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import Codes, Hit, find_codes, misspelt_code
from .domestic import Domestic, Point, point_after, read_domestic
from .edition import Edition, read_edition
from .expressions import (
    Expression,
    Resolved,
    clashing,
    find_expressions,
    opposed,
    qualifiers,
    resolve,
)
from .lexicon import Lexicon
from .normalise import clean, tokenise
from .phrases import Tag
from .place import Place, Region, find_places, has_blank
from .scan import Line, scan


@dataclass(frozen=True)
class Reading:
    """What a line says, before judging it."""

    line: Line
    codes: Codes
    expressions: list[Expression]
    resolved: Resolved | None
    domestic: Domestic | None
    edition: Edition
    place: Place | None
    places: list[Place]
    place_text: str | None
    several_places: bool
    unnamed_kind: str | None  # the kind of a place that is described but not named
    modifiers: list[tuple[str, Tag]]
    modes: tuple[str, ...]
    container: bool
    two_terms: bool
    clash: Expression | None

    @property
    def hits(self) -> list[Hit]:
        """Return the codes found."""
        return self.codes.hits

    @property
    def is_term(self) -> bool:
        """Whether the line names a code that means something."""
        return bool(self.hits) or bool(self.codes.candidates)

    def place_of(self, hit: Hit) -> Place | None:
        """Return the place that goes with a code: the next one, or the last before."""
        after = [p for p in self.places if p.start >= hit.end]
        if self.domestic:
            later = [h.start for h in self.hits if h.start >= hit.end]
            return next((p for p in after if not later or p.start < later[0]), None)
        return after[0] if after else (self.places[-1] if self.places else None)


def understand(text: str, lexicon: Lexicon) -> Reading:
    """Read a written term."""
    cleaned = clean(text)
    tokens = tokenise(cleaned)
    line = scan(cleaned, tokens, lexicon)
    codes = find_codes(line, lexicon)
    expressions = find_expressions(line, lexicon)
    if not codes.hits and not expressions:
        codes = misspelt_code(line, lexicon)
    points = {h.start: p for h in codes.hits if (p := point_after(line, h, lexicon))}
    bases = lexicon.expressions["bases"]
    spoken = [e for e in expressions if not codes.hits or not bases[e.base].get("in_places")]
    anchors = _anchors(codes, spoken, points)
    first = anchors[0][1] if anchors else 0
    edition = read_edition(line, lexicon, first)
    dropped = edition.tokens | container_zone(line, lexicon)
    regions = _regions(anchors, len(tokens), bool(codes.spans))
    places = find_places(line, regions, dropped, lexicon)
    place, place_text, several = _chosen(line, codes, places)
    unnamed = place.described.kind if place and place.described.generic else None
    if place and has_blank(line, regions) and place.described.generic:
        place, place_text, places = None, None, []
    described = place.described if place else None
    resolved = None
    if expressions and not codes.hits:
        resolved = resolve(expressions[0], line, described, lexicon)
    hit = codes.hits[0] if codes.hits else None
    domestic = None
    if hit:
        domestic = read_domestic(line, hit, points.get(hit.start), described, lexicon)
    clash = clashing(codes.hits, expressions, lexicon)
    distinct = {h.modern[0] for h in codes.hits}
    return Reading(
        line=line,
        codes=codes,
        expressions=expressions,
        resolved=resolved,
        domestic=domestic,
        edition=edition,
        place=place,
        places=places,
        place_text=place_text,
        several_places=several,
        unnamed_kind=unnamed,
        modifiers=qualifiers(line),
        modes=_modes(line),
        container=any(t.key("container") for t in line.tags),
        two_terms=len(distinct) > 1
        or clash is not None
        or (not codes.hits and opposed(expressions, lexicon)),
        clash=clash,
    )


def _anchors(
    codes: Codes, expressions: list[Expression], points: dict[int, Point]
) -> list[tuple[int, int]]:
    """Return the spans of the terms, after which a place may stand."""
    spans = dict(codes.spans)
    for hit in codes.hits:
        spans[hit.start] = max(spans.get(hit.start, 0), hit.end)
        if hit.start in points:
            spans[hit.start] = max(spans[hit.start], points[hit.start].end)
    for expression in expressions:
        spans[expression.start] = max(spans.get(expression.start, 0), expression.end)
    return sorted(spans.items())


def _regions(
    anchors: list[tuple[int, int]], length: int, after_code: bool
) -> list[Region]:
    """Return the stretches after each term, then the one before the first."""
    bounds = [*(start for start, _ in anchors[1:]), length][: len(anchors)]
    regions = [
        Region(end, bound, after_code=after_code)
        for (_, end), bound in zip(anchors, bounds, strict=True)
        if end < bound
    ]
    start = anchors[0][0] if anchors else length
    return [*regions, Region(0, start, leading=True)] if start else regions


def _chosen(
    line: Line, codes: Codes, places: list[Place]
) -> tuple[Place | None, str | None, bool]:
    """Return the place the term names: the first that names one; and whether it is several."""
    if not places:
        return None, None, False
    named = [p for p in places if not p.described.generic]
    if len(codes.hits) > 1:
        named.sort(key=lambda p: not p.described.names)
    chosen = named[0] if named else places[0]
    same = {h.code.id for h in codes.hits}
    if len(codes.hits) > 1 and len(same) == 1 and len(named) > 1:
        gloss = line.tokens[codes.hits[1].start - 1].key == "("
        if gloss:
            return named[1], named[1].text, False
        return chosen, line.slice(named[0].start, named[-1].end), True
    return chosen, chosen.text, chosen.described.several


def container_zone(line: Line, lexicon: Lexicon) -> frozenset[int]:
    """Return the tokens of container words and of the counts and sizes beside them."""
    around = lexicon.container_words
    zone: set[int] = set()
    for tag in line.tags:
        if not tag.key("container"):
            continue
        zone |= set(range(tag.start, tag.end))
        for step, at in ((-1, tag.start - 1), (1, tag.end)):
            while 0 <= at < len(line.tokens):
                token = line.tokens[at]
                if token.kind != "number" and token.key not in around:
                    break
                zone.add(at)
                at += step
    return frozenset(zone)


def _modes(line: Line) -> tuple[str, ...]:
    modes = [mode for tag in line.tags if (mode := tag.key("mode"))]
    return tuple(dict.fromkeys(modes))
