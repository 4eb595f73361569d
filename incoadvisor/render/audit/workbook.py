"""A summary as a workbook: the figures first, then a sheet for each table."""

import io
from typing import Any

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.audit import AuditSummary
from incoadvisor.model.text import Lang
from incoadvisor.render.audit.content import Cell, Content, Share, SummaryPart
from incoadvisor.render.cells import safe

WHOLE, PERCENT = "#,##0", "0.0%"  # how spreadsheets write figures; each shows it in its language
MOST_LETTERS = 32_767  # of a cell


def workbook(summary: AuditSummary, texts: Texts, lang: Lang) -> bytes:
    """The bytes of the XLSX file. Raises InputError without openpyxl."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError("teach_xlsx_missing") from None
    book, content = Workbook(), Content(summary, texts, lang)
    book.remove(book.active)
    _first(book.create_sheet(content.say("sheet_figures")), content)
    for part in content.parts():
        _sheet(book.create_sheet(content.say(f"sheet_{part.name}")), part)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _first(sheet: Any, content: Content) -> None:
    _row(sheet, (content.say("page_title"),), heading=True)
    _row(sheet, (content.headline(),))
    _row(sheet, ())
    _row(sheet, (content.say("c_figure"), content.say("c_value"), content.say("c_share")),
         heading=True)
    for figure in content.figures():
        _row(sheet, (figure.label, figure.value, figure.note))
    _row(sheet, ())
    for name, value in content.about():
        _row(sheet, (name, value))
    _widths(sheet, (46, 24, 40))


def _sheet(sheet: Any, part: SummaryPart) -> None:
    """The rows of one table; money takes a column for each currency, most lines' worth first."""
    money = next((i for i, cell in enumerate(part.table.rows[0]) if isinstance(cell, tuple)), None)
    currencies: dict[str | None, None] = {}
    if money is not None:
        for row in part.table.rows:
            currencies |= {m.currency: None for m in row[money]}  # type: ignore[union-attr]
    head = [h for i, h in enumerate(part.table.headings) if i != money]
    value = part.table.headings[money] if money is not None else ""
    _row(sheet, [*head, *(f"{value} {code}" if code else value for code in currencies)],
         heading=True)
    for row in part.table.rows:
        cells: list[Cell | None] = [c for c in row if not isinstance(c, tuple)]
        if money is not None:
            held = {m.currency: m.amount for m in row[money]}  # type: ignore[union-attr]
            cells += [held.get(code) for code in currencies]
        _row(sheet, cells)
    sheet.freeze_panes = "B2"
    _widths(sheet, (64, *(16 for _ in range(len(head) - 1 + len(currencies)))))


def _row(sheet: Any, cells: Any, heading: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    place = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    if not cells:
        sheet.cell(place, 1, "")
        return
    for i, cell in enumerate(cells, 1):
        if cell is None:
            continue
        made = sheet.cell(place, i)
        if isinstance(cell, str):
            made.value = safe(cell)[:MOST_LETTERS]
            made.data_type = "s"  # text, whatever it begins with
            made.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            made.value = cell.of_one if isinstance(cell, Share) else cell
            made.number_format = PERCENT if isinstance(cell, Share) else WHOLE
            made.alignment = Alignment(vertical="top")
        if heading:
            made.font = Font(bold=True)


def _widths(sheet: Any, widths: tuple[int, ...]) -> None:
    from openpyxl.utils import get_column_letter

    for i, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
