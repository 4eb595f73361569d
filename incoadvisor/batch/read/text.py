"""CSV and its kin: fast where the file is clean, line by line where it is not."""

import csv
from collections.abc import Iterator
from pathlib import Path

from incoadvisor.batch.duck import LONGEST_LINE, connect, csv_line, text
from incoadvisor.batch.engine import UNREAD
from incoadvisor.batch.read.spool import clean_file, names, to_parquet
from incoadvisor.knowledge.errors import InputError

DELIMITERS = ",;\t|"
SAMPLE = 256 * 1024
SPAN = 200  # lines a quoted cell may run over before its quote is taken for a stray one
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def spool_text(file: Path, target: Path, encoding: str | None = None) -> None:
    """A delimited text file as Parquet, every cell as text. Raises InputError.

    Lines that cannot be split into the columns of the heading are kept, with the text as it
    stands and the reason in two more columns.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(SAMPLE)
    except OSError as error:
        raise InputError("file_no_access", name=file, problem=error.strerror) from None
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), None)
    if not head.strip():
        raise InputError("audit_empty", name=file)
    if b"\0" in head and marked != "utf-16" and encoding is None:
        raise InputError("audit_not_text", name=file)
    told = encoding or marked
    lines = _decoded(file, told)
    first = next(_records(lines), "")
    delimiter = _delimiter(first, head)
    columns = names(next(csv.reader([first], delimiter=delimiter)))
    if told in (None, "utf-8-sig") and _quick(file, target, columns, delimiter):
        return
    _slow(_decoded(file, told), target, columns, delimiter)


def _quick(file: Path, target: Path, columns: list[str], delimiter: str) -> bool:
    """Whether DuckDB, reading strictly, found nothing amiss in the whole file."""
    import duckdb

    given = ", ".join(f"{text(name)}: 'VARCHAR'" for name in columns)
    with connect() as database:
        try:
            database.execute(
                f"COPY (SELECT * FROM read_csv({text(str(file))}, auto_detect = false, "
                f"columns = {{{given}}}, header = true, delim = {text(delimiter)}, "
                "quote = '\"', escape = '\"', strict_mode = true, null_padding = false, "
                f"max_line_size = {LONGEST_LINE})) TO {text(str(target))} (FORMAT parquet)")
        except duckdb.Error:
            target.unlink(missing_ok=True)
            return False
    return True


def _slow(lines: Iterator[str], target: Path, columns: list[str], delimiter: str) -> None:
    csv.field_size_limit(LONGEST_LINE)
    records = _records(lines)
    next(records, None)  # the heading
    width = len(columns)
    with clean_file(target) as (clean, path):
        for record in records:
            if not record.strip():
                continue
            cells, why = _split(record, delimiter, width)
            unread = record.rstrip("\r\n") if why else None
            clean.write(csv_line([*(c or None for c in cells), unread, why]))
        clean.flush()
        to_parquet(path, target, [*columns, *UNREAD], ["VARCHAR"] * (width + len(UNREAD)))


def _split(record: str, delimiter: str, width: int) -> tuple[list[str], str | None]:
    """Cells for every column, and what is wrong if there are more or fewer."""
    whole = record.count('"') % 2 == 0
    try:
        cells = next(csv.reader([record.replace("\0", "")], delimiter=delimiter,
                                quoting=csv.QUOTE_MINIMAL if whole else csv.QUOTE_NONE), [])
    except csv.Error:  # a line break in an unquoted cell
        cells = record.split(delimiter)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    why = None if len(cells) == width else f"cells:{len(cells)}:{width}"
    return (cells + [""] * width)[:width], why


def _records(lines: Iterator[str]) -> Iterator[str]:
    """Lines put together where a quoted cell runs over several."""
    waiting: list[str] = []
    queue: list[str] = []
    quotes = 0
    while True:
        line = queue.pop() if queue else next(lines, None)
        if line is None and not waiting:
            return
        if line is not None:
            waiting.append(line)
            quotes += line.count('"')
        if quotes % 2 == 0:
            yield "".join(waiting)
        elif line is None or len(waiting) > SPAN:  # a stray quote: its line stands alone
            queue.extend(reversed(waiting[1:]))
            yield waiting[0]
        else:
            continue
        waiting, quotes = [], 0


def _decoded(file: Path, encoding: str | None) -> Iterator[str]:
    """The lines as text; without an encoding each is UTF-8, or else Windows-1252."""
    if encoding is not None:
        with file.open(encoding=encoding, errors="replace", newline="\n") as opened:
            yield from opened
        return
    with file.open("rb") as raw:
        for line in raw:
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield line.decode("cp1252", errors="replace")


def _delimiter(first: str, head: bytes) -> str:
    """The delimiter that splits the heading into most cells, and the next lines alike."""
    sample = [line for line in head.decode("utf-8", errors="replace").splitlines()[1:20]
              if line.strip()]

    def worth(delimiter: str) -> tuple[float, int]:
        width = len(next(csv.reader([first], delimiter=delimiter), []))
        alike = sum(line.count(delimiter) == width - 1 for line in sample)
        return (width - 1) * (1 + alike), width

    return max(DELIMITERS, key=worth)
