"""What one visitor's session holds of an order book; it goes with the connection."""

from dataclasses import dataclass, field
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
                                 dict(given.constants), decimal, given.date)
        self.begin = given
        self.number += 1

    def map(self) -> Any:
        """The settings as a map."""
        s = self.settings
        return self.book.mapped(self.begin, {f: c for f, c in s.columns.items() if c},
                                {f: v for f, v in s.constants.items() if v is not None},
                                DECIMALS[s.decimal], s.date)

    def take(self, summary: Any, ran: Any) -> None:
        """What came of a run."""
        self.summary, self.ran = summary, ran
        self.search, self.page, self.hit = {}, 0, None

    def leave(self) -> None:
        """Put the book away, with everything made of it."""
        if self.book is not None:
            self.book.close()
        self.book = self.problem = self.summary = self.ran = self.hit = None
        self.search, self.page = {}, 0


@st.cache_resource(scope="session", on_release=Desk.leave, show_spinner=False)
def desk() -> Desk:
    """The visitor's own; Streamlit lets go of it when the connection ends."""
    return Desk()
