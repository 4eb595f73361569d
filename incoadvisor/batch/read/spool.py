"""Lines on their way to Parquet: names of columns, and the clean file in between."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from incoadvisor.batch.duck import connect, quoted, read_clean, text


@contextmanager
def clean_file(target: Path) -> Iterator[tuple[TextIO, Path]]:
    """A text file beside `target`, gone afterwards."""
    path = target.with_suffix(".clean.csv")
    try:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def to_parquet(clean: Path, target: Path, columns: Sequence[str], types: Sequence[str],
               ragged: bool = False) -> None:
    """The clean file as Parquet; cells of a column with a type are cast to it."""
    given = ", ".join(f"{text(f'c{i}')}: 'VARCHAR'" for i in range(len(columns)))
    shown = ", ".join(
        f"{f'c{i}' if kind == 'VARCHAR' else f'CAST(c{i} AS {kind})'} AS {quoted(name)}"
        for i, (name, kind) in enumerate(zip(columns, types, strict=True)))
    with connect() as database:
        database.execute(f"COPY (SELECT {shown} FROM {read_clean(clean, given, ragged)}) "
                         f"TO {text(str(target))} (FORMAT parquet)")


def names(header: Sequence[str]) -> list[str]:
    """A name for every column, each once, whatever the heading says."""
    found: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(header, 1):
        name = base = " ".join(str(cell).split()) or f"column_{number}"
        again = 2
        while name.lower() in taken:
            name, again = f"{base}_{again}", again + 1
        taken.add(name.lower())
        found.append(name)
    return found
