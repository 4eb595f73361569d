"""Every one- and two-fact change of a case, answered in one query.

For a few thousand rows planning costs more than running. So the query is planned once for a rule
base and reads the case and the changes to try from two small tables, filled anew each time.
"""

import threading
from collections.abc import Sequence
from typing import NamedTuple

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.sql.expressions import column, literal, sql_type
from incoadvisor.engine.sql.run import quick_connection
from incoadvisor.engine.sql.text import SqlText, sql_text
from incoadvisor.model.vocabulary import Facts, Value

Option = tuple[str, Value]

_local = threading.local()

# rid and the one or two options of each row; in the first rows just one
_NUMBERED = """
SELECT o AS rid, f AS fa, v AS va, CAST(NULL AS STRING) AS fb, CAST(NULL AS STRING) AS vb
FROM options
UNION ALL SELECT (SELECT count(*) FROM options) * (1 + a.o) + b.o, a.f, a.v, b.f, b.v
FROM options AS a JOIN options AS b ON a.n < b.n"""


class Changed(NamedTuple):
    """A change of one or two facts, the answer it leads to, and what becomes of each code."""

    set: tuple[Option, ...]
    state: str
    term: str | None
    codes: tuple[str, ...]
    each: tuple[str, ...]

    @property
    def answer(self) -> str:
        """The code, or the state when nothing is recommended."""
        return self.term or self.state

    def verdict(self, code: str) -> str:
        """The verdict on one of the codes."""
        return self.each[self.codes.index(code)]


def all_changes(base: RuleBase, facts: Facts, options: Sequence[Option],
                today: str) -> list[Changed]:
    """What each option alone, and each two of different facts, leads to, from the given facts."""
    return _planned(base, today).run(facts, options) if options else []


def _planned(base: RuleBase, today: str) -> "_Query":
    """This thread's query, planned when the rule base or the day is another."""
    text = sql_text(base, today, rules=False)
    kept: _Query | None = getattr(_local, "query", None)
    if kept is None or kept.text is not text:
        kept = _local.query = _Query(text)
    return kept


class _Query:
    def __init__(self, text: SqlText) -> None:
        self.text = text
        self.database = quick_connection()
        columns = ", ".join(f"{name} {kind}" for name, kind in text.schema())
        self.database.execute(f"CREATE TABLE given ({columns})")
        self.database.execute("CREATE TABLE options (o BIGINT, n BIGINT, f STRING, v STRING)")
        query = text.over([("numbered", _NUMBERED), (text.table, self._cases())])
        self.database.execute(f"PREPARE changes AS {query}")

    def _cases(self) -> str:
        specs = self.text.base.knowledge.facts
        columns = ["rid"]
        for name in self.text.facts:
            own, kind = column(name), sql_type(specs[name])
            if specs[name].type in ("bool", "choice"):
                own = (f"CASE WHEN fa = {literal(name)} THEN CAST(va AS {kind}) "
                       f"WHEN fb = {literal(name)} THEN CAST(vb AS {kind}) ELSE {own} END AS {own}")
            columns.append(own)
        return f"SELECT {', '.join(columns)} FROM numbered CROSS JOIN given"

    def run(self, facts: Facts, options: Sequence[Option]) -> list[Changed]:
        self.database.execute("DELETE FROM given")
        self.database.execute("DELETE FROM options")
        given = ", ".join(literal(facts[n]) if n in facts else "NULL" for n in self.text.facts)
        self.database.execute(f"INSERT INTO given VALUES ({given})")
        places = {name: n for n, name in enumerate(dict.fromkeys(f for f, _ in options))}
        rows = ", ".join(f"({o}, {places[f]}, {literal(f)}, {literal(_written(v))})"
                         for o, (f, v) in enumerate(options))
        self.database.execute(f"INSERT INTO options VALUES {rows}")
        codes = tuple(self.text.codes)
        return [Changed(_set(row[0], options), row[1], row[2], codes, row[3:])
                for row in sorted(self.database.execute("EXECUTE changes").fetchall())]


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _set(rid: int, options: Sequence[Option]) -> tuple[Option, ...]:
    """The options of a row, as `_NUMBERED` counts them."""
    size = len(options)
    if rid < size:
        return (options[rid],)
    first, second = divmod(rid - size, size)
    return options[first], options[second]
