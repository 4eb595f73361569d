"""Every one- and two-fact change of a case, answered in one query.

For a few thousand rows reading and planning the text cost more than running it. So it is prepared
once for a rule base, and reads the case and the changes to try from small tables filled anew each
time. (DuckDB plans a prepared text again each time it runs; what is saved is reading it.)
"""

import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.situation import Situation, rule_base
from incoadvisor.engine.sql.expressions import column, literal, sql_type
from incoadvisor.engine.sql.run import quick_connection
from incoadvisor.engine.sql.text import SqlText, sql_text
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.markets import filled_by_tables, steering
from incoadvisor.model.vocabulary import Facts, Value

Option = tuple[str, Value]

_local = threading.local()

# rid, the one or two options of each row (in the first rows just one), and the key of the facts
# that the country tables then fill
_NUMBERED = """
SELECT o AS rid, f AS fa, v AS va, CAST(NULL AS STRING) AS fb, CAST(NULL AS STRING) AS vb, s AS k
FROM options
UNION ALL SELECT size * (1 + a.o) + b.o, a.f, a.v, b.f, b.v,
CASE WHEN a.s > 0 AND b.s > 0 THEN size * a.s + b.s ELSE a.s + b.s END
FROM options AS a JOIN options AS b ON a.n < b.n
CROSS JOIN (SELECT count(*) AS size FROM options)"""


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


def all_changes(situation: Situation, options: Sequence[Option]) -> list[Changed]:
    """What each option alone, and each two of different facts, leads to from the case."""
    query = _prepared(rule_base(situation.knowledge), situation.today)
    return query.run(situation, options) if options else []


def _prepared(base: RuleBase, today: str) -> "_Query":
    """This thread's query, prepared anew when the rule base or the day is another."""
    text = sql_text(base, today, markets=False, rules=False)
    kept: _Query | None = getattr(_local, "query", None)
    if kept is None or kept.text is not text:
        kept = _local.query = _Query(text)
    return kept


class _Query:
    def __init__(self, text: SqlText) -> None:
        self.text = text
        self.database = quick_connection()
        filled = filled_by_tables(text.base.knowledge)
        self.market = [n for n in text.facts if n in filled]
        self.given = [n for n in text.facts if n not in filled]
        kinds = dict(text.schema())
        for table, key, names in (("given", [], self.given), ("market", ["k BIGINT"], self.market)):
            columns = [*key, *(f"{column(n)} {kinds[column(n)]}" for n in names)]
            self.database.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        self.database.execute(
            "CREATE TABLE options (o BIGINT, n BIGINT, f STRING, v STRING, s BIGINT)")
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
        return f"SELECT {', '.join(columns)} FROM numbered CROSS JOIN given JOIN market USING (k)"

    def run(self, situation: Situation, options: Sequence[Option]) -> list[Changed]:
        steering = [o for o in options if o[0] in _steering(situation.knowledge)]
        self._fill("given", [[situation.given.get(n) for n in self.given]])
        self._fill("market", [
            (key, *(facts.get(n) for n in self.market))
            for key, facts in _starts(situation, steering, len(options))])
        places = {name: n for n, name in enumerate(dict.fromkeys(f for f, _ in options))}
        self._fill("options", [
            (o, places[f], f, _written(v), steering.index((f, v)) + 1 if (f, v) in steering else 0)
            for o, (f, v) in enumerate(options)])
        codes = tuple(self.text.codes)
        return [Changed(_set(row[0], options), row[1], row[2], codes, row[3:])
                for row in sorted(self.database.execute("EXECUTE changes").fetchall())]

    def _fill(self, table: str, rows: Sequence[Sequence[Value | None]]) -> None:
        self.database.execute(f"DELETE FROM {table}")
        values = ", ".join(f"({', '.join(_literal(v) for v in row)})" for row in rows)
        self.database.execute(f"INSERT INTO {table} VALUES {values}")


def _starts(situation: Situation, steering: Sequence[Option],
            size: int) -> Iterator[tuple[int, Facts]]:
    """The facts to start from, by key, for the case and for what decides which rows apply."""
    def start(*changes: Option) -> Facts:
        given = situation.given | dict(changes)
        return situation.market_for(given) | situation.given

    yield 0, situation.start
    for number, one in enumerate(steering, 1):
        yield number, start(one)
        for other, two in enumerate(steering, 1):
            if one[0] != two[0]:
                yield size * number + other, start(one, two)


@lru_cache(maxsize=4)
def _steering(knowledge: Knowledge) -> frozenset[str]:
    return steering(knowledge)


def _literal(value: Value | None) -> str:
    return "NULL" if value is None else literal(value)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _set(rid: int, options: Sequence[Option]) -> tuple[Option, ...]:
    """The options of a row, as `_NUMBERED` counts them."""
    size = len(options)
    if rid < size:
        return (options[rid],)
    first, second = divmod(rid - size, size)
    return options[first], options[second]
