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
        country = facts.get(table.keyed_by)
        if country is None:
            continue
        own = [r for r in table.rows if r.country == country]
        union = [r for r in table.rows
                 if r.group and knowledge.content.groups[r.group].holds(str(country), on)]
        rows = own or union if table.fact else own + union
        for number, row in enumerate(rows):
            fills: dict[str, Value] = {}
            if table.fact and row.value is not None and row.confidence != "low":
                fills = {table.fact: row.value, **row.also}
            name = table.fact or "note"
            key = f"{name}/{row.country or row.group}"
            topic = None if fills else row.topic or table.topic
            yield Joined(key if table.fact else f"{key}/{row.topic or number}", table.keyed_by,
                         row, table, fills, topic)
