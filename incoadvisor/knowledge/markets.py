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
    """Rows for the countries of `facts` on the ISO date `on`.

    A country's own row wins over its group's. A row of low confidence is told, not believed:
    it fills no fact.
    """
    return list(_rows(knowledge, facts, on))


def _rows(knowledge: Knowledge, facts: Facts, on: str) -> Iterator[Joined]:
    for table in knowledge.content.markets:
        for keyed_by in table.keys:
            if keyed_by in facts:
                yield from _rows_of(knowledge, table, keyed_by, str(facts[keyed_by]), on)


def _rows_of(knowledge: Knowledge, table: MarketTable, keyed_by: str, country: str,
             on: str) -> Iterator[Joined]:
    own = [r for r in table.rows if r.country == country]
    union = [r for r in table.rows
             if r.group and knowledge.content.groups[r.group].holds(country, on)]
    for number, row in enumerate(own or union if table.fact else own + union):
        fills: dict[str, Value] = {}
        if table.fact and row.value is not None and row.confidence != "low":
            fills = {table.fact: row.value, **row.also}
        key = f"{table.fact or 'note'}/{row.country or row.group}"
        if table.fact is None:
            key = f"{key}/{row.topic or number}"
        topic = None if fills or row.sheet_only else row.topic or table.topic
        yield Joined(key, keyed_by, row, table, fills, topic)
