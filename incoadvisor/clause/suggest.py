"""Say which rules in force to write instead, best first."""

from __future__ import annotations

from collections.abc import Iterator

from .codes import Hit
from .findings import off_water, off_water_modes
from .lexicon import Lexicon
from .reading import Reading


def suggestions(reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return the rules that fit what the line seems to want."""
    found: list[str] = []
    if reading.domestic:
        found += reading.domestic.gives
    elif not reading.hits and reading.codes.candidates:
        for id_ in reading.codes.candidates:
            found += _for(Hit(lexicon.codes[id_], 0, 0, False), reading, lexicon)
    elif not reading.hits and reading.resolved:
        found += reading.resolved.gives
    hits = reading.hits[1:] if reading.domestic else reading.hits
    for hit in hits:
        found += _for(hit, reading, lexicon)
    return list(dict.fromkeys(found))


def _for(hit: Hit, reading: Reading, lexicon: Lexicon) -> Iterator[str]:
    rules = [*hit.modern, *hit.code.also] if hit.code.last or hit.code.foreign else [*hit.modern]
    if hit.meant:
        rules = [hit.meant]
    turned = _turned(hit, reading, lexicon)
    rules = turned or rules
    if hit.code.rule == "waterway":
        rules = _ashore(hit, rules, reading, lexicon)
    yield from dict.fromkeys(rules)


def _turned(hit: Hit, reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return what the added words turn the rule into."""
    for name, _ in reading.modifiers:
        turns = lexicon.modifiers[name].get("turns", {})
        if hit.code.id in turns:
            return list(turns[hit.code.id])
    return []


def _ashore(hit: Hit, rules: list[str], reading: Reading, lexicon: Lexicon) -> list[str]:
    """Replace sea rules that the mode, the place or the container rules out."""
    place = reading.place_of(hit)
    kind = place.described.kind if place else reading.unnamed_kind
    if off_water_modes(reading, lexicon) or off_water(kind, reading, lexicon):
        return [_anywhere(r, lexicon) for r in rules]
    if reading.container:
        kept = rules if hit.code.containers else []
        return [*(_anywhere(r, lexicon) for r in rules), *kept]
    return rules


def _anywhere(id_: str, lexicon: Lexicon) -> str:
    return lexicon.codes[id_].anywhere or id_


def modern_code(reading: Reading) -> str | None:
    """Return the one rule in force the line means, when it leaves no doubt."""
    if reading.two_terms:
        return None
    if reading.domestic:
        return None if reading.domestic.open else reading.domestic.gives[0]
    if reading.hits:
        modern = reading.hits[0].modern
        return modern[0] if len(modern) == 1 else None
    if reading.resolved and reading.resolved.gives and not reading.resolved.open:
        return reading.resolved.gives[0]
    return None
