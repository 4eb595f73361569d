"""The audit on DuckDB: out of core, within a bound of memory."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incoadvisor.batch.engine import ORDERS, UNREAD, Book, Kind, Row, Watch
from incoadvisor.engine.sql.run import idle_optimizers
from incoadvisor.knowledge.errors import InputError

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GiB"
ROW_GROUP = 122_880
LONGEST_LINE = 256 * 1024 * 1024


class Duck:
    """An engine with a database in a scratch folder, which the caller removes."""

    name = "duckdb"

    def __init__(self, scratch: Path, memory: str | None = None,
                 threads: int | None = None) -> None:
        import duckdb

        self.name = f"duckdb {duckdb.__version__}"
        self.scratch = scratch
        try:
            self.database = connect(scratch / "audit.duckdb", memory or MEMORY)
        except duckdb.Error:
            raise InputError("usage_bad_option", option="--memory", value=memory,
                             accepted="512MB, 2GB…") from None
        self.database.execute("SET temp_directory = ?", [str(scratch / "spill")])
        if threads:
            self.database.execute("SET threads = ?", [threads])

    def open(self, book: Book) -> None:
        """Make the view of all lines."""
        shown = [f"{quoted(name)} AS c{i}" for i, name in enumerate(book.columns)]
        names = " ".join(f"WHEN {text(path)} THEN {text(file)}"
                         for path, file in zip(book.paths, book.files, strict=True))
        unread = [f"{name} AS {name}" if book.has_unread else f"CAST(NULL AS VARCHAR) AS {name}"
                  for name in UNREAD]
        self.database.execute(
            f"CREATE OR REPLACE VIEW {ORDERS} AS SELECT {', '.join([*shown, *unread])}, "
            f"CASE filename {names} END AS source_file, file_row_number + 1 AS row_number "
            f"FROM {scan(book.paths)}")

    def put(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
        """Make a small table from rows."""
        path = self.scratch / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            for row in rows:
                file.write(csv_line(row))
        types = ", ".join(f"{column} {kind}" for column, kind in columns)
        self.database.execute(f"CREATE OR REPLACE TABLE {name} ({types})")
        given = ", ".join(f"{text(column)}: {text(kind)}" for column, kind in columns)
        self.database.execute(f"INSERT INTO {name} SELECT * FROM {read_clean(path, given)}")
        path.unlink()

    def keep(self, name: str, select: str, watch: Watch | None = None, *,
             lean: bool = False) -> None:
        """Keep what a query gives under a name; `lean` says that planning it well does not pay."""
        with self._without(self._all_but_needed if lean else ""):
            self._run(f"CREATE OR REPLACE TABLE {name} AS {select}", watch)

    def see(self, name: str, select: str) -> None:
        """Give a query a name, without keeping what it gives."""
        self.database.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return self.database.execute(select).fetchall()

    def fingerprint(self, columns: Sequence[str]) -> str:
        """A hash of several columns."""
        return f"hash({', '.join(columns)})"

    def write(self, select: str, columns: Sequence[str], to: Path | str, form: str,
              watch: Watch | None = None) -> None:
        """Write what a query gives as "parquet", "csv" or "ndjson"."""
        listed = ", ".join(quoted(name) for name in columns)
        how = {"parquet": f"FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP}",
               "csv": "FORMAT csv, HEADER true", "ndjson": "FORMAT json"}[form]
        # A join gives up the order of the lines unless it is asked for, and keeps it only if the
        # lines stream past the small tables.
        with self._without("join_order,build_side_probe_side"):
            self._run(f"COPY (SELECT * FROM ({select}) AS answered({listed})) "
                      f"TO {text(str(to))} ({how}, PRESERVE_ORDER true)", watch)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @contextmanager
    def _without(self, optimizers: str) -> Iterator[None]:
        """With some of the optimizers switched off."""
        self.database.execute(f"SET disabled_optimizers = '{optimizers}'")
        try:
            yield
        finally:
            self.database.execute("SET disabled_optimizers = ''")

    @cached_property
    def _all_but_needed(self) -> str:
        return idle_optimizers(self.database)

    def _run(self, statement: str, watch: Watch | None) -> None:
        if watch is None:
            self.database.execute(statement)
            return
        done = threading.Event()
        failed: list[BaseException] = []

        def work() -> None:
            try:
                self.database.execute(statement)
            except BaseException as error:
                failed.append(error)
            finally:
                done.set()

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        try:
            while not done.wait(0.2):
                watch(max(0.0, self.database.query_progress()) / 100)
        except BaseException:  # the user broke off: end the query before anything is cleared away
            self.database.interrupt()
            worker.join()
            raise
        worker.join()
        if failed:
            raise failed[0]
        watch(1.0)


def connect(path: Path | None = None, memory: str = MEMORY) -> "duckdb.DuckDBPyConnection":
    """A connection within a bound of memory that prints nothing. Raises duckdb.Error."""
    import duckdb

    made = duckdb.connect(str(path) if path else ":memory:")
    try:
        made.execute("SET memory_limit = ?", [memory])
        made.execute("SET enable_progress_bar = true")  # for query_progress
        made.execute("SET enable_progress_bar_print = false")
    except duckdb.Error:
        made.close()
        raise
    return made


def scan(paths: Sequence[str]) -> str:
    """The Parquet files as a table function, with file names and row numbers."""
    listed = ", ".join(text(path) for path in paths)
    return (f"read_parquet([{listed}], union_by_name = true, filename = true, "
            "file_row_number = true)")


def kind_of(sql_type: str) -> Kind:
    """What sort of cells a column of an SQL type has."""
    name = sql_type.upper()
    if name.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or name.endswith(("INT", "INTEGER")):
        return "number"
    if name.startswith("TIMESTAMP"):
        return "time"
    plain: dict[str, Kind] = {"VARCHAR": "text", "BOOLEAN": "bool", "DATE": "date"}
    return plain.get(name, "text" if name.startswith("ENUM") else "other")


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def csv_line(row: Iterable[Any]) -> str:
    """A line of a clean CSV file: every cell quoted, and nothing between commas for NULL."""
    return ",".join("" if cell is None else '"' + str(cell).replace('"', '""') + '"'
                    for cell in row) + "\n"


def read_clean(path: Path, columns: str, ragged: bool = False) -> str:
    """A file of such lines as a table function; `columns` as a struct of names and types.

    With `ragged`, lines may have fewer cells than there are columns.
    """
    padded = ", null_padding = true, parallel = false" if ragged else ""
    return (f"read_csv({text(str(path))}, auto_detect = false, columns = {{{columns}}}, "
            "header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
            f"allow_quoted_nulls = false, max_line_size = {LONGEST_LINE}{padded})")
