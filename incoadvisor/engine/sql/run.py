"""The SQL run on DuckDB inside the process."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.sql.expressions import literal
from incoadvisor.engine.sql.text import SqlText, sql_text, unpacked
from incoadvisor.model.advice import State, Verdict
from incoadvisor.model.vocabulary import Facts

if TYPE_CHECKING:
    import duckdb

_local = threading.local()

# Over a few thousand rows, planning is most of the time, and of all optimisers only this one
# saves more than it takes (docs/performance.md).
_WORTH_IT = "cte_inlining"


@dataclass(frozen=True)
class SqlOutcome:
    """What the SQL says of one case."""

    state: State
    term: str | None
    variant: str | None
    verdicts: dict[str, Verdict]
    penalties: dict[str, int]
    fired: frozenset[str]
    withdrawn: frozenset[str]
    gives_up: frozenset[str]


def connection() -> "duckdb.DuckDBPyConnection":
    """This thread's connection to a database in memory."""
    if not hasattr(_local, "connection"):
        _local.connection = _connect()
    found: duckdb.DuckDBPyConnection = _local.connection
    return found


def quick_connection() -> "duckdb.DuckDBPyConnection":
    """A new connection that plans quickly, for a few thousand rows."""
    made = _connect()
    made.execute(f"SET disabled_optimizers = '{idle_optimizers(made)}'")
    return made


def idle_optimizers(database: "duckdb.DuckDBPyConnection") -> str:
    """The optimizers that cost more than they save over a few thousand rows."""
    rows = database.execute("SELECT name FROM duckdb_optimizers()").fetchall()
    return ",".join(name for (name,) in rows if name != _WORTH_IT)


def _connect() -> "duckdb.DuckDBPyConnection":
    import duckdb  # a tenth of a second that a single piece of advice need not spend

    return duckdb.connect(":memory:")


def outcomes(base: RuleBase, cases: Sequence[Facts], today: str,
             markets: bool = True) -> list[SqlOutcome]:
    """The outcome of each case (given facts), in order. Facts no rule reads are left aside.

    Without `markets` the country tables are not joined.
    """
    text = sql_text(base, today, markets)
    if not hasattr(_local, "quick"):
        _local.quick = quick_connection()
    database: duckdb.DuckDBPyConnection = _local.quick
    fill(database, text, cases)
    answer = database.execute(text.text + " ORDER BY rid")
    names = [d[0] for d in answer.description or ()]
    return [_outcome(text, dict(zip(names, row, strict=True))) for row in answer.fetchall()]


def fill(database: "duckdb.DuckDBPyConnection", text: SqlText, cases: Sequence[Facts]) -> None:
    """Make the table of cases anew."""
    columns = ", ".join(f"{name} {kind}" for name, kind in text.schema())
    database.execute(f"CREATE OR REPLACE TABLE {text.table} (rid BIGINT, {columns})")
    rows = ", ".join(
        f"({i}, {', '.join(literal(c[n]) if n in c else 'NULL' for n in text.facts)})"
        for i, c in enumerate(cases))
    if rows:
        database.execute(f"INSERT INTO {text.table} VALUES {rows}")


def _outcome(text: SqlText, row: dict[str, Any]) -> SqlOutcome:
    fired, withdrawn = ({text.rules[i].id for i in unpacked(name, row)}
                        for name in ("fired", "withdrawn"))
    return SqlOutcome(
        state=row["state"], term=row["recommended"], variant=row["variant"],
        verdicts={c: row[f"verdict_{c}"] for c in text.codes},
        penalties={c: row[f"penalty_{c}"] for c in text.codes},
        fired=frozenset(fired), withdrawn=frozenset(withdrawn),
        gives_up=frozenset(n.removeprefix("gives_up_") for n, v in row.items()
                           if n.startswith("gives_up_") and v))

