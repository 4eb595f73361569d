"""One line of an order book as a case, for the full argument about it."""

from typing import Any

from incoadvisor.batch.columns import bind, guess
from incoadvisor.batch.duck import Duck
from incoadvisor.batch.engine import ORDERS, Book
from incoadvisor.batch.told import Told
from incoadvisor.batch.values import Reader
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.audit import ColumnMap, OrderLine
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts


def line_of(engine: Duck, book: Book, given: ColumnMap | None, constants: dict[str, Any],
            knowledge: Knowledge, lang: Lang, row: int, file: str | None = None) -> OrderLine:
    """Line `row` (from 1) of the book, or of one of its files. Raises InputError."""
    wanted = bind(given, book.columns) if given else guess(book.columns, knowledge).map
    columns = {f: c for f, c in wanted.columns.items() if f not in constants}
    told = Told(book, wanted.model_copy(update={"columns": columns}), knowledge, frozenset())
    engine.open(book)
    facts = list(columns)
    texts = [told.raw(fact) for fact in facts]
    where = f"row_number = {row}"
    if file is not None:
        where += " AND source_file = '" + file.replace("'", "''") + "'"
    found = engine.rows(f"SELECT source_file, unread, {', '.join(texts) or 'NULL'} "
                        f"FROM {ORDERS} o WHERE {where}")
    if not found:
        raise InputError("audit_no_row", row=row, most=book.lines)
    if len(found) > 1:
        raise InputError("audit_which_file", row=row, accepted=", ".join(book.files))
    source, unread, *raws = found[0]
    read: Facts = dict(constants)
    faults = [unread] if unread else []
    for fact, raw in zip(facts, raws, strict=True):
        cell = Reader(knowledge.facts[fact], columns[fact], wanted, knowledge, lang).read(raw)
        if cell.fault:
            faults.append(cell.fault)
        elif cell.value is not None:
            read[fact] = cell.value
    return OrderLine(row=row, file=source, facts=read, faults=tuple(faults))
