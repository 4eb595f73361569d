"""Tag a tokenised line with what the lexicon knows, misspellings included."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Lexicon
from .normalise import LOOSE, Token
from .phrases import Meaning, Tag
from .spelling import distance

# Only the beginning of a line is searched for misspelt words, so that long texts stay cheap.
FUZZY_TOKENS = 40
SHORTEST_WORD = 5


class Line(NamedTuple):
    """A cleaned line, its tokens and the tags found on them."""

    text: str
    tokens: list[Token]
    tags: list[Tag]
    tag_at: dict[int, Tag]  # the same tags by their first token
    misspelt: list[tuple[str, str]]  # as written, as meant

    def slice(self, start: int, end: int) -> str:
        """Return the written text between two tokens, the second left out."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def words_of(self, tag: Tag) -> str:
        """Return a tag's words as written."""
        return self.slice(tag.start, tag.end)


def scan(text: str, tokens: list[Token], lexicon: Lexicon) -> Line:
    """Tag the longest known phrases from left to right."""
    tags: list[Tag] = []
    at = 0
    shouting = not any(c.islower() for c in text)
    while at < len(tokens):
        tag = _best(text, tokens, at, lexicon, shouting)
        if tag is None:
            at += 1
        else:
            tags.append(tag)
            at = tag.end
    return _with_misspelt(Line(text, tokens, tags, {t.start: t for t in tags}, []), lexicon)


def _best(
    text: str, tokens: list[Token], at: int, lexicon: Lexicon, shouting: bool
) -> Tag | None:
    for tag in lexicon.main.at(tokens, at):
        meanings = tuple(m for m in tag.meanings if _allowed(m, tag, text, tokens, shouting))
        if meanings:
            return tag._replace(meanings=meanings)
    return None


def _allowed(
    meaning: Meaning, tag: Tag, text: str, tokens: list[Token], shouting: bool
) -> bool:
    """Whether this meaning holds here: capitals, standing apart."""
    if meaning.upper_only:
        first = tokens[tag.start]
        if not text[first.start : first.end].isupper():
            return False
        # In a line all in capitals, an everyday word counts only where a code would stand.
        if shouting and tag.start and tokens[tag.start - 1].is_content:
            return False
    if meaning.bounded:
        before = tokens[tag.start - 1] if tag.start else None
        after = tokens[tag.end] if tag.end < len(tokens) else None
        return (before is None or not before.is_content) or (after is None or not after.is_content)
    return True


def _with_misspelt(line: Line, lexicon: Lexicon) -> Line:
    """Add tags for misspelt words when no term, or no name of the rules, was found."""
    kinds = {m.kind for tag in line.tags for m in tag.meanings}
    wanted = set()
    if not kinds & {"code", "name", "expression"}:
        wanted |= {"name", "expression"}
    if "incoterms" not in kinds:
        wanted.add("incoterms")
    for kind in sorted(wanted, reverse=True):
        if kind == "expression" and any(tag.key("name") for tag in line.tags):
            continue
        line = _fuzzy(line, lexicon, kind)
    return line


def _fuzzy(line: Line, lexicon: Lexicon, kind: str) -> Line:
    taken = {i for tag in line.tags for i in range(tag.start, tag.end)}
    for at in range(min(len(line.tokens), FUZZY_TOKENS)):
        if at in taken or line.tokens[at].kind != "word":
            continue
        found = _misspelt_at(line.tokens, at, lexicon, kind)
        if found is None:
            continue
        tag, meant = found
        tags = [t for t in line.tags if t.end <= tag.start or t.start >= tag.end]
        tags = sorted([*tags, tag], key=lambda t: t.start)
        written = line.slice(tag.start, tag.end)
        by_start = {t.start: t for t in tags}
        misspelt = [*line.misspelt, (written, meant)]
        return line._replace(tags=tags, tag_at=by_start, misspelt=misspelt)
    return line


def _misspelt_at(
    tokens: list[Token], at: int, lexicon: Lexicon, kind: str
) -> tuple[Tag, str] | None:
    """Return the phrase of that kind that the words from here nearly spell."""
    best: tuple[int, Tag, str] | None = None
    for keys, meaning in lexicon.spellable(kind):
        end, errors = _nearly(keys, tokens, at)
        if end and (best is None or (end, -errors) > (best[1].end, -best[0])):
            best = (errors, Tag(at, end, (meaning,)), " ".join(keys))
    return (best[1], best[2]) if best else None


def _nearly(keys: tuple[str, ...], tokens: list[Token], start: int) -> tuple[int, int]:
    """Return where the nearly spelt phrase ends and its number of errors, or zeros."""
    at, errors = start, 0
    for n, key in enumerate(keys):
        while n and at < len(tokens) and tokens[at].key in LOOSE:
            at += 1
        if at >= len(tokens):
            return 0, 0
        if tokens[at].key != key:
            most = 1 if len(key) < 9 else 2
            if len(key) < SHORTEST_WORD or tokens[at].key[0] != key[0]:
                if len(keys) == 1 or len(key) < SHORTEST_WORD - 1:
                    return 0, 0
                most = 1
            errors += distance(tokens[at].key, key, most)
            if errors > most:
                return 0, 0
        at += 1
    return (at, errors) if errors else (0, 0)
