"""Judge a reading: which faults the line has, each with what its text needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .codes import Hit
from .lexicon import Lexicon
from .place import Place
from .reading import Reading


@dataclass(frozen=True)
class Fault:
    """A finding: its public id, the text to use, and the words to fill in."""

    id: str
    text: str
    hit: Hit | None = None
    words: dict[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


def judge(reading: Reading, lexicon: Lexicon) -> list[Fault]:
    """Return the faults of a line, each id once."""
    found: dict[str, Fault] = {}
    for fault in _all(reading, lexicon):
        found.setdefault(fault.id, fault)
    return list(found.values())


def _all(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
    yield from _typos(reading)
    yield from _terms(reading)
    yield from _not_a_rule(reading)
    for hit in reading.hits:
        yield from _code(reading, hit, lexicon)
    yield from _added_words(reading, lexicon)
    yield from _places(reading)
    yield from _edition(reading, lexicon)


def _typos(reading: Reading) -> Iterator[Fault]:
    for written, meant in reading.line.misspelt:
        yield Fault("typo", "typo", words={"words": written, "meant": meant})
    codes = reading.codes
    if codes.misspelt:
        words = {"words": codes.misspelt}
        yield Fault("typo", "typo", words=words, choices=codes.candidates)
        if len(codes.candidates) > 1:
            yield Fault("ambiguous", "ambiguous_rules", choices=codes.candidates)


def _terms(reading: Reading) -> Iterator[Fault]:
    if not reading.two_terms:
        return
    choices = [h.code.id for h in reading.hits]
    if reading.clash:
        choices.append(reading.clash.written)
    elif not choices:
        choices = [e.written for e in reading.expressions]
    yield Fault("two_terms", "two_terms", choices=tuple(dict.fromkeys(choices)))
    if reading.clash:
        hit = next(iter(reading.hits), None)
        words = {"words": reading.clash.written}
        yield Fault("ambiguous", "ambiguous_words", hit=hit, words=words)


def _not_a_rule(reading: Reading) -> Iterator[Fault]:
    foreign = [h for h in reading.hits if h.code.foreign and not reading.domestic]
    for hit in foreign:
        words = {"words": reading.line.slice(hit.start, hit.end)}
        yield Fault("not_an_incoterm", "says_code", hit=hit, words=words)
        if hit.meant or len(hit.code.modern) > 1:
            choices = hit.code.reads if hit.meant else hit.code.modern
            yield Fault("ambiguous", "ambiguous_rules", choices=choices)
    if reading.is_term:
        return
    if reading.resolved is None:
        yield from _nothing(reading)
        return
    expression = reading.expressions[0]
    if not reading.two_terms:
        yield Fault("not_an_incoterm", "says_expression", words={"words": expression.written})
    if reading.resolved.open and len(reading.resolved.gives) > 0:
        yield Fault("ambiguous", "ambiguous_rules", choices=reading.resolved.gives)


def _nothing(reading: Reading) -> Iterator[Fault]:
    """Yield what to say of a line without any term."""
    if reading.codes.unknown:
        words = {"words": reading.codes.unknown}
        yield Fault("not_an_incoterm", "says_unknown", words=words)
        yield Fault("ambiguous", "ambiguous_code", words=words)
    else:
        yield Fault("not_an_incoterm", "no_term")


def _code(reading: Reading, hit: Hit, lexicon: Lexicon) -> Iterator[Fault]:
    if reading.domestic and hit is reading.hits[0]:
        words = {"words": reading.domestic.written}
        yield Fault("us_ucc_fob", "us_ucc_fob", hit, words, reading.domestic.gives[:1])
        if reading.domestic.open:
            yield Fault("ambiguous", "ambiguous_rules", choices=reading.domestic.gives)
    place = reading.place_of(hit)
    if hit.code.obsolete:
        words = {"last": str(hit.code.last)}
        yield Fault("obsolete_code", "obsolete_code", hit, words, hit.modern[:1])
    old = lexicon.codes.get(hit.code.unnamed.get(reading.unnamed_kind or "", ""))
    if old:
        words = {"last": str(old.last), "code": old.id}
        yield Fault("obsolete_code", "obsolete_code", hit, words, old.modern[:1])
    if hit.code.rule == "waterway":
        yield from _sea_rule(reading, hit, place, lexicon)


def _sea_rule(
    reading: Reading, hit: Hit, place: Place | None, lexicon: Lexicon
) -> Iterator[Fault]:
    modes = off_water_modes(reading, lexicon)
    kind = place.described.kind if place else reading.unnamed_kind
    anywhere = (hit.code.anywhere or hit.modern[0],)
    if modes or kind == "airport":
        words = {"mode": modes[0] if modes else "airport"}
        yield Fault("mode_mismatch", "mode_mismatch", hit, words, anywhere)
    if place and off_water(kind, reading, lexicon):
        words = {"place": place.text}
        yield Fault("wrong_place_kind", "wrong_place_kind", hit, words, anywhere)
        if reading.domestic is None and _is_domestic(hit, place, lexicon):
            yield Fault("ambiguous", "ambiguous_domestic", hit, words)
    if reading.container:
        yield Fault("container_with_sea_term", "container_with_sea_term", hit, {}, anywhere)


def off_water(kind: str | None, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a sea rule cannot name a place of that kind."""
    if kind == "inland":
        modes = lexicon.transport["modes"]
        return not any(modes[m].get("inland") for m in reading.modes)
    return not lexicon.places["kinds"].get(kind, {"waterside": True})["waterside"]


