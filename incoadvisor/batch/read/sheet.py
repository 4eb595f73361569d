"""XLSX: the first sheet that holds anything, values only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from incoadvisor.batch.duck import csv_line
from incoadvisor.batch.read.kinds import Kinds
from incoadvisor.batch.read.spool import clean_file, names, to_parquet
from incoadvisor.knowledge.errors import InputError


def spool_xlsx(file: Path, target: Path, encoding: str | None = None) -> None:
    """A sheet as Parquet; its first row that is not empty is the heading. Raises InputError."""
    rows = _rows(file)
    header = next(rows, None)
    if header is None:
        raise InputError("audit_empty", name=file)
    while header and header[-1] is None:
        header = header[:-1]
    columns = names(["" if cell is None else str(cell) for cell in header])
    kinds = Kinds()
    with clean_file(target) as (clean, path):
        for row in rows:
            extra = [cell for cell in row[len(columns):] if cell is not None]
            if extra:
                for _ in range(len(columns), len(row)):
                    columns.append(names([*columns, ""])[-1])
            for i, cell in enumerate(row[:len(columns)]):
                kinds.see(i, cell)
            clean.write(csv_line(kinds.text(cell) for cell in row[:len(columns)]))
        clean.flush()
        to_parquet(path, target, columns, kinds.types(len(columns)), ragged=True)


def _rows(file: Path) -> Iterator[tuple[Any, ...]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InputError("teach_xlsx_missing") from None
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = (r for r in sheet.iter_rows(values_only=True)
                    if any(cell is not None for cell in r))
            first = next(rows, None)
            if first is not None:
                yield first
                yield from rows
                return
    except OSError as error:
        raise InputError("file_no_access", name=file, problem=error.strerror or str(error)
                         ) from None
    except Exception as error:  # openpyxl raises whatever it met in a file that is none
        raise InputError("audit_not_table", name=file,
                         problem=f"{type(error).__name__}: {error}") from None
