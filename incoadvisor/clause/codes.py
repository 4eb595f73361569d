"""Find the codes a line carries, names in words and misspelt codes included."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .lexicon import Code, Lexicon
from .phrases import Tag
from .scan import Line
from .spelling import distance, swapped

# A line that names more codes than this is no delivery term: the rest is not read.
MOST_CODES = 12
# What may stand before a term without telling that none follows.
FRAME = ("label", "incoterms", "announce", "money")
CODE_LENGTHS = range(3, 6)


@dataclass(frozen=True)
class Hit:
    """A code found on the line, its glosses merged in."""

    code: Code
    start: int
    end: int
    in_words: bool
    meant: str | None = None  # the rule a gloss gives to a code with several meanings

    @property
    def modern(self) -> tuple[str, ...]:
        """Return the rules in force that it may stand for."""
        return (self.meant,) if self.meant else self.code.modern


@dataclass(frozen=True)
class Codes:
    """The codes of a line, and every span they or their glosses cover."""

    hits: list[Hit] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    unknown: str | None = None  # looks like a code, but is none
    misspelt: str | None = None  # as written
    candidates: tuple[str, ...] = ()  # the rules a misspelt code may mean, nearest first


def find_codes(line: Line, lexicon: Lexicon) -> Codes:
    """Return the codes in the order written, each once."""
    hits: list[Hit] = []
    spans: list[tuple[int, int]] = []
    for tag in line.tags:
        if len(spans) == MOST_CODES:
            break
        id_ = tag.key("code", "name")
        if id_ is None or (tag.key("expression") is not None and tag.key("code") is None):
            continue
        hit = Hit(lexicon.codes[id_], tag.start, tag.end, tag.key("code") is None)
        spans.append((tag.start, tag.end))
        if hits and _same(hits[-1], hit) and _touching(line, hits[-1], hit):
            hits[-1] = _merged(hits[-1], hit)
        elif not _is_gloss(line, hits, hit):
            hits.append(hit)
    return Codes(hits, spans)


def _same(a: Hit, b: Hit) -> bool:
    """Whether two codes are one rule under two names."""
    if a.code.id == b.code.id or b.code.id in a.code.reads or a.code.id in b.code.reads:
        return True
    if a.code.family and a.code.family == b.code.family:
        return True
    return a.modern[0] == b.modern[0]


def _touching(line: Line, a: Hit, b: Hit) -> bool:
    return not any(t.is_content for t in line.tokens[a.end : b.start])


def _is_gloss(line: Line, hits: list[Hit], hit: Hit) -> bool:
    """Whether a name in brackets explains a code already given."""
    bracketed = hit.start > 0 and line.tokens[hit.start - 1].key == "("
    return hit.in_words and bracketed and any(_same(h, hit) for h in hits)


def _merged(a: Hit, b: Hit) -> Hit:
    """Merge a code and its gloss; the code proper gives the name."""
    main, other = (b, a) if a.in_words and not b.in_words else (a, b)
    meant = main.meant or (other.code.id if other.code.id in main.code.reads else None)
    return replace(main, start=a.start, end=b.end, meant=meant)


def misspelt_code(line: Line, lexicon: Lexicon) -> Codes:
    """Look for one misspelt or unknown code where a code would stand."""
    skipped = {i for tag in line.tags if _is_frame(tag) for i in range(tag.start, tag.end)}
    first = True
    for i, token in enumerate(line.tokens):
        if i in skipped or token.kind != "word":
            continue
        written = line.text[token.start : token.end]
        if token.script == "latin" and len(token.key) in CODE_LENGTHS:
            candidates = _candidates(token.key.upper(), lexicon)
            if candidates and (first or written.isupper()) and not _is_place(token.key, lexicon):
                hits = [Hit(lexicon.codes[c], i, i + 1, in_words=False) for c in candidates]
                return Codes(
                    hits if len(hits) == 1 else [],
                    [(i, i + 1)],
                    misspelt=written,
                    candidates=candidates,
                )
            if first and written.isupper() and not _is_word(line, i, lexicon):
                return Codes([], [(i, i + 1)], unknown=written)
        first = False
    return Codes()


def _is_frame(tag: Tag) -> bool:
    return tag.key(*FRAME) is not None


def _is_word(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether the token is a known place or an everyday word."""
    known = lexicon.place_words.at(line.tokens, at)
    return bool(known) or _is_place(line.tokens[at].key, lexicon)


def _is_place(key: str, lexicon: Lexicon) -> bool:
    return lexicon.gazetteer.kind(key) is not None


def _candidates(written: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes one slip away: swapped letters first, then the same set of letters."""
    recent = lexicon.editions["recent"]
    near = [
        code
        for code in lexicon.codes.values()
        if code.first and (code.last or lexicon.current) >= recent
        and distance(written, code.id, 1) <= 1
    ]
    if any(code.last is None for code in near):
        near = [code for code in near if code.last is None]
    near.sort(key=lambda c: (not swapped(written, c.id), set(written) != set(c.id)))
    if near and swapped(written, near[0].id):
        # Swapped letters beat a changed one, unless the word begins like that other code.
        near = [c for c in near if swapped(written, c.id) or c.id[:2] == written[:2]]
    doubled = [code for code in near if _undoubled(code.id) == _undoubled(written)]
    if len(doubled) == 1 and len(written) != len(doubled[0].id):
        near = doubled
    return tuple(code.id for code in near)


def _undoubled(word: str) -> str:
    """Return the word with each run of a letter written once."""
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
