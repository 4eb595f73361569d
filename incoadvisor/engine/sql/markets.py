"""Country tables joined in SQL: a fact the case leaves open is filled from its countries."""

from incoadvisor.engine.sql.expressions import column, literal, membership
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.market import MarketTable
from incoadvisor.model.vocabulary import Value


def fills(table: MarketTable) -> dict[str, dict[str, Value]]:
    """For each country (or `group:name`): the facts its row fills; low confidence fills none."""
    found: dict[str, dict[str, Value]] = {}
    for row in table.rows:
        key = row.country or f"group:{row.group}"
        known = table.fact and row.value is not None and row.confidence != "low"
        found[key] = {str(table.fact): row.value, **row.also} if known else {}  # type: ignore[dict-item]
    return found


def market_column(fact: str, knowledge: Knowledge, day: str) -> str | None:
    """The value the tables give a fact, as an SQL expression, or None if none does."""
    cases = []
    for table in knowledge.content.markets:
        by_key = fills(table)
        if table.fact is not None and any(fact in values for values in by_key.values()):
            cases += [_by_country(fact, by_key, column(key), day, knowledge)
                      for key in table.keys]
    if not cases:
        return None
    return f"COALESCE({', '.join(cases)})" if len(cases) > 1 else cases[0]


def _by_country(fact: str, by_key: dict[str, dict[str, Value]], key: str, day: str,
                knowledge: Knowledge) -> str:
    branches: list[str] = []
    own: dict[Value | None, list[str]] = {}
    for name, values in by_key.items():
        if not name.startswith("group:"):
            own.setdefault(values.get(fact), []).append(name)
    for value, countries in own.items():
        names = ", ".join(literal(c) for c in sorted(countries))
        given = "NULL" if value is None else literal(value)
        branches.append(f"WHEN {key} IN ({names}) THEN {given}")
    for name, values in by_key.items():
        if name.startswith("group:") and fact in values:
            group = knowledge.content.groups[name.removeprefix("group:")]
            branches.append(f"WHEN {membership(key, day, group)} THEN {literal(values[fact])}")
    return f"CASE {' '.join(branches)} END"
