"""Tag a tokenised line with what the lexicon knows, misspellings included."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Lexicon
from .normalise import Token
from .phrases import Meaning, Tag

# Only the beginning of a line is searched for misspelt words, so that long texts stay cheap.
FUZZY_TOKENS = 40


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
    spellable = lexicon.spellable(kind)
    for at in range(min(len(line.tokens), FUZZY_TOKENS)):
        if at in taken or line.tokens[at].kind != "word":
            continue
        found = spellable.at(line.tokens, at)
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
