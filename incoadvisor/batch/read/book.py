"""Find the files, bring each to Parquet, and tell the columns they share."""

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

from incoadvisor.batch.duck import connect, kind_of, scan, text
from incoadvisor.batch.engine import UNREAD, Book
from incoadvisor.batch.read.lines import spool_ndjson
from incoadvisor.batch.read.sheet import spool_xlsx
from incoadvisor.batch.read.text import spool_text
from incoadvisor.knowledge.errors import InputError

PARQUET = (".parquet", ".pq")
Spool = Callable[[Path, Path, str | None], None]
SPOOLS: dict[str, Spool] = {
    ".csv": spool_text, ".tsv": spool_text, ".txt": spool_text, ".xlsx": spool_xlsx,
    ".ndjson": spool_ndjson, ".jsonl": spool_ndjson,
}
ACCEPTED = ", ".join((*SPOOLS, *PARQUET))


def open_book(orders: Path, scratch: Path, encoding: str | None = None) -> Book:
    """The lines of a file, or of every order file in a folder, in order of name.

    Files that are not Parquet are written as Parquet into `scratch`, whole, before anything else
    begins. Raises InputError for what is not a table.
    """
    _known(encoding)
    files = _files(orders)
    paths = []
    for number, file in enumerate(files):
        path = file
        if file.suffix.lower() not in PARQUET:
            path = scratch / f"lines-{number}.parquet"
            SPOOLS[file.suffix.lower()](file, path, encoding)
        paths.append(path)
    shown = [f.name if orders.is_dir() else str(orders) for f in files]
    return _book(paths, shown, orders)


def open_frame(frame: Any, scratch: Path) -> Book:
    """The lines of a data frame (pandas, polars, Arrow) or anything that DuckDB can scan."""
    import duckdb

    path = scratch / "lines-0.parquet"
    with connect() as database:
        try:
            database.register("frame", frame)
            database.execute(f"COPY (SELECT * FROM frame) TO {text(str(path))} (FORMAT parquet)")
        except duckdb.Error as error:
            raise InputError("audit_not_frame", kind=type(frame).__name__,
                             problem=_first_line(error)) from None
    return _book([path], [""], None)


def _known(encoding: str | None) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise InputError("usage_bad_option", option="--encoding", value=encoding,
                         accepted="utf-8, cp1252, iso-8859-15, utf-16…") from None


def _files(orders: Path) -> list[Path]:
    try:
        if orders.is_dir():
            files = sorted(p for p in orders.iterdir() if p.is_file()
                           and p.suffix.lower() in (*SPOOLS, *PARQUET) and p.name[0] not in ".~")
            if not files:
                raise InputError("audit_no_files", name=orders, accepted=ACCEPTED)
            return files
        if not orders.exists():
            raise InputError("file_not_found_plain", name=orders)
    except OSError as error:
        raise InputError("file_no_access", name=orders, problem=error.strerror) from None
    if orders.suffix.lower() not in (*SPOOLS, *PARQUET):
        raise InputError("audit_kind", name=orders, accepted=ACCEPTED)
    return [orders]


def _book(paths: list[Path], files: list[str], orders: Path | None) -> Book:
    import duckdb

    given = tuple(str(path) for path in paths)
    with connect() as database:
        try:
            found = database.execute(f"DESCRIBE SELECT * FROM {scan(given)}").fetchall()
            lines = database.execute(f"SELECT count(*) FROM {scan(given)}").fetchone()
        except duckdb.Error as error:
            raise InputError("audit_not_table", name=orders or "", problem=_first_line(error)
                             ) from None
    columns = {name: kind for name, kind, *_ in found[:-2]}  # the last two are of `scan`
    unread = all(name in columns for name in UNREAD)
    told = {n: k for n, k in columns.items() if not (unread and n in UNREAD)}
    return Book(given, tuple(files), tuple(told), tuple(kind_of(k) for k in told.values()),
                unread, lines[0] if lines else None)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
