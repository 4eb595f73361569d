"""The class table as CSV or XLSX. What a candidate typed is never read as a formula."""

import csv
import io
from pathlib import Path

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.marking import ClassResult
from incoadvisor.model.text import Lang
from incoadvisor.render.cells import safe

FORMATS = (".csv", ".xlsx")
Cell = str | float | None
Rows = list[list[Cell]]


def write_table(result: ClassResult, name: str, texts: Texts, lang: Lang) -> None:
    """Write the class to a new `.csv` or `.xlsx` file. Raises InputError.

    The CSV is UTF-8 with a mark, and its separator the one spreadsheets expect in `lang`.
    """
    check_name(name)
    write_new(name, table_file(result, name.lower().rpartition(".")[2], texts, lang))


def table_file(result: ClassResult, form: str, texts: Texts, lang: Lang) -> bytes:
    """The bytes of the class as a "csv" or "xlsx" file. Raises InputError."""
    marks, criteria = class_rows(result, texts, lang), missed_rows(result, texts, lang)
    if form == "csv":
        return _csv(marks, ";" if lang == "fr" else ",")
    return _xlsx({texts.say("teach_tab_marks", lang): marks,
                  texts.say("teach_tab_criteria", lang): criteria})


def check_name(name: str) -> None:
    """Refuse a name of another kind, or of a file that exists. Raises InputError."""
    if not name.lower().endswith(FORMATS):
        raise InputError("usage_bad_option", option="-o", value=name, accepted=", ".join(FORMATS))
    if Path(name).exists():
        raise InputError("file_exists", name=name)


def write_new(name: str, content: bytes) -> None:
    """Write a file that does not exist yet. Raises InputError."""
    try:
        with Path(name).open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise InputError("file_exists", name=name) from None
    except OSError as error:
        raise InputError("teach_no_write", name=name,
                         problem=error.strerror or str(error)) from None


def class_rows(result: ClassResult, texts: Texts, lang: Lang) -> Rows:
    """A heading and one row a copy: who, the mark, each criterion, killers, error."""
    def say(key: str) -> str:
        return texts.say(key, lang)

    labels = {c.id: c.label for copy in result.copies if copy.mark for c in copy.mark.criteria}
    rows: Rows = [[
        *(say(f"teach_col_{name}") for name in (
            "file", "candidate", "case", "term", "total", "out_of", "verdict")),
        *labels.values(), say("teach_col_killers"), say("teach_col_error")]]
    for copy in result.copies:
        mark = copy.mark
        if mark is None:
            rows.append([safe(copy.name), *([None] * (len(rows[0]) - 2)), safe(copy.error or "")])
            continue
        points = {c.id: c.points for c in mark.criteria}
        rows.append([
            safe(copy.name), safe(mark.candidate), mark.case, mark.term, mark.total, mark.out_of,
            say(f"teach_verdict_{mark.verdict}"), *(points.get(name) for name in labels),
            " ".join(k.text for k in mark.killers), None])
    return rows


def missed_rows(result: ClassResult, texts: Texts, lang: Lang) -> Rows:
    """A heading and one row a criterion, least won first."""
    rows: Rows = [[texts.say(f"teach_col_{name}", lang) for name in (
        "criterion", "share", "full", "none", "copies")]]
    rows += [[m.label, m.share, m.full, m.none, m.copies] for m in result.missed]
    return rows


def _written(cell: object, separator: str) -> object:
    """A cell of a CSV; where a semicolon parts the cells, a comma parts the decimals."""
    if isinstance(cell, float) and separator == ";":
        return str(cell).replace(".", ",")
    return "" if cell is None else cell


def _csv(rows: Rows, separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(
        [_written(cell, separator) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(sheets: dict[str, Rows]) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
    except ImportError:
        raise InputError("teach_xlsx_missing") from None
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for i, row in enumerate(rows, 1):
            for j, value in enumerate(row, 1):
                cell = sheet.cell(i, j, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # text, whatever it begins with
                if i == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "B2"
        for column in sheet.columns:
            widest = max(len(str(c.value or "")) for c in column)
            sheet.column_dimensions[column[0].column_letter].width = min(widest, 40) + 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
