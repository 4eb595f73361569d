"""What the public door offers a reader who keeps an order book open."""

from typing import IO, TYPE_CHECKING

from incoadvisor.knowledge.base import load
from incoadvisor.model.audit import AuditSummary
from incoadvisor.model.text import Lang
from incoadvisor.render.numbers import whole

if TYPE_CHECKING:  # DuckDB is loaded only when a book is opened
    from incoadvisor.batch.look import OrderBook
    from incoadvisor.batch.search import Search
    from incoadvisor.render.audit.content import Content
    from incoadvisor.render.bars import Chart


def open_book(content: IO[bytes], name: str, lang: Lang = "en") -> "OrderBook":
    """An order book, copied to a folder of its own and kept open until it is closed.

    `name` is the file's: it tells its kind. Raises InputError for what is not a table.
    """
    from incoadvisor.batch.look import OrderBook

    return OrderBook(load(), content, name, lang)


def search_lines(status: str = "", reason: str = "", country: str = "",
                 words: str = "") -> "Search":
    """What audited lines must have to be found; an empty text asks for nothing."""
    from incoadvisor.batch.search import Search

    return Search(status, reason, country, words)


def summary_in(summary: AuditSummary, lang: Lang) -> AuditSummary:
    """A summary told in `lang`, whatever the language of its audit."""
    from incoadvisor.batch.relabel import relabelled

    return relabelled(summary, load(), lang)


def summary_content(summary: AuditSummary, lang: Lang) -> "Content":
    """The figures, tables and plots of a summary in words."""
    from incoadvisor.render.audit.content import Content

    return Content(summary, load().texts, lang)


def summary_plot(chart: "Chart", theme: str = "light", layout: str = "wide") -> str:
    """A plot of a summary as SVG; the "stacked" layout is for narrow windows."""
    from incoadvisor.render.bars import DARK, LIGHT, STACKED, WIDE, bars

    return bars(chart, DARK if theme == "dark" else LIGHT,
                STACKED if layout == "stacked" else WIDE)


def grouped(number: float, lang: Lang) -> str:
    """A number without decimals, its thousands apart as the language does."""
    return whole(number, lang)
