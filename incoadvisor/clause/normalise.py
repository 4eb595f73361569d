"""Clean a written line and cut it into tokens that keep their place in it."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

LONGEST = 10_000
# The same words come again and again in an order book: what they are is looked up once.
WORDS_KEPT = 1 << 14
# Signs that may stand inside a phrase without changing it: F.O.B., ex-works, "Cost, Insurance".
LOOSE = frozenset(".,-_'\"`*:®·")

_MARKUP = re.compile(r"<[^<>]{0,200}>")
_SPACE = re.compile(r"\s+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_IDEOGRAPHIC = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"\d+|[{_IDEOGRAPHIC}]|[^\W\d_{_IDEOGRAPHIC}]+|\S")
# FOBShanghai, ByClient: a capital begins a new word inside a run.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{2})|(?<=[A-Z]{2})(?=[A-Z][a-z]{3})")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_QUOTES = re.compile("[\u2018\u2019\u201b]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


class Token(NamedTuple):
    """One word, number or sign, with its span in the cleaned text."""

    key: str
    start: int
    end: int
    kind: str  # word, number, sign
    script: str  # latin, ideographic, other
    glued: bool  # no space between this token and the one before

    @property
    def is_content(self) -> bool:
        """Whether the token says something: a word or a number."""
        return self.kind != "sign"


def clean(text: str) -> str:
    """Return the line on one row, without markup, controls and doubled spaces."""
    text = _MARKUP.sub(" ", html.unescape(text[:LONGEST]))
    if text.isascii() and text.isprintable():
        return _SPACE.sub(" ", text).strip()
    text = unicodedata.normalize("NFKC", text.replace("\u2122", " "))
    text = "".join(map(_blank_or_char, text))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return the text in lower case, accents taken off, quotes and dashes made plain."""
    if text.isascii():
        return text.lower()
    text = _DASHES.sub("-", _QUOTES.sub("'", unicodedata.normalize("NFKC", text)))
    # Lower case first: the capital of a dotted i leaves an accent behind.
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))
    return unicodedata.normalize("NFC", text)


@cache
def _blank_or_char(char: str) -> str:
    return " " if unicodedata.category(char)[0] in "CZ" else char


@cache
def _fold_char(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char


@lru_cache(maxsize=WORDS_KEPT)
def _script(run: str) -> str:
    if _LATIN.match(run):
        return "latin"
    return "ideographic" if len(run) == 1 and re.match(f"[{_IDEOGRAPHIC}]", run) else "other"


@lru_cache(maxsize=WORDS_KEPT)
def _cut(run: str) -> list[int]:
    """Return where a run of letters changes alphabet or begins a new capitalised word."""
    cuts = {0, len(run), *(m.start() for m in _CAMEL.finditer(run))}
    for match in _LATIN.finditer(run):
        cuts |= {match.start(), match.end()}
    return sorted(cuts)


def tokenise(text: str) -> list[Token]:
    """Cut a cleaned line into tokens; every character but space belongs to one."""
    folded = text.lower() if text.isascii() else "".join(map(_fold_char, text))
    tokens: list[Token] = []
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if folded[start].isdecimal():
            kind, cuts = "number", [0, end - start]
        elif folded[start].isalpha():
            kind, cuts = "word", _cut(text[start:end])
        else:
            kind, cuts = "sign", [0, end - start]
        for a, b in pairwise(cuts):
            key = folded[start + a : start + b]
            glued = start + a > 0 and text[start + a - 1] != " "
            tokens.append(Token(key, start + a, start + b, kind, _script(key), glued))
    return tokens


def within_word(tokens: list[Token], start: int, end: int) -> bool:
    """Whether an apostrophe ties these tokens to more of one word, as in "Xi'an"."""
    before = start > 1 and tokens[start].glued and _ties(tokens[start - 1])
    after = end + 1 < len(tokens) and _ties(tokens[end]) and tokens[end + 1].glued
    return before or (after and tokens[end + 1].is_content)


def _ties(token: Token) -> bool:
    return token.key == "'" and token.glued


def phrase_keys(phrases: list[str]) -> list[tuple[str, ...]]:
    """Return the token keys of each phrase of the lexicon, loose signs left out."""
    if not phrases:
        return []
    return [
        # Most phrases are plain words: cutting them at the spaces is several times faster.
        tuple(line.split())
        if line.isascii() and line.replace(" ", "").isalpha()
        else tuple(k for k in _TOKEN.findall(line) if k not in LOOSE)
        for line in fold("\n".join(phrases)).split("\n")
    ]


def joined(tokens: list[Token]) -> str:
    """Return the tokens' words as one key: "le havre", "上海"."""
    words: list[str] = []
    for token in tokens:
        if not token.is_content:
            continue
        if words and token.script == "ideographic" and _script(words[-1][-1]) == "ideographic":
            words[-1] += token.key
        else:
            words.append(token.key)
    return " ".join(words)
