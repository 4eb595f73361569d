"""The book written as Parquet or CSV, as its batches come."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet


class Writer:
    """A Parquet or CSV file that grows by tables of one schema; use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: Any = None
        self._make: Callable[..., Any] = (
            pa.csv.CSVWriter if path.suffix == ".csv" else pa.parquet.ParquetWriter)

    @property
    def is_text(self) -> bool:
        """Whether a cell may hold anything, whatever its column."""
        return self.path.suffix == ".csv"

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, table: pa.Table) -> None:
        """Add the rows of a table."""
        if self.is_text:
            table = _plain(table)
        if self._file is None:
            self._file = self._make(str(self.path), table.schema)
        self._file.write_table(table)


def _plain(table: pa.Table) -> pa.Table:
    """Columns that the CSV writer knows."""
    fields = [pa.field(f.name, pa.string()) if pa.types.is_dictionary(f.type) else f
              for f in table.schema]
    return table.cast(pa.schema(fields))
