"""Joining country tables: what the countries of a case bring with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.market import MarketRow, MarketTable
from incoadvisor.model.vocabulary import Facts, Value


@dataclass(frozen=True)
class Joined:
    """One row that applies to the case: the facts it `fills`, or else a note on `topic`."""

    key: str  # table/COUNTRY, e.g. local_insurance/GH
    keyed_by: str
    row: MarketRow
    table: MarketTable
    fills: dict[str, Value]
    topic: str | None


def join(knowledge: Knowledge, facts: Facts, on: str) -> list[Joined]:
    """Rows for the countries of the given `facts` on the ISO date `on`; the first to fill a fact
    holds.

    A country's own row wins over its group's. A row of low confidence is told, not believed:
    it fills no fact.
    """
    found: list[Joined] = []
    for table in knowledge.content.markets:
        joined = [j for key in table.keys if key in facts
                  for j in _applying(knowledge, table, key, facts, on)]
        if table.fact is not None:
            order = list(knowledge.facts[table.fact].values)
            joined.sort(key=lambda j, order=order: _place(order, j.row.value))  # type: ignore[misc]
        found += joined
    return found


def rows_on(knowledge: Knowledge, country: str, keys: tuple[str, ...], on: str) -> list[Joined]:
    """Every row on a country in force on a date, for tables keyed by one of `keys`.

    Rows confined to some cases are all there, whatever the case.
    """
    return [j for table in knowledge.content.markets for key in table.keys if key in keys
            for j in _concerning(knowledge, table, key, country, on)]


def steering(knowledge: Knowledge) -> frozenset[str]:
    """The facts that decide which rows apply."""
    tables = knowledge.content.markets
    return frozenset({"shipment_date"} | {key for table in tables for key in table.keys}
                     | {fact for table in tables for row in table.rows for fact in row.where})


def filled_by_tables(knowledge: Knowledge) -> frozenset[str]:
    """The facts that some row fills."""
    return frozenset(fact for table in knowledge.content.markets if table.fact
                     for row in table.rows for fact in (table.fact, *row.also))


def _place(order: list[str], value: Value | None) -> int:
    return order.index(str(value)) if value in order else len(order)


def _applying(knowledge: Knowledge, table: MarketTable, keyed_by: str, facts: Facts,
              on: str) -> list[Joined]:
    rows = [j for j in _concerning(knowledge, table, keyed_by, str(facts[keyed_by]), on)
            if j.row.concerns(facts)]
    return rows[:1] if table.fact else rows


def _concerning(knowledge: Knowledge, table: MarketTable, keyed_by: str, country: str,
                on: str) -> Iterator[Joined]:
    in_force = [r for r in table.rows if r.in_force(on)]
    own = [r for r in in_force if r.country == country]
    union = [r for r in in_force
             if r.group and knowledge.content.groups[r.group].holds(country, on)]
    settled = table.fact is not None and any(not r.where for r in own)
    for number, row in enumerate(own if settled else own + union):
        fills: dict[str, Value] = {}
        if table.fact and row.value is not None and row.confidence != "low":
            fills = {table.fact: row.value, **row.also}
        key = f"{table.fact or 'note'}/{row.country or row.group}"
        if table.fact is None:
            key = f"{key}/{row.topic or number}"
        topic = None if fills or row.sheet_only else row.topic or table.topic
        yield Joined(key, keyed_by, row, table, fills, topic)
