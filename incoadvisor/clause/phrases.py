"""Find the lexicon's phrases among the tokens of a line, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .normalise import LOOSE, Token, phrase_keys

NUMBER = "#"


class Meaning(NamedTuple):
    """What a phrase may stand for: a kind of entry and the entry's key."""

    kind: str
    key: str
    upper_only: bool = False
    bounded: bool = False
    as_written: bool = False  # without its accents it is another word


class Tag(NamedTuple):
    """A phrase found: its token span and what it may mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def key(self, *kinds: str) -> str | None:
        """Return the entry meant, for the first meaning of one of these kinds."""
        return next((m.key for m in self.meanings if m.kind in kinds), None)


class PhraseIndex:
    """Phrases by their first word."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        """Index phrases with their meaning; a phrase may get several."""
        pairs = list(entries)
        found: dict[tuple[str, ...], list[Meaning]] = {}
        for keys, (_, meaning) in zip(phrase_keys([p for p, _ in pairs]), pairs, strict=True):
            meanings = found.setdefault(keys, [])
            if meaning not in meanings:
                meanings.append(meaning)
        found.pop((), None)
        self.by_first: dict[str, list[tuple[tuple[str, ...], tuple[Meaning, ...]]]] = {}
        # The longest phrases come first, so that they win.
        for keys in sorted(found, key=len, reverse=True):
            self.by_first.setdefault(keys[0], []).append((keys, tuple(found[keys])))

    def at(self, tokens: list[Token], start: int) -> list[Tag]:
        """Return the phrases that begin at this token, longest first."""
        first = tokens[start]
        rows = self.by_first.get(first.key, ())
        if first.kind == "number":
            rows = [*rows, *self.by_first.get(NUMBER, ())]
        found: list[Tag] = []
        for keys, meanings in rows:
            end = start + 1 if len(keys) == 1 else _match(keys, tokens, start)
            if end:
                found.append(Tag(start, end, meanings))
        return found


def _match(keys: tuple[str, ...], tokens: list[Token], start: int) -> int:
    """Return where the phrase ends, or 0; loose signs between its words do not count."""
    at = start
    for n, key in enumerate(keys):
        while n and at < len(tokens) and tokens[at].key in LOOSE and key != tokens[at].key:
            at += 1
        if at >= len(tokens):
            return 0
        token = tokens[at]
        if token.key != key and not (key == NUMBER and token.kind == "number"):
            return 0
        at += 1
    return at
