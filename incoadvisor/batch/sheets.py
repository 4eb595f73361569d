"""The answered lines as an XLSX sheet."""

import re
from pathlib import Path
from typing import Any

from incoadvisor.batch.answer import Answer
from incoadvisor.batch.duck import connect
from incoadvisor.batch.engine import Engine, Watch
from incoadvisor.knowledge.errors import InputError
from incoadvisor.render.cells import safe

MOST_ROWS = 1_048_575  # of a sheet, below the heading
MOST_LETTERS = 32_767  # of a cell
AT_ONCE = 2_000
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def write_xlsx(engine: Engine, answer: Answer, to: Path, watch: Watch | None = None) -> None:
    """Write one sheet, its heading fixed. Raises InputError for more lines than a sheet holds."""
    workbook = _workbook()
    between = to.with_suffix(".parquet")
    try:
        engine.write(answer.select, answer.names, between, "parquet", watch)
        with connect() as database:
            source = database.execute("SELECT * FROM read_parquet(?)", [str(between)])
            sheet = workbook.create_sheet("audit")
            sheet.freeze_panes = "A2"
            sheet.append([_cell(sheet, name) for name in answer.names])
            count = 0
            while rows := source.fetchmany(AT_ONCE):
                count += len(rows)
                if count > MOST_ROWS:
                    raise InputError("audit_sheet_full", most=MOST_ROWS)
                for row in rows:
                    sheet.append([_cell(sheet, value) for value in row])
        workbook.save(to)
    finally:
        between.unlink(missing_ok=True)


def _workbook() -> Any:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError("teach_xlsx_missing") from None
    return Workbook(write_only=True)


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        plain = value is None or isinstance(value, bool | int | float) or hasattr(value, "year")
        return value if plain else str(value)
    from openpyxl.cell import WriteOnlyCell

    shown = value if _NUMBER.fullmatch(value) else safe(value)
    cell = WriteOnlyCell(sheet, value=shown[:MOST_LETTERS])
    cell.data_type = "s"  # text, whatever it begins with
    return cell
