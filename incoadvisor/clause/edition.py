"""Find which edition of the rules a line names."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Lexicon
from .normalise import Token
from .phrases import Tag
from .scan import Line

YEARS = range(1930, 2100)
# How many tokens may stand between the rules' name and its year.
REACH = 10


@dataclass
class Edition:
    """What the line says of the edition, and the tokens that say it."""

    year: int | None = None
    named: bool = False  # a year stands beside the rules' name
    bare: int | None = None  # a year stands alone and may be the edition
    several: tuple[int, ...] = ()
    misprint: int | None = None  # a number that is no year stands beside the rules' name
    latest: bool = False
    tokens: frozenset[int] = frozenset()


def read_edition(line: Line, lexicon: Lexicon, after: int) -> Edition:
    """Read the edition; a bare year counts only after the term, from token `after` on."""
    bound: list[int] = []
    used: set[int] = set()
    latest = False
    for tag in line.tags:
        if tag.key("incoterms") is None:
            continue
        used |= set(range(tag.start, tag.end))
        years, tokens, is_open = _around(line, lexicon, tag)
        bound += [y for y in years if y not in bound]
        used |= tokens
        latest = latest or is_open
    used |= _announced(line, used)
    if len(bound) > 1:
        return Edition(named=True, several=tuple(bound), latest=latest, tokens=frozenset(used))
    if bound:
        edition = Edition(named=True, latest=latest, tokens=frozenset(used))
        if bound[0] in YEARS:
            edition.year = bound[0]
        else:
            edition.misprint = bound[0]
        return edition
    bare, tokens = _bare_years(line, lexicon, after, used)
    used |= tokens
    edition = Edition(latest=latest, tokens=frozenset(used))
    if len(bare) > 1:
        edition.several = tuple(bare)
    elif bare:
        edition.bare = bare[0]
        edition.year = bare[0] if bare[0] in lexicon.editions["editions"] else None
    return edition


def _around(line: Line, lexicon: Lexicon, tag: Tag) -> tuple[list[int], set[int], bool]:
    """Return the years beside the rules' name, their tokens, and whether it is left open."""
    years, used, latest = _walk(line, lexicon, range(tag.end, min(tag.end + REACH, _n(line))))
    used |= _prefix(line, lexicon, tag.start)
    if not years:
        back = range(tag.start - 1, max(tag.start - 1 - REACH, -1), -1)
        before, tokens, was_open = _walk(line, lexicon, back)
        years, used, latest = before, used | tokens, latest or was_open
    return years, used, latest


def _prefix(line: Line, lexicon: Lexicon, start: int) -> set[int]:
    """Return the tokens of words such as "ICC" or "the" right before the rules' name."""
    at = start
    while at and line.tokens[at - 1].key in lexicon.edition_words:
        at -= 1
    return set(range(at, start))


def _n(line: Line) -> int:
    return len(line.tokens)


def _walk(line: Line, lexicon: Lexicon, path: range) -> tuple[list[int], set[int], bool]:
    years: list[int] = []
    used: set[int] = set()
    passed: set[int] = set()
    latest = {i for t in line.tags if t.key("latest") for i in range(t.start, t.end)}
    is_open = False
    for i in path:
        token = line.tokens[i]
        year = _as_year(token, lexicon)
        if year is not None and (not years or _joined_years(line.tokens, i, path.step)):
            years.append(year)
            passed.add(i)
            used |= passed
        elif i in latest:
            is_open = True
            passed.add(i)
            used |= passed
        elif token.kind == "sign" or token.key in lexicon.edition_words:
            passed.add(i)
        else:
            break
    return years, used, is_open


def _joined_years(tokens: list[Token], i: int, step: int) -> bool:
    """Whether a second year is bound to the first by a sign such as a slash."""
    other = tokens[i - step]
    return other.kind == "sign" and other.key in {"/", "-", "&", "+"}


def _as_year(token: Token, lexicon: Lexicon) -> int | None:
    """Return the edition a number beside the rules' name stands for."""
    if token.kind != "number":
        return None
    published = lexicon.editions["publications"].get(token.key)
    if published:
        return int(published)
    if len(token.key) == 2:
        return next((y for y in lexicon.editions["editions"] if str(y)[2:] == token.key), None)
    return int(token.key) if 3 <= len(token.key) <= 5 else None


def _announced(line: Line, used: set[int]) -> set[int]:
    """Return the tokens of words such as "according to" right before the edition."""
    tokens: set[int] = set()
    for tag in line.tags:
        after = tag.end
        while after < _n(line) and line.tokens[after].kind == "sign":
            after += 1
        if tag.key("announce") and after in used:
            tokens |= set(range(tag.start, tag.end))
    return tokens


def _bare_years(
    line: Line, lexicon: Lexicon, after: int, used: set[int]
) -> tuple[list[int], set[int]]:
    """Return years that close the line, or stand right after the term, and their tokens."""
    stop = next((t.start for t in line.tags if t.key("stop") and t.start >= after), _n(line))
    words = [t.is_content and not _looks_year(t) for t in line.tokens[:stop]]
    last_word = max((i for i, is_word in enumerate(words) if is_word), default=-1)
    years: list[int] = []
    tokens: set[int] = set()
    for i in range(after, stop):
        token = line.tokens[i]
        if i in used or not _is_bare_year(line, i):
            continue
        if i > last_word or _bracketed(line, i) or i == after:
            years += [] if int(token.key) in years else [int(token.key)]
            tokens.add(i)
    return years, tokens


def _bracketed(line: Line, i: int) -> bool:
    return 0 < i < _n(line) - 1 and line.tokens[i - 1].key + line.tokens[i + 1].key == "()"


def _looks_year(token: Token) -> bool:
    return token.kind == "number" and len(token.key) == 4 and int(token.key) in YEARS


def _is_bare_year(line: Line, i: int) -> bool:
    """Whether a year is not part of a date, an order number or an amount."""
    token = line.tokens[i]
    if not _looks_year(token):
        return False
    after = line.tokens[i + 1] if i + 1 < _n(line) else None
    tied = {"-", "/", ".", ",", "#"}
    if token.glued and i and line.tokens[i - 1].key in tied | {"'"}:
        return False
    return not (after and after.glued and after.key in tied and _digit_follows(line, i + 2))


def _digit_follows(line: Line, i: int) -> bool:
    return i < _n(line) and line.tokens[i].kind == "number" and line.tokens[i].glued
