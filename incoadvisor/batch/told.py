"""What the cells of a line tell, as SQL over the view of all lines."""

from dataclasses import dataclass, field

from incoadvisor.batch.columns import TERM
from incoadvisor.batch.engine import Book, Kind
from incoadvisor.engine.sql.expressions import literal
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.audit import Column, ColumnMap
from incoadvisor.model.vocabulary import FactSpec

VALUE, CURRENCY = "goods_value", "currency"
EDITION = "Incoterms "  # what a year stands after when it is an edition
_DIGITS = "0123456789"
_BLANKS = " \t\n\r\u00a0\u2007\u202f\u3000"
_INFINITY = "CAST('Infinity' AS DOUBLE)"
_CODED = ("choice", "bool", "term", "country", "currency")


@dataclass(frozen=True)
class Told:
    """The facts that a file's columns hold, sorted by how they are read.

    `coded` facts have few values; `dates`, `places` and the written term may have many, so each
    distinct text is read once; of `numbers` only the odd ones are looked at one by one. Facts
    that are only carried along are in none of them.
    """

    book: Book
    map: ColumnMap
    knowledge: Knowledge
    deciding: frozenset[str]
    coded: tuple[str, ...] = field(init=False)
    dates: tuple[str, ...] = field(init=False)
    places: tuple[str, ...] = field(init=False)
    numbers: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        of: dict[str, list[str]] = {"coded": [], "dates": [], "places": [], "numbers": []}
        named = place_facts(self.knowledge)
        for fact in self.map.columns:
            kind = self.spec(fact).type
            if kind in _CODED or (kind == "number" and fact in self.deciding):
                of["coded"].append(fact)
            elif kind == "date":
                of["dates"].append(fact)
            elif kind == "number":
                of["numbers"].append(fact)
            elif fact in named:
                of["places"].append(fact)
        for name, facts in of.items():
            object.__setattr__(self, name, tuple(facts))

    @property
    def has_term(self) -> bool:
        """Whether some column holds the written term."""
        return TERM in self.map.columns

    def spec(self, fact: str) -> FactSpec:
        """The vocabulary's entry."""
        return self.knowledge.facts[fact]

    def column(self, fact: str) -> Column:
        """Where the fact is found."""
        return self.map.columns[fact]

    def raw(self, fact: str) -> str:
        """The text of a fact's cells, never NULL."""
        column = self.column(fact)
        texts = [_text(*self._cell(str(name))) for name in column.columns]
        if column.edition is not None:  # a lone year could be anything; NULL stays NULL
            year = f"NULLIF(TRIM({_text(*self._cell(str(column.edition)))}), '')"
            texts.append(f"{literal(EDITION)} || {year}")
        if len(texts) == 1:
            return f"COALESCE({texts[0]}, '')"
        blank_free = ", ".join(f"NULLIF({_trimmed(t)}, '')" for t in texts)
        return f"CONCAT_WS(' ', {blank_free})"

    def day(self, fact: str) -> tuple[str, str]:
        """What a date is looked up by, with its SQL type: the date itself where it is one."""
        names = self.column(fact).columns
        cell, kind = self._cell(str(names[0]))
        if len(names) == 1 and kind == "date":
            return cell, "DATE"
        return self.raw(fact), "STRING"

    def odd(self, fact: str) -> str:
        """The text of a figure that is not plainly acceptable, else nothing."""
        least = self.spec(fact).min
        least_sql = f"CAST({least if least is not None else -1.7e308!r} AS DOUBLE)"
        raw, number = self.raw(fact), self._plain(fact)
        known = f"({number} >= {least_sql} AND {number} < {_INFINITY})"
        return f"CASE WHEN COALESCE({known}, FALSE) THEN '' ELSE {raw} END"

    def amount(self, fact: str) -> str:
        """A figure as a number, NULL where it is none."""
        number = self._plain(fact)
        return f"CASE WHEN {number} >= 0 AND {number} < {_INFINITY} THEN {number} END"

    def _plain(self, fact: str) -> str:
        """A figure as a number if it is written plainly: digits and one decimal sign."""
        names = self.column(fact).columns
        cell, kind = self._cell(str(names[0]))
        if len(names) == 1 and kind == "number":
            return f"CAST({cell} AS DOUBLE)"
        raw = self.raw(fact)
        signs = f"TRANSLATE({raw}, '{_DIGITS}', '')"
        if self.map.decimal == ",":
            plain = f"CASE WHEN {signs} = ',' THEN REPLACE({raw}, ',', '.') " \
                    f"WHEN {signs} IN ('', '.') THEN {raw} END"
        else:
            plain = f"CASE WHEN {signs} IN ('', '.') THEN {raw} END"
        return f"TRY_CAST({plain} AS DOUBLE)"

    def _cell(self, name: str) -> tuple[str, Kind]:
        index = self.book.columns.index(name)
        return f"c{index}", self.book.kinds[index]


def place_facts(knowledge: Knowledge) -> tuple[str, ...]:
    """The facts that may hold the words of a named place."""
    places = knowledge.content.places
    kinds = [*places.origin.values(), *places.destination.values()]
    return tuple(dict.fromkeys(f for kind in kinds for f in kind.facts))


def typed(value: object, sql_type: str) -> str:
    """A literal, or NULL, of an SQL type."""
    return f"CAST({'NULL' if value is None else literal(value)} AS {sql_type})"  # type: ignore[arg-type]


def _trimmed(text: str) -> str:
    """A text without blanks around it. What plain TRIM takes for a blank differs by database."""
    return f"TRIM(BOTH {literal(_BLANKS)} FROM {text})"


def _text(cell: str, kind: Kind) -> str:
    if kind == "text":
        return cell
    day = f"CAST({cell} AS DATE)" if kind == "time" else cell
    return f"CAST({day} AS STRING)"