def off_water_modes(reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return the modes named that a sea rule does not cover."""
    modes = lexicon.transport["modes"]
    return [m for m in reading.modes if not modes[m].get("waterway")]


def _is_domestic(hit: Hit, place: Place, lexicon: Lexicon) -> bool:
    domestic = lexicon.domestic
    return hit.code.id in domestic["codes"] and place.described.country in domestic["countries"]


def _added_words(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
    hit = next(iter(reading.hits), None)
    if hit is None:
        return
    for name, tag in reading.modifiers:
        entry = lexicon.modifiers[name]
        if not entry["finding"] or hit.code.id in entry.get("same", ()):
            continue
        if tag.key("freight") and reading.domestic:
            continue
        words = {"words": reading.line.words_of(tag)}
        turns = tuple(entry.get("turns", {}).get(hit.code.id, ()))
        best = turns[:1] if turns and turns[0] not in hit.modern[:1] else ()
        text = "modified_term" if best else "modified_term_same"
        yield Fault("modified_term", text, hit, words, best)
        if hit.code.id in entry.get("contradicts", ()):
            yield Fault("ambiguous", "ambiguous_words", hit, words)


def _places(reading: Reading) -> Iterator[Fault]:
    needs = bool(reading.hits or reading.codes.candidates) or (
        reading.resolved is not None and bool(reading.resolved.gives)
    )
    if reading.place is None:
        if needs:
            yield Fault("missing_place", "missing_place")
        return
    words = {"place": reading.place_text or ""}
    if reading.place.described.vague and needs:
        yield Fault("vague_place", "vague_place", words=words)
    if reading.several_places:
        yield Fault("ambiguous", "ambiguous_places", words=words)


def _edition(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
    edition = reading.edition
    if edition.several:
        choices = tuple(map(str, edition.several))
        yield Fault("ambiguous", "ambiguous_editions", choices=choices)
        return
    if edition.misprint is not None:
        yield Fault("wrong_edition", "wrong_edition", words={"edition": str(edition.misprint)})
        return
    if edition.bare is not None:
        yield Fault("ambiguous", "ambiguous_year", words={"edition": str(edition.bare)})
    if edition.year is None:
        if edition.latest:
            yield Fault("ambiguous", "ambiguous_latest")
        if reading.is_term:
            yield Fault("missing_edition", "missing_edition")
        return
    words = {"edition": str(edition.year)}
    if edition.year not in lexicon.editions["editions"]:
        yield Fault("wrong_edition", "wrong_edition", words=words)
        return
    for hit in reading.hits:
        if not hit.code.foreign and not hit.code.defined_in(edition.year):
            yield Fault("wrong_edition", "wrong_edition_for_code", hit, words)
