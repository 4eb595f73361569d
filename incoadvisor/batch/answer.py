"""The answered lines: the query that gives them, and the columns it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from incoadvisor.engine.sql.expressions import literal
from incoadvisor.render.cells import BREAKS, FORMULA


@dataclass(frozen=True)
class Answer:
    """A query over all lines; `columns` are (alias in the query, name, whether it is text)."""

    select: str
    columns: tuple[tuple[str, str, bool], ...]

    @property
    def names(self) -> list[str]:
        """The names of the columns as written."""
        return [name for _, name, _ in self.columns]

    def defused(self) -> str:
        """The query with no text left that a spreadsheet would take for a formula.

        A text that is a number, such as -5, stays one.
        """
        cells = [_defused(alias) if is_text else alias for alias, _, is_text in self.columns]
        shown = ", ".join(f"{cell} AS {alias}"
                          for cell, (alias, _, _) in zip(cells, self.columns, strict=True))
        return f"SELECT {shown} FROM ({self.select}) AS answered"


def free_names(given: Sequence[str], added: Sequence[str]) -> list[str]:
    """Names of all columns: the file keeps its own, an added one steps aside."""
    names = list(given)
    taken = {name.lower() for name in given}
    for name in added:
        free, again = name, 1
        while free.lower() in taken:
            free = f"audit_{name}" if again == 1 else f"audit_{name}_{again}"
            again += 1
        taken.add(free.lower())
        names.append(free)
    return names


def _defused(cell: str) -> str:
    signs = ", ".join(literal(sign) for sign in FORMULA)
    breaks = ", ".join(literal(sign) for sign in BREAKS)
    begins = f"(SUBSTR(LTRIM({cell}), 1, 1) IN ({signs}) OR SUBSTR({cell}, 1, 1) IN ({breaks}))"
    return (f"CASE WHEN {begins} AND TRY_CAST({cell} AS DOUBLE) IS NULL "
            f"THEN {literal(chr(39))} || {cell} ELSE {cell} END")
