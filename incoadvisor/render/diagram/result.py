"""A finished diagram: picture, sentence, table and graph text, from one and the same data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.table import Table


@dataclass(frozen=True)
class Diagram:
    """What is drawn and what says the same. `svg` and `dot` are made when first asked for.

    `table` is the headings and the rows of text cells; `footnotes` are numbered as in the
    picture and in the table.
    """

    lang: Lang
    title: str
    sentence: str
    table: Table
    footnotes: tuple[str, ...]
    draw: Callable[[], str] = field(repr=False, compare=False)
    write_dot: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def svg(self) -> str:
        """The picture as a whole SVG document without script or outside resource."""
        return self.draw()

    @cached_property
    def dot(self) -> str:
        """The same in the DOT language of Graphviz."""
        return self.write_dot()
