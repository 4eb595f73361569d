"""Judge a reading: which faults the line has, each with what its text needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .codes import Hit
from .lexicon import Lexicon
from .place import Place
from .reading import Reading

WATER = frozenset({"sea", "inland_waterway"})
SEA_KINDS = frozenset({"port", "terminal", "country", "region", "unknown", "street"})


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
    yield from _terms(reading, lexicon)
    yield from _not_a_rule(reading, lexicon)
    for hit in reading.hits:
        yield from _code(reading, hit, lexicon)
    yield from _added_words(reading, lexicon)
    yield from _places(reading, lexicon)
    yield from _edition(reading, lexicon)


def _typos(reading: Reading) -> Iterator[Fault]:
    for written, meant in reading.line.misspelt:
        yield Fault("typo", "typo", words={"words": written, "meant": meant})
    codes = reading.codes
    if codes.misspelt:
        meant = {"words": codes.misspelt}
        yield Fault("typo", "typo", words=meant, choices=codes.candidates)
        if len(codes.candidates) > 1:
            yield Fault("ambiguous", "ambiguous_rules", choices=codes.candidates)


def _terms(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
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


def _not_a_rule(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
    foreign = [h for h in reading.hits if h.code.foreign and not reading.domestic]
    for hit in foreign:
        words = {"words": reading.line.slice(hit.start, hit.end)}
        yield Fault("not_an_incoterm", "says_code", hit=hit, words=words)
        if len(hit.code.modern) > 1 and len(set(_ends(hit, lexicon))) > 0 and not hit.meant:
            yield Fault("ambiguous", "ambiguous_rules", choices=hit.code.modern)
        elif hit.meant:
            yield Fault("ambiguous", "ambiguous_rules", choices=hit.code.reads)
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


def _ends(hit: Hit, lexicon: Lexicon) -> Iterator[str]:
    for id_ in hit.code.modern:
        yield lexicon.codes[id_].end


def _nothing(reading: Reading) -> Iterator[Fault]:
    """Yield what to say of a line without any term."""
    written = reading.codes.unknown or reading.line.text
    if reading.codes.unknown:
        yield Fault("not_an_incoterm", "says_unknown", words={"words": written})
        yield Fault("ambiguous", "ambiguous_code", words={"words": written})
    else:
        yield Fault("not_an_incoterm", "says_no_term", words={"words": written[:60]})


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
    unnamed = hit.code.unnamed.get(place.described.kind) if place else None
    if unnamed is None and place is None and reading.places == [] and hit.code.unnamed:
        unnamed = next((v for k, v in hit.code.unnamed.items() if _blank_kind(reading, k)), None)
    if unnamed and (place is None or place.described.generic):
        old = lexicon.codes[unnamed]
        words = {"last": str(old.last), "code": unnamed}
        yield Fault("obsolete_code", "obsolete_code", hit, words, old.modern[:1])
    if hit.code.rule == "waterway":
        yield from _sea_rule(reading, hit, place)


def _blank_kind(reading: Reading, kind: str) -> bool:
    """Whether the blank to be filled is of that kind of place."""
    return False


def _sea_rule(reading: Reading, hit: Hit, place: Place | None) -> Iterator[Fault]:
    modes = [m for m in reading.modes if m not in WATER]
    kind = place.described.kind if place else None
    anywhere = (hit.code.anywhere or hit.modern[0],)
    if modes or kind == "airport":
        words = {"mode": modes[0] if modes else "airport"}
        yield Fault("mode_mismatch", "mode_mismatch", hit, words, anywhere)
    if place and kind not in SEA_KINDS and not (
        kind == "inland" and "inland_waterway" in reading.modes
    ):
        words = {"place": place.text}
        yield Fault("wrong_place_kind", "wrong_place_kind", hit, words, anywhere)
        if place.described.country and reading.domestic is None:
            yield from _domestic_town(reading, hit, place)
    if reading.container:
        yield Fault("container_with_sea_term", "container_with_sea_term", hit, {}, anywhere)


def _domestic_town(reading: Reading, hit: Hit, place: Place) -> Iterator[Fault]:
    yield Fault("ambiguous", "ambiguous_domestic", hit, {"place": place.text})


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


def _places(reading: Reading, lexicon: Lexicon) -> Iterator[Fault]:
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
