"""Country tables joined in SQL: a fact the case leaves open is filled from its countries."""

from incoadvisor.engine.sql.expressions import column, literal, membership
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.market import MarketRow, MarketTable
from incoadvisor.model.vocabulary import Value

_BOUNDS = {"from": ">=", "to": "<="}


def fills(table: MarketTable, row: MarketRow) -> dict[str, Value]:
    """The facts a row fills; one of low confidence fills none."""
    if table.fact is None or row.value is None or row.confidence == "low":
        return {}
    return {table.fact: row.value, **row.also}


def market_column(fact: str, knowledge: Knowledge, day: str) -> str | None:
    """The value the tables give a fact, as an SQL expression, or None if none does."""
    cases = []
    for table in knowledge.content.markets:
        if any(fact in fills(table, row) for row in table.rows):
            values = [_by_country(fact, table, column(key), day, knowledge) for key in table.keys]
            if len(values) > 1:  # where two countries differ, the value listed first holds
                order = list(knowledge.facts[fact].values)
                firsts = " ".join(f"WHEN {literal(v)} IN ({', '.join(values)}) THEN {literal(v)}"
                                  for v in order)
                cases += [f"CASE {firsts} END"] if order else []
            cases += values
    if not cases:
        return None
    return f"COALESCE({', '.join(cases)})" if len(cases) > 1 else cases[0]


def _by_country(fact: str, table: MarketTable, key: str, day: str, knowledge: Knowledge) -> str:
    confined: list[str] = []
    own: dict[Value | None, list[str]] = {}
    union: list[str] = []
    for row in table.rows:
        value = fills(table, row).get(fact)
        given = "NULL" if value is None else literal(value)
        if row.country and row.always:
            own.setdefault(value, []).append(row.country)
        elif row.country:
            tests = [f"{key} = {literal(row.country)}", *_tests(row, day)]
            confined.append(f"WHEN {' AND '.join(tests)} THEN {given}")
        elif row.group:
            inside = membership(key, day, knowledge.content.groups[row.group])
            union.append(f"WHEN {' AND '.join([inside, *_tests(row, day)])} THEN {given}")
    plain = [f"WHEN {key} IN ({', '.join(literal(c) for c in sorted(countries))}) THEN "
             f"{'NULL' if value is None else literal(value)}" for value, countries in own.items()]
    return f"CASE {' '.join([*confined, *plain, *union])} END"


def _tests(row: MarketRow, day: str) -> list[str]:
    """What confines a row, as SQL."""
    dates = [f"{day} {_BOUNDS[end]} {literal(date)}" for end, date in row.valid.items()]
    return dates + [f"{column(fact)} IN ({', '.join(literal(v) for v in values)})"
                    for fact, values in row.where.items()]
