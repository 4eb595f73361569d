"""Say what kind of place a few words name, and whether they name one at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .lexicon import Lexicon
from .normalise import Token, joined, within_word
from .phrases import Tag
from .scan import Line

LONGEST_NAME = 6
SHORT_CODE = 3
PLACES_KEPT = 4096


@dataclass(frozen=True)
class Described:
    """What is known of a place."""

    kind: str = "unknown"
    kinds: frozenset[str] = frozenset()  # every kind word met
    vague: bool = False
    generic: bool = False  # words for places, but no name
    empty: bool = False  # not even words for places
    known: bool = False  # a name the gazetteer knows, or a kind of place
    owner: str | None = None  # seller, buyer or writer
    country: str | None = None  # of a known inland town
    names: tuple[str, ...] = ()  # known names in it
    several: bool = False
    town_only: bool = False  # one known town and nothing more


def describe(line: Line, start: int, end: int, lexicon: Lexicon) -> Described:
    """Describe the place named by these tokens; the same places come again and again."""
    streets = frozenset(i - start for i in line.streets if start <= i < end)
    place = line._replace(tokens=line.tokens[start:end], streets=streets)
    keys = tuple(t.key for t in place.tokens)
    asked = (line.slice(start, end), keys, streets, line.text.isupper())
    known = lexicon.described.get(asked)
    if known is None:
        if len(lexicon.described) >= PLACES_KEPT:
            lexicon.described.clear()
        known = lexicon.described[asked] = _describe(place, 0, len(place.tokens), lexicon)
    return known


def _describe(line: Line, start: int, end: int, lexicon: Lexicon) -> Described:
    tokens = line.tokens[start:end]
    tags = _tags(line.tokens, start, end, lexicon)
    names = _known_names(line, start, end, lexicon)
    tags = [t for t in tags if t.start not in line.streets]
    kinds = frozenset(k for t in tags if (k := t.key("kind")))
    covered = {i for t in tags for i in range(t.start, t.end)}
    named = {i for n in names for i in range(n.start, n.end)}
    rest = [line.tokens[i] for i in range(start, end)
            if i not in covered and i not in named and line.tokens[i].kind == "word"]  # fmt: skip
    country = not names and _is_country(tokens, tags, rest, start, lexicon)
    inland = next((n.key for n in names if n.kind == "inland"), None)
    port_named = any(n.kind in {"port", "either"} for n in names)
    generic = not rest and not names
    vague = generic or country or any(t.key("open") for t in tags)
    if not vague and kinds & {"premises"} and not names and len(rest) == 1 and len(tokens) == 2:
        vague = not any(t.kind == "number" for t in tokens)
    region = next((t for t in tags if t.key("regions")), None)
    met = kinds | {n.kind for n in names if n.kind != "inland" or not port_named}
    wide = "country" if country else "region" if generic and region else "unknown"
    return Described(
        kind=next((k for k in lexicon.places["precedence"] if k in met), wide),
        kinds=kinds,
        vague=vague,
        generic=generic,
        empty=generic and not any(t.key("kind", "regions", "owner", "open") for t in tags),
        known=bool(names) or bool(kinds),
        owner=next((o for t in tags if (o := t.key("owner"))), None),
        country=lexicon.gazetteer.inland.get(inland) if inland and not port_named else None,
        names=tuple(n.key for n in names),
        several=_several(line, start, end, lexicon),
        town_only=bool(names) and not rest and not covered - named
        and not any(t.kind == "number" for t in tokens),
    )  # fmt: skip


class _Name(NamedTuple):
    key: str
    kind: str
    start: int
    end: int


def _tags(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> list[Tag]:
    tags = []
    at = start
    while at < end:
        tag = next((t for t in lexicon.place_words.at(tokens, at) if t.end <= end), None)
        if tag:
            tags.append(tag)
        at = tag.end if tag else at + 1
    return tags


def _known_names(line: Line, start: int, end: int, lexicon: Lexicon) -> list[_Name]:
    """Return the names the gazetteer knows, longest first at each word."""
    names = []
    at = start
    while at < end:
        name = _name_at(line, at, end, lexicon)
        if name:
            names.append(name)
        at = name.end if name else at + 1
    return names


def _name_at(line: Line, at: int, end: int, lexicon: Lexicon) -> _Name | None:
    for stop in range(min(end, at + LONGEST_NAME), at, -1):
        first, last = line.tokens[at], line.tokens[stop - 1]
        if not first.is_content or not last.is_content or first.kind == "number":
            continue
        if not line.streets.isdisjoint(range(at, stop)):
            continue
        key = joined(line.tokens[at:stop])
        kind = lexicon.gazetteer.kind(key)
        if kind and (len(key) > 1):
            return _Name(key, kind, at, stop)
    return _airport_code(line, at, end, lexicon)


def _airport_code(line: Line, at: int, end: int, lexicon: Lexicon) -> _Name | None:
    """Return an airport's code in capitals; in a shouted line only as the last word."""
    token = line.tokens[at]
    written = line.text[token.start : token.end]
    if len(written) != SHORT_CODE or not written.isupper():
        return None
    last = not any(t.is_content for t in line.tokens[at + 1 : end])
    if not last and (line.text.isupper() or _is_one_of_many(line, at, end, lexicon)):
        return None
    if at in line.streets:
        return None
    if token.key in lexicon.gazetteer.airport_codes:
        return _Name(token.key, "airport", at, at + 1)
    return None


