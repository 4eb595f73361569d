"""What one visitor's session holds of an order book; it goes with the connection."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

import streamlit as st

from components.session import lang
from incoadvisor import api

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "order-book.csv"
DECIMALS = {"point": ".", "comma": ","}
DATES = ("iso", "dmy", "mdy")


@dataclass
class Settings:
    """How the columns are read: which hold which facts, what holds for all lines, and signs."""

    start: str = ""
    columns: dict[str, list[str]] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)  # fact: word: value
    decimal: str = "point"
    date: str = "iso"


@dataclass
class Desk:
    """The book at hand, its settings, what came of it, and what the visitor looks at."""

    book: Any = None
    number: int = 0  # of the book or of its settings: new ones fill new fields
    begin: Any = None  # the map that the settings began with
    settings: Settings = field(default_factory=Settings)
    problem: Any = None
    summary: Any = None
    ran: Any = None  # the map of that summary
    search: dict[str, str] = field(default_factory=dict)
    page: int = 0
    unread: tuple[Any, Any] | None = None  # settings, and the words not understood with them
    hit: Any = None  # the line looked at

    def open(self, content: IO[bytes], name: str) -> None:
        """Take a book in place of the one at hand, or keep what is wrong with it."""
        self.leave()
        try:
            self.book = api.open_book(content, name, lang())
        except api.InputError as error:
            self.problem = error
            return
        self.begin_with("", self.book.guessed())

    def begin_with(self, name: str, given: Any) -> None:
        """Settings from a map."""
        decimal = next(k for k, v in DECIMALS.items() if v == given.decimal)
        self.settings = Settings(name, {f: list(c.columns) for f, c in given.columns.items()},
                                 dict(given.constants), {}, decimal, given.date)
        self.begin = given
        self.number += 1

    def map(self, settings: Settings | None = None) -> Any:
        """The settings, these or others, as a map."""
        s = settings or self.settings
        return self.book.mapped(self.begin, {f: c for f, c in s.columns.items() if c},
                                {f: v for f, v in s.constants.items() if v is not None},
                                DECIMALS[s.decimal], s.date, s.words)

    def to_translate(self) -> dict[str, list[tuple[str, int]]]:
        """Words of the columns chosen that mean no accepted value, translated or not yet."""
        plain = replace(self.settings, words={}, constants={})
        if self.unread is None or self.unread[0] != plain:
            kept = replace(plain, columns=dict(plain.columns))
            self.unread = kept, self.book.unread(self.map(plain), lang())
        return self.unread[1]

    def take(self, summary: Any, ran: Any) -> None:
        """What came of a run."""
        self.summary, self.ran = summary, ran
        self.search, self.page, self.hit = {}, 0, None

    def leave(self) -> None:
        """Put the book away, with everything made of it."""
        if self.book is not None:
            self.book.close()
        self.book = self.problem = self.summary = self.ran = self.hit = None
        self.search, self.page, self.unread = {}, 0, None


@st.cache_resource(scope="session", on_release=Desk.leave, show_spinner=False)
def desk() -> Desk:
    """The visitor's own; Streamlit lets go of it when the connection ends."""
    return Desk()
