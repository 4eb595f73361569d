"""Phrases of the lexicon that are recognised although misspelt."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .normalise import LOOSE, WORDS_KEPT, Token
from .phrases import Meaning, PhraseIndex, Tag
from .spelling import distance

LETTERS_TO_SPELL = 7
SHORTEST_WORD = 5
LONG_WORD = 9  # from here on two errors are forgiven
MOST_ERRORS = 2


class Begun(NamedTuple):
    """A phrase whose first word a written word is or nearly is."""

    keys: tuple[str, ...]
    meaning: Meaning
    errors: int


class Spellable:
    """The phrases of one kind that are long enough to be recognised misspelt."""

    def __init__(self, index: PhraseIndex, kind: str) -> None:
        """Take them from the index, in its order."""
        self.phrases = [
            (keys, meaning)
            for rows in index.by_first.values()
            for keys, meanings in rows
            for meaning in meanings
            if meaning.kind == kind and len("".join(keys)) >= LETTERS_TO_SPELL
        ]
        # Few words begin a phrase, and a word always begins the same ones.
        self.begun_by = lru_cache(maxsize=WORDS_KEPT)(self._begun_by)

    def _begun_by(self, word: str) -> tuple[Begun, ...]:
        found = []
        for keys, meaning in self.phrases:
            first = keys[0]
            if abs(len(first) - len(word)) > MOST_ERRORS or (
                len(keys) == 1 and first[0] != word[0]
            ):
                continue  # most phrases by far, so the rest is not even measured
            errors = _errors(word, first, alone=len(keys) == 1)
            if errors is not None:
                found.append(Begun(keys, meaning, errors))
        return tuple(found)

    def at(self, tokens: list[Token], start: int) -> tuple[Tag, str] | None:
        """Return the phrase that the words from here nearly spell, and its right spelling."""
        best: tuple[int, Tag, str] | None = None
        for keys, meaning, begun in self.begun_by(tokens[start].key):
            end, errors = _rest(keys, tokens, start + 1, begun)
            if end and errors and (best is None or (end, -errors) > (best[1].end, -best[0])):
                best = (errors, Tag(start, end, (meaning,)), " ".join(keys))
        return (best[1], best[2]) if best else None


def _rest(keys: tuple[str, ...], tokens: list[Token], at: int, errors: int) -> tuple[int, int]:
    """Return where the words after a phrase's first end, and all errors; zeros if they differ."""
    for key in keys[1:]:
        while at < len(tokens) and tokens[at].key in LOOSE:
            at += 1
        if at >= len(tokens):
            return 0, 0
        if tokens[at].key != key:
            new = _errors(tokens[at].key, key, alone=False, before=errors)
            if new is None:
                return 0, 0
            errors = new
        at += 1
    return at, errors


def _errors(word: str, key: str, *, alone: bool, before: int = 0) -> int | None:
    """Return the errors so far when a word stands for another; nothing when they are too many."""
    if word == key:
        return before
    most = 1 if len(key) < LONG_WORD else MOST_ERRORS
    if len(key) < SHORTEST_WORD or word[0] != key[0]:
        if alone or len(key) < SHORTEST_WORD - 1:
            return None
        most = 1
    errors = before + distance(word, key, most)
    return errors if errors <= most else None
