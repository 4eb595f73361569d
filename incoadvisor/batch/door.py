"""What the public door offers of the audit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incoadvisor.engine.situation import today
from incoadvisor.knowledge import auditing
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.audit import AuditSummary, ColumnMap, OrderLine
from incoadvisor.model.text import Lang

if TYPE_CHECKING:  # DuckDB is loaded only when a book is opened
    from incoadvisor.batch.audit import Audit, Progress
    from incoadvisor.batch.columns import Guess
    from incoadvisor.batch.output import Sink

ENGINES = ("duckdb", "spark")
MAP_KINDS = (".yaml", ".yml")


def audit(orders: Any, output: str | Path | None = None, *,
          columns: ColumnMap | Mapping[str, Any] | str | None = None,
          facts: Mapping[str, Any] | None = None, lang: Lang = "en", on: str | None = None,
          engine: str = "duckdb", force: bool = False, encoding: str | None = None,
          memory: str | None = None, threads: int | None = None,
          progress: "Progress | None" = None, accept_guess: bool = True) -> Any:
    """Advice and a verdict for every line of an order book.

    `orders` is a path (CSV, Parquet, XLSX, NDJSON, or a folder of them) or a data frame. With
    `output` the lines are written there, whole or not at all, and an AuditSummary is returned;
    without it they come back as a pandas data frame, with the summary in `.attrs["summary"]`.
    `columns` maps columns to facts: a ColumnMap, {fact: column}, or the name of a ready map or
    of a file; without it the names of the columns are taken, and those only guessed are refused
    unless `accept_guess`. `facts` hold for every line. Raises InputError for what is not a table, a
    map that does not fit, or an output that exists.
    """
    given = _map(columns)
    constants = read_facts(facts or {}, knowledge()).facts
    if engine not in ENGINES:
        raise InputError("usage_bad_option", option="--engine", value=engine,
                         accepted=", ".join(ENGINES))
    if engine == "spark":
        from incoadvisor.batch.spark import audit_on_spark

        return audit_on_spark(knowledge(), orders, output, given, constants, lang,
                              on or today(), force, accept_guess)
    if output is not None:
        target = audit_output(output, force)  # refused before anything is read
    with open_audit(orders, lang, on, encoding, memory, threads) as opened:
        if output is not None:
            return opened.run(target, given, constants, progress=progress,
                              accept_guess=accept_guess)
        from incoadvisor.batch.output import Frame

        lines = Frame(opened.scratch)
        summary = opened.run(lines, given, constants, progress=progress,
                             accept_guess=accept_guess)
        lines.frame.attrs["summary"] = summary
        return lines.frame


def audit_output(name: str | Path | None, force: bool = False) -> "Sink":
    """Where the answered lines go; None for nowhere.

    Raises InputError for a kind of file that cannot be written, or one that exists.
    """
    from incoadvisor.batch.output import Nowhere, Output

    return Output(Path(name), force) if name is not None else Nowhere()


def open_audit(orders: Any, lang: Lang = "en", on: str | None = None, encoding: str | None = None,
               memory: str | None = None, threads: int | None = None) -> "Audit":
    """An order book to be looked at before it is audited: a context manager."""
    from incoadvisor.batch.audit import Audit

    return Audit(knowledge(), orders, lang, on or today(), encoding, memory, threads)


def order_line(orders: Any, row: int, *, file: str | None = None,
               columns: ColumnMap | Mapping[str, Any] | str | None = None,
               facts: Mapping[str, Any] | None = None, lang: Lang = "en",
               encoding: str | None = None) -> OrderLine:
    """Line `row` (from 1) of an order book as the facts of a case. Raises InputError."""
    from incoadvisor.batch.duck import Duck
    from incoadvisor.batch.line import line_of

    constants = read_facts(facts or {}, knowledge()).facts
    with open_audit(orders, lang, None, encoding) as opened:
        engine = Duck(opened.scratch)
        try:
            return line_of(engine, opened.book, _map(columns), constants, knowledge(), lang, row,
                           file)
        finally:
            engine.close()


def guess_columns(columns: Sequence[str]) -> "Guess":
    """The column map that the names of columns suggest, and which facts were guessed."""
    from incoadvisor.batch.columns import guess

    return guess(columns, knowledge())


def ready_maps() -> dict[str, ColumnMap]:
    """The ready column maps, by name."""
    return auditing.ready_maps(knowledge())


def column_map(name: str) -> ColumnMap:
    """A ready column map, or the one in a YAML file. Raises InputError."""
    ready = ready_maps()
    if name in ready:
        return ready[name]
    path = Path(name)
    if path.suffix.lower() not in MAP_KINDS:
        raise InputError("audit_unknown_map", value=name, accepted=", ".join(ready),
                         suggestion=nearest(name, ready))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError("file_no_access", name=name, problem=error.strerror) from None
    return _checked(content, name)


def column_map_yaml(given: ColumnMap) -> str:
    """A column map as the text of a file."""
    from incoadvisor.batch.columns import as_yaml

    return as_yaml(given)


def summary_page(summary: AuditSummary, lang: Lang) -> str:
    """A summary as one HTML page with plots."""
    from incoadvisor.render.audit.page import page

    return page(summary, knowledge().texts, lang)


def summary_workbook(summary: AuditSummary, lang: Lang) -> bytes:
    """A summary as an XLSX file, a sheet a table. Raises InputError without openpyxl."""
    from incoadvisor.render.audit.workbook import workbook

    return workbook(summary, knowledge().texts, lang)


def _map(columns: ColumnMap | Mapping[str, Any] | str | None) -> ColumnMap | None:
    if columns is None or isinstance(columns, ColumnMap):
        return columns
    if isinstance(columns, str):
        return column_map(columns)
    import yaml

    if "columns" not in columns:  # {fact: column}
        columns = {"columns": {fact: {"columns": [column]} for fact, column in columns.items()}}
    return _checked(yaml.safe_dump(dict(columns), allow_unicode=True).encode(), "columns")


def _checked(content: bytes, name: str) -> ColumnMap:
    try:
        given = auditing.read_map(content, name, knowledge())
    except KnowledgeError as error:
        raise InputError("audit_map_faults", problem="; ".join(error.faults)) from None
    return given.model_copy(update={"constants": read_facts(given.constants, knowledge()).facts})


def knowledge() -> Knowledge:
    """The knowledge shipped with the package."""
    return load()
