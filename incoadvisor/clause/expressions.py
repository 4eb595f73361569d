"""Read trade and freight expressions that are no Incoterms rule."""

from __future__ import annotations

from typing import Any, NamedTuple

from .codes import Hit
from .lexicon import Lexicon
from .phrases import Tag
from .place_kind import Described
from .scan import Line

# More than these on one line tell nothing more.
MOST_EXPRESSIONS = 12


class Expression(NamedTuple):
    """An expression found on the line."""

    base: str
    start: int
    end: int
    code: str | None  # the code it contains, if any
    written: str


class Resolved(NamedTuple):
    """The rules an expression may stand for, best first."""

    gives: tuple[str, ...]
    open: bool


def find_expressions(line: Line, lexicon: Lexicon) -> list[Expression]:
    """Return the expressions in the order written."""
    found = []
    for tag in line.tags:
        base = tag.key("expression")
        if base is None or tag.key("code") is not None:
            continue
        code = lexicon.expressions["bases"][base].get("code")
        found.append(Expression(base, tag.start, tag.end, code, line.words_of(tag)))
    return found[:MOST_EXPRESSIONS]


def qualifiers(line: Line) -> list[tuple[str, Tag]]:
    """Return the qualifying words of the line, each kind once."""
    found: dict[str, Tag] = {}
    for tag in line.tags:
        name = tag.key("modifier")
        if name is not None:
            found.setdefault(name, tag)
    return list(found.items())


def resolve(
    expression: Expression, line: Line, place: Described | None, lexicon: Lexicon
) -> Resolved:
    """Return what the expression stands for, given the words and the place beside it."""
    words = {name for name, tag in qualifiers(line)}
    for row in lexicon.expressions["resolutions"]:
        if expression.base in row["basis"] and _fits(row, words, place):
            return Resolved(tuple(row["gives"]), not row.get("settled", False))
    base = lexicon.expressions["bases"][expression.base]
    return Resolved(tuple(base["gives"]), bool(base["open"]))


def _fits(row: dict[str, Any], words: set[str], place: Described | None) -> bool:
    if "with" in row and not words & set(row["with"]):
        return False
    if "place" in row and (place is None or place.kind not in row["place"]):
        return False
    return "owner" not in row or (place is not None and place.owner in row["owner"])


def opposed(expressions: list[Expression], lexicon: Lexicon) -> bool:
    """Whether the expressions promise opposite things."""
    bases = {e.base for e in expressions}
    return all(bases & set(side) for side in lexicon.expressions["opposed"])


def clashing(
    hits: list[Hit], expressions: list[Expression], lexicon: Lexicon
) -> Expression | None:
    """Return the expression that makes a second term beside the code."""
    for expression in expressions:
        agrees = lexicon.expressions["bases"][expression.base].get("agrees")
        if agrees and any(h.code.id not in agrees for h in hits):
            return expression
    return None
