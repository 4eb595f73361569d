"""Tag a tokenised line with what the lexicon knows, misspellings included."""

from __future__ import annotations

from typing import NamedTuple

from .address import find_streets, weak
from .lexicon import Lexicon
from .normalise import Token, joined, within_word
from .phrases import Meaning, Tag

# Only the beginning of a line is searched for misspelt words, so that long texts stay cheap.
FUZZY_TOKENS = 40
LONGEST_TOWN = 2  # words after the first of a place's name


class Line(NamedTuple):
    """A cleaned line, its tokens and the tags found on them."""

    text: str
    tokens: list[Token]
    tags: list[Tag]
    tag_at: dict[int, Tag]  # the same tags by their first token
    misspelt: list[tuple[str, str]]  # as written, as meant
    streets: frozenset[int] = frozenset()  # tokens that name a street

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
    begun = Line(text, tokens, [], {}, [])
    at = 0
    shouting = not any(c.islower() for c in text)
    while at < len(tokens):
        tag = _best(begun, at, lexicon, shouting)
        if tag is None:
            at += 1
        else:
            begun.tags.append(tag)
            at = tag.end
    streets = find_streets(text, tokens, begun.tags, lexicon)
    taken = {i for s in streets for i in (*s.head, *s.names)}
    tags = [t for t in begun.tags if not (weak(t) and t.start in taken)]
    named = frozenset(i for s in streets for i in s.names)
    line = Line(text, tokens, tags, {t.start: t for t in tags}, [], named)
    return _with_misspelt(line, lexicon)


def _best(begun: Line, at: int, lexicon: Lexicon, shouting: bool) -> Tag | None:
    for tag in lexicon.main.at(begun.tokens, at):
        meanings = tuple(m for m in tag.meanings if _allowed(m, tag, begun, lexicon, shouting))
        if meanings:
            return tag._replace(meanings=meanings)
    return None


def _allowed(meaning: Meaning, tag: Tag, begun: Line, lexicon: Lexicon, shouting: bool) -> bool:
    """Whether this meaning holds here: accents, capitals, standing apart."""
    tokens = begun.tokens
    if meaning.as_written and begun.words_of(tag).casefold() != meaning.key.casefold():
        # Where it stands as a code it ends what came before all the same.
        codes = (m for m in tag.meanings if m.upper_only)
        return any(_allowed(m, tag, begun, lexicon, shouting) for m in codes)
    if meaning.upper_only:
        if not _upper(begun, tag.start) or _begins_town(begun, tag, lexicon):
            return False
        # Among capitals, an everyday word counts only where a code would stand.
        if shouting or _among_capitals(begun, tag.start):
            before = tag.start and tokens[tag.start - 1].is_content
            if before and not _offered(begun, tag.start, lexicon):
                return False
    if meaning.bounded:
        if within_word(tokens, tag.start, tag.end):
            return False
        before = tokens[tag.start - 1].is_content if tag.start else False
        after = tokens[tag.end].is_content if tag.end < len(tokens) else False
        return not (before and after)
    return True


def _begins_town(begun: Line, tag: Tag, lexicon: Lexicon) -> bool:
    """Whether the word is the first of a known place's name, as in "DES MOINES"."""
    last = min(tag.end + LONGEST_TOWN, len(begun.tokens))
    return any(
        begun.tokens[end - 1].is_content
        and lexicon.gazetteer.kind(joined(begun.tokens[tag.start : end])) is not None
        for end in range(tag.end + 1, last + 1)
    )


def _upper(begun: Line, at: int) -> bool:
    return begun.text[begun.tokens[at].start : begun.tokens[at].end].isupper()


def _among_capitals(begun: Line, at: int) -> bool:
    """Whether, somewhere after a code, this word stands between two others in capitals."""
    if not 0 < at < len(begun.tokens) - 1 or (begun.tags and begun.tags[-1].end == at):
        return False
    sides = (at - 1, at + 1)
    return all(begun.tokens[i].kind == "word" and _upper(begun, i) for i in sides) and any(
        t.key("code") for t in begun.tags
    )


def _offered(begun: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether an "or" right after a code leads to this word."""
    last = begun.tags[-1] if begun.tags else None
    if last is None or last.end != at - 1 or not last.key("code"):
        return False
    joins = lexicon.place_words.at(begun.tokens, at - 1)
    return any(t.key("alternative") and t.end == at for t in joins)


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
    taken = {i for tag in line.tags for i in range(tag.start, tag.end)} | line.streets
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