def _in_capitals(line: Line, at: int, end: int) -> range:
    """Return the words and numbers after this one up to a sign, if all are in capitals."""
    stop = at + 1
    while stop < end and line.tokens[stop].is_content:
        stop += 1
    words = [t for t in line.tokens[at + 1 : stop] if t.kind == "word"]
    return range(at + 1, stop if all(line.text[w.start : w.end].isupper() for w in words) else at)


def _is_one_of_many(line: Line, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word is in capitals only because its neighbours are: "RUE DES", "TIN CAN"."""
    rest = _in_capitals(line, at, end)
    if not rest:
        return False
    tags = (*lexicon.place_words.at(line.tokens, at), *lexicon.address_words.at(line.tokens, at))
    if any(t.end == at + 1 for t in tags):
        return True
    spans = [
        *((t.start, t.end) for t in _tags(line.tokens, rest.start, rest.stop, lexicon)),
        *((n.start, n.end) for n in _known_names(line, rest.start, rest.stop, lexicon)),
    ]
    known = {i for start, end in spans for i in range(start, end)}
    return not all(line.tokens[i].kind == "number" or i in known for i in rest)


def _is_country(
    tokens: list[Token], tags: list[Tag], rest: list[Token], start: int, lexicon: Lexicon
) -> bool:
    """Whether nothing but a country is named, kind words and adjectives aside."""
    if not rest or len(rest) > LONGEST_NAME:
        return False
    alphabet = rest[0].script
    whole = joined(tokens)
    return any(
        lexicon.gazetteer.is_country(name, alphabet) for name in (joined(rest), whole)
    )


def _several(line: Line, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a slash, a spaced dash or an "or" joins two places."""
    parts: list[list[int]] = [[]]
    spelled = False
    for i in range(start, end):
        token = line.tokens[i]
        dash = token.key == "-" and not token.glued
        word = next((t for t in lexicon.place_words.at(line.tokens, i) if t.end == i + 1), None)
        if i in line.streets or within_word(line.tokens, i, i + 1):
            word = None
        if token.key == "/" or dash or (word and word.key("alternative")):
            parts.append([])
            spelled = spelled or not (token.key == "/" or dash)
        else:
            parts[-1].append(i)
    if len(parts) == 1:
        return False
    seen: set[str] = set()
    for part in parts:
        if not part:
            continue
        names = _known_names(line, part[0], part[-1] + 1, lexicon)
        tags = _tags(line.tokens, part[0], part[-1] + 1, lexicon)
        kinds = {k for t in tags if (k := t.key("kind")) and k in lexicon.places["two_points"]}
        seen |= {names[0].key} if names else (set() if spelled else kinds)
    return len(seen) > 1
