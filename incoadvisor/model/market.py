"""Country tables: dated, graded facts about where goods leave or arrive."""

from typing import Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Value


class MarketNote(Frozen):
    """A dated, graded remark with its sources."""

    detail: Text
    severity: Literal["hard", "strong", "warning", "info"]
    source: tuple[str, ...]
    as_of: str | None = None
    as_of_text: str | None = None
    review_by: str | None = None
    confidence: Literal["high", "medium", "low"]
    sourced: bool


class MarketRow(MarketNote):
    """One country's (or group's) entry; `also` fills further facts, `topic` files a note."""

    country: str | None = None
    group: str | None = None
    value: Value | None = None
    also: dict[str, Value] = Field(default_factory=dict)
    topic: str | None = None
    sheet_only: bool = False  # rules warn when the facts call for it; the sheet always tells


class MarketTable(Frozen):
    """The table of one market fact; `fact` None holds notes to show only.

    `topic` files the rows that are told rather than believed; notes carry their own.
    `keyed_by` names the fact that holds the country, `also_keyed_by` further ones tried after it.
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
