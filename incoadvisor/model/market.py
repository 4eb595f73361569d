"""Country tables: dated, graded facts about where goods leave or arrive."""

from typing import Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Facts, Value


class MarketNote(Frozen):
    """A dated, graded remark with its sources."""

    detail: Text
    severity: Literal["hard", "strong", "warning", "info"]
    source: tuple[str, ...] = Field(min_length=1)
    as_of: str | None = None
    as_of_text: str | None = None
    review_by: str | None = None
    confidence: Literal["high", "medium", "low"]
    sourced: bool


class MarketRow(MarketNote):
    """One country's (or group's) entry; `also` fills further facts, `topic` files a note.

    `where` confines it to cases that give the facts named one of the values listed; `valid`
    to shipments from and to a day, both included.
    """

    country: str | None = None
    group: str | None = None
    where: dict[str, tuple[Value, ...]] = Field(default_factory=dict)
    valid: dict[Literal["from", "to"], str] = Field(default_factory=dict)
    value: Value | None = None
    also: dict[str, Value] = Field(default_factory=dict)
    topic: str | None = None
    sheet_only: bool = False  # rules warn when the facts call for it; the sheet always tells

    @property
    def always(self) -> bool:
        """Whether it holds for every case and date."""
        return not self.where and not self.valid

    def in_force(self, on: str) -> bool:
        """Whether it holds on the ISO date `on`."""
        return self.valid.get("from", on) <= on <= self.valid.get("to", on)

    def concerns(self, facts: Facts) -> bool:
        """Whether a case with these given facts is one it is confined to."""
        return all(facts.get(fact) in values for fact, values in self.where.items())


class MarketTable(Frozen):
    """The table of one market fact; `fact` None holds notes to show only.

    `topic` files the rows that are told rather than believed; notes carry their own.
    `keyed_by` names the fact that holds the country, `also_keyed_by` further ones tried after it:
    where two countries differ, the value that the vocabulary lists first holds. A country's rows
    confined by `where` or `valid` stand before the one that holds otherwise.
    """

    fact: str | None
    topic: str | None = None
    keyed_by: str
    also_keyed_by: tuple[str, ...] = ()
    label: Text
    general: MarketNote | None = None
    rows: tuple[MarketRow, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts that hold a country, in the order they are tried."""
        return (self.keyed_by, *self.also_keyed_by)
