"""Find the lexicon's phrases among the tokens of a line, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .normalise import LOOSE, Token, phrase_keys

NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may stand for: a kind of entry and the entry's key."""

    kind: str
    key: str
    upper_only: bool = False
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A phrase found: its token span and what it may mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def key(self, *kinds: str) -> str | None:
        """Return the entry meant, for the first meaning of one of these kinds."""
        return next((m.key for m in self.meanings if m.kind in kinds), None)


@dataclass
class PhraseIndex:
    """Phrases by their first word."""

    by_first: dict[str, list[tuple[tuple[str, ...], list[Meaning]]]] = field(default_factory=dict)

    def add(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        """Add phrases with their meaning; a phrase may get several."""
        pairs = list(entries)
        for keys, (_, meaning) in zip(phrase_keys([p for p, _ in pairs]), pairs, strict=True):
            if not keys:
                continue
            rows = self.by_first.setdefault(keys[0], [])
            meanings = next((m for k, m in rows if k == keys), None)
            if meanings is None:
                rows.append((keys, [meaning]))
            elif meaning not in meanings:
                meanings.append(meaning)

    def close(self) -> None:
        """Put the longest phrases first, so that they win."""
        for rows in self.by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: list[Token], start: int) -> list[Tag]:
        """Return the phrases that begin at this token, longest first."""
        first = tokens[start]
        rows = self.by_first.get(first.key, ())
        if first.kind == "number":
            rows = [*rows, *self.by_first.get(NUMBER, ())]
        found = []
        for keys, meanings in rows:
            end = _match(keys, tokens, start)
            if end:
                found.append(Tag(start, end, tuple(meanings)))
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
