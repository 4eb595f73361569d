"""What the audit asks of a database: DuckDB inside the process, or Spark on a cluster.

Every statement is written once, in SQL that both read; an engine only runs it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

Kind = Literal["text", "number", "bool", "date", "time", "other"]
Row = Sequence[Any]
Watch = Callable[[float], None]  # told the share done, from 0 to 1

ORDERS = "orders"  # the view of all lines: c0, c1 …, source_file, row_number
UNREAD = ("unread", "unread_why")  # columns of a file in which some lines could not be split


@dataclass(frozen=True)
class Book:
    """Order lines ready to be scanned: Parquet files with the columns they share."""

    paths: tuple[str, ...]
    files: tuple[str, ...]  # what the user gave, one a path
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    has_unread: bool = False
    lines: int | None = None


class Engine(Protocol):
    """Runs portable SQL over the lines."""

    name: str

    def open(self, book: Book) -> None:
        """Make the view of all lines."""

    def put(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
        """Make a small table from rows; columns with their SQL types."""

    def keep(self, name: str, select: str, watch: Watch | None = None, *,
             lean: bool = False) -> None:
        """Keep what a query gives under a name; `lean` says that planning it well does not pay."""

    def see(self, name: str, select: str) -> None:
        """Give a query a name, without keeping what it gives."""

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """What a query gives."""

    def fingerprint(self, columns: Sequence[str]) -> str:
        """An expression that is a BIGINT-sized hash of text columns, none of them NULL."""

    def write(self, select: str, columns: Sequence[str], to: Path | str, form: str,
              watch: Watch | None = None) -> None:
        """Write what a query gives, its columns renamed, in the order of the lines."""

    def close(self) -> None:
        """Let go of everything."""
