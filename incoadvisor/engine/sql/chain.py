"""A chain of CTEs, each adding columns to the one before and passing on what is still read.

Passing on less than `SELECT *` matters: planning costs time for every column of every CTE.
"""

import re
from collections.abc import Iterable, Sequence

Cte = tuple[str, str]

_WORD = re.compile(r"\w+")


class Chain:
    """CTEs over a table with known columns; a column is written `expression AS name`."""

    def __init__(self, table: str, columns: Iterable[str]) -> None:
        self._source = (table, list(columns))
        self._links: list[tuple[str, list[str]]] = []

    def add(self, name: str, columns: Iterable[str]) -> None:
        """Put a CTE at the end; without columns there is none."""
        if made := list(columns):
            self._links.append((name, made))

    def text(self, select: Sequence[str], tail: str = "", sources: Sequence[Cte] = ()) -> str:
        """The whole query: `sources`, the chain, then `select` from its end, then `tail`."""
        read = set(_WORD.findall(" ".join([*select, tail])))
        later = []  # for each CTE, the words read after it
        for _, made in reversed(self._links):
            later.append(frozenset(read))
            read |= set(_WORD.findall(" ".join(made)))
        before, columns = self._source
        ctes = list(sources)
        for (name, made), words in zip(self._links, reversed(later), strict=True):
            passed = [c for c in columns if c in words]
            ctes.append((name, f"SELECT {', '.join([*passed, *made])} FROM {before}"))
            before, columns = name, [*passed, *(c.rpartition(" AS ")[2] for c in made)]
        listed = ",\n".join(f"{name} AS (\n{body}\n)" for name, body in ctes)
        head = f"WITH {listed}\n" if ctes else ""
        return f"{head}SELECT {', '.join(select)} FROM {before} {tail}".rstrip()
