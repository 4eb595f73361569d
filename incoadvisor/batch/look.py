"""An order book kept open for one reader: looked at, audited, searched and saved."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from incoadvisor.batch.answer import Answer
from incoadvisor.batch.audit import Audit
from incoadvisor.batch.columns import bind, guess
from incoadvisor.batch.duck import Duck, connect, quoted, text
from incoadvisor.batch.line import line_of
from incoadvisor.batch.output import Output
from incoadvisor.batch.pace import Pace, Pacer
from incoadvisor.batch.search import LOOKED, Found, Search, find, places_to_look
from incoadvisor.batch.values import Reader
from incoadvisor.engine.situation import today
from incoadvisor.knowledge.auditing import column_names
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.audit import AuditSummary, Column, ColumnMap, OrderLine
from incoadvisor.model.text import Lang

WORDED = ("choice", "bool", "country", "currency")
MOST_WORDS = 100  # of one column, to be understood
SAMPLES = 3  # cells shown of each column
LONGEST_SAMPLE = 60
MOST_IN_SHEET = 20_000  # more take a sheet minutes to write: the command is for that


@dataclass(frozen=True)
class Opened:
    """What a book has: its columns, a few cells of each, and how many lines."""

    name: str
    columns: tuple[str, ...]
    samples: dict[str, tuple[str, ...]]
    lines: int


class OrderBook:
    """An order book in a folder of its own, which goes with it, at the latest with the program.

    What is given is copied there; nothing but the audited lines is ever written elsewhere.
    Messages and summaries know the file by the name its reader gave it.
    """

    def __init__(self, knowledge: Knowledge, content: IO[bytes], name: str, lang: Lang) -> None:
        self.knowledge, self.name = knowledge, name
        self.folder = Path(tempfile.mkdtemp(prefix="incoadvisor-book-"))
        self._end = weakref.finalize(self, shutil.rmtree, self.folder, True)
        given = self.folder / f"book{Path(name).suffix.lower()}"
        self._given = str(given)
        try:
            with given.open("wb") as file:
                shutil.copyfileobj(content, file)
            self._audit = Audit(knowledge, given, lang, today())
            self._audit.__enter__()
            shutil.move(self._audit.scratch, self.folder / "scratch")
            self._moved(given)
            self.opened = Opened(name, self._audit.book.columns, self._samples(),
                                 self._audit.book.lines or 0)
        except InputError as error:
            self.close()
            raise self._named(error) from None
        except BaseException:
            self.close()
            raise
        self.used: ColumnMap | None = None

    def _moved(self, given: Path) -> None:
        """Have the scratch folder inside this one, and keep no line twice."""
        old, new = str(self._audit.scratch), self.folder / "scratch"
        book = self._audit.book
        paths = tuple(path.replace(old, str(new), 1) if path.startswith(old) else path
                      for path in book.paths)
        self._audit.scratch = new
        self._audit.book = replace(book, paths=paths, files=(self.name,))
        if self._given not in paths:
            given.unlink()

    def close(self) -> None:
        """Remove everything."""
        self._end()

    @property
    def closed(self) -> bool:
        """Whether it has been removed."""
        return not self._end.alive

    def guessed(self) -> ColumnMap:
        """The map that the names of the columns suggest."""
        return guess(self.opened.columns, self.knowledge).map

    def usual(self) -> tuple[str, ...]:
        """The facts that columns of order books usually hold."""
        return tuple(column_names(self.knowledge))

    def bound(self, ready: ColumnMap) -> ColumnMap:
        """A ready map as far as this book has its columns. Raises InputError."""
        return bind(ready, self.opened.columns)

    def mapped(self, start: ColumnMap, chosen: Mapping[str, Sequence[str]],
               constants: Mapping[str, Any], decimal: str, date: str,
               values: Mapping[str, Mapping[str, str]] | None = None) -> ColumnMap:
        """A map of the columns chosen; where `start` has the same columns it is kept as it is.

        `values` are words of the file with what they mean, by fact.
        """
        columns = {}
        for fact, names in chosen.items():
            given = start.columns.get(fact)
            if given is not None and tuple(given.columns) == tuple(names):
                columns[fact] = given
            else:
                country = self.knowledge.facts[fact].type == "country"
                columns[fact] = Column(columns=tuple(names), country_names=country)
            if values and (meant := values.get(fact)):
                held = columns[fact]
                columns[fact] = held.model_copy(update={"values": {**held.values, **meant}})
        return ColumnMap(columns=columns, constants=dict(constants),
                         decimal=decimal, date=date)  # type: ignore[arg-type]

    def unread(self, used: ColumnMap, lang: Lang) -> dict[str, list[tuple[str, int]]]:
        """By fact the words that mean no accepted value, with their lines, most frequent first.

        Only facts with few values are looked at, and of each no more than its most usual words.
        """
        looked = places_to_look(used, self.opened.columns, [
            f for f in used.columns if self.knowledge.facts[f].type in WORDED])
        source = f"read_parquet({text(self._audit.book.paths[0])})"
        found = {}
        for fact, cell in looked.items():
            reader = Reader(self.knowledge.facts[fact], used.columns[fact], used, self.knowledge,
                            lang)
            rows = self._rows(f"SELECT {cell}, COUNT(*) FROM {source} GROUP BY 1 "
                              f"ORDER BY 2 DESC, 1 LIMIT {MOST_WORDS}")
            bad = [(str(word), lines) for word, lines in rows if reader.read(str(word)).fault]
            if bad:
                found[fact] = bad
        return found

    def run(self, used: ColumnMap, lang: Lang, watch: Callable[[Pace], None] | None = None
            ) -> AuditSummary:
        """Audit every line. Raises InputError for a map that does not fit."""
        self._audit.lang = lang
        pacer = Pacer()
        try:
            found = self._audit.run(
                Output(self._answered, force=True), used,
                progress=(lambda *news: watch(pacer.told(*news))) if watch else None)
        except InputError as error:
            raise self._named(error) from None
        self.used = used
        return found.model_copy(update={"files": (self.name,), "output": None})

    def find(self, search: Search, at: int = 0, most: int = 20) -> Found:
        """The audited lines that fit a search, gravest first, `most` of them from `at`."""
        return find(self._answered, self._answer(), search, self._looked(), self.knowledge,
                    at, most)

    def countries(self) -> list[str]:
        """What the column of the destination holds, most frequent first."""
        at = self._looked().get("destination_country")
        if at is None:
            return []
        return [str(value) for value, in self._rows(
            f"SELECT {at} FROM {self._source()} WHERE {at} <> '' GROUP BY 1 "
            "ORDER BY COUNT(*) DESC, 1 LIMIT 300")]

    def line(self, row: int, lang: Lang) -> OrderLine:
        """Line `row` (from 1) as the facts of a case. Raises InputError."""
        used = self.used or self.guessed()
        engine = Duck(self._audit.scratch)
        try:
            return line_of(engine, self._audit.book, used, dict(used.constants), self.knowledge,
                           lang, row)
        finally:
            engine.close()

    def forms(self) -> tuple[str, ...]:
        """The kinds of file that the audited lines can be saved as here."""
        from importlib.util import find_spec

        sheet = find_spec("openpyxl") is not None and self.opened.lines <= MOST_IN_SHEET
        return ("csv", "xlsx", "parquet") if sheet else ("csv", "parquet")

    def save(self, form: str) -> bytes:
        """The audited lines as a file, cells defused as the command does."""
        to = self._answered
        if form != "parquet":
            to = self.folder / f"saved.{form}"
            engine = Duck(self._audit.scratch)
            try:
                Output(to, force=True).write(engine, self._answer())
            finally:
                engine.close()
        content = to.read_bytes()
        if form != "parquet":
            to.unlink()
        return content

    @property
    def _answered(self) -> Path:
        return self.folder / "answered.parquet"

    def _source(self) -> str:
        return f"read_parquet({text(str(self._answered))})"

    def _rows(self, select: str) -> list[tuple[Any, ...]]:

        with connect() as database:
            database.execute("SET enable_progress_bar = false")  # it would be printed
            return database.execute(select).fetchall()

    def _answer(self) -> Answer:
        """The audited lines as they stand in their file."""
        described = self._rows(f"DESCRIBE SELECT * FROM {self._source()}")
        columns = [(name, kind) for name, kind, *_ in described]
        shown = ", ".join(f"{quoted(name)} AS s{i}" for i, (name, _) in enumerate(columns))
        return Answer(f"SELECT {shown} FROM {self._source()}", tuple(
            (f"s{i}", name, kind == "VARCHAR") for i, (name, kind) in enumerate(columns)))

    def _looked(self) -> dict[str, str]:
        return places_to_look(self.used, self.opened.columns, LOOKED) if self.used else {}

    def _samples(self) -> dict[str, tuple[str, ...]]:
        """A few different cells of each column, from the first lines."""
        book = self._audit.book
        listed = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in book.columns)
        rows = self._rows(f"SELECT {listed} FROM read_parquet({text(book.paths[0])}) LIMIT 50")
        held: dict[str, tuple[str, ...]] = {}
        for i, name in enumerate(book.columns):
            cells = dict.fromkeys(str(row[i]).strip() for row in rows if row[i] is not None)
            cells.pop("", None)
            held[name] = tuple(c[:LONGEST_SAMPLE] for c in list(cells)[:SAMPLES])
        return held

    def _named(self, error: InputError) -> InputError:
        """The error with the reader's own name of the file."""
        said = {k: v if isinstance(v, int) else str(v).replace(self._given, self.name)
                for k, v in error.values.items() if v is not None}
        return InputError(error.key, **said)
