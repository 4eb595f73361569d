"""The page: headings, paragraphs, bullets and tables at a readable width."""

import io
import re
import sys
from collections.abc import Sequence
from typing import IO, cast

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.numbers import NO_BREAK, THIN

WIDTH = 80


# rich breaks lines at no-break spaces too, so a private character stands in until the output.
_NO_BREAK = "\ue000"
# What a terminal would obey (a file may be called anything) is shown as a dot.
_SAFE = {n: "·" for n in (*range(32), *range(127, 160)) if chr(n) not in "\n\t"}
_TYPESET = str.maketrans(
    {THIN: _NO_BREAK, NO_BREAK: _NO_BREAK} | {chr(n): dot for n, dot in _SAFE.items()})


class _Sticky(io.TextIOBase):
    """Standard output, with the stand-in turned into a no-break space and no trailing spaces."""

    def write(self, text: str) -> int:
        text = text.replace(_NO_BREAK, "\u00a0")
        sys.stdout.write(re.sub(r" +(?=\n)", "", text))
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()

    def isatty(self) -> bool:
        return sys.stdout.isatty()

    def fileno(self) -> int:
        return sys.stdout.fileno()


class Page:
    """Writes to standard output in one language. What users typed is never read as markup."""

    def __init__(self, texts: Texts, lang: Lang) -> None:
        self.texts, self.lang = texts, lang
        console = Console(file=cast(IO[str], _Sticky()), highlight=False, markup=False, emoji=False)
        if not console.is_terminal or console.width > WIDTH:
            console.width = WIDTH
        self.console = console

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.texts.say(key, self.lang, **values)

    def pair(self, key: str, value: str) -> str:
        """`name: value`, with the spacing of the language."""
        return self.say("l_pair", name=self.say(key), value=value)

    def typeset(self, text: str) -> str:
        """Nothing a terminal would obey, figures in one piece, and French punctuation kept on the
        line of its word.
        """
        text = text.translate(_TYPESET)
        if self.lang != "fr":
            return text
        return re.sub(r" (?=[:;?!»])|(?<=«) ", _NO_BREAK, text)

    def heading(self, key: str) -> None:
        """A section heading, after a blank line."""
        self.console.print()
        self.console.print(Text(self.typeset(self.say(key)), style="bold underline"))

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped at the page's width."""
        self.console.print(Padding(Text(self.typeset(text), style=style), (0, 0, 0, indent)))

    def bullet(self, text: str, mark: str = "-", indent: int = 0, style: str = "") -> None:
        """A paragraph that hangs under its mark."""
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        table.add_row(Text(" " * indent + mark, style=style), Text(self.typeset(text)))
        self.console.print(table)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]],
              styles: Sequence[str] | None = None) -> None:
        """A plain table within the page's width; `styles` colours whole rows."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
        for i, heading in enumerate(headings):
            table.add_column(Text(heading), no_wrap=i < len(headings) - 1 and len(headings) > 2)
        for i, row in enumerate(rows):
            style = styles[i] if styles else ""
            table.add_row(*(Text(self.typeset(cell)) for cell in row), style=style)
        self.console.print(table)

    def disclaimer(self) -> None:
        """What every reader must be told."""
        self.console.print()
        self.line(self.say("disclaimer"), style="dim")
