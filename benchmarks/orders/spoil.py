"""Cells nobody can read, put into some rows; a typed column takes only what its type can hold."""

from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.orders.book import book


def spoil(table: pa.Table, truth: pa.Table, share: float, seed: int, text: bool
          ) -> tuple[pa.Table, pa.Table]:
    """About `share` of the rows spoilt, each with `bad:` and what it is in the truth."""
    first = truth["row"][0].as_py()
    random = np.random.Generator(np.random.Philox(key=[seed + 1, first]))
    kinds = book().columns["bad"]
    if text:
        table = table.cast(pa.schema([pa.field(f.name, pa.string()) for f in table.schema]))
    else:
        kinds = {k: s for k, s in kinds.items() if _holds(table, s)}
    rows = np.flatnonzero(random.random(table.num_rows) < share)
    kind = random.integers(len(kinds), size=len(rows))
    told = truth["truth"].to_pylist()
    for number, (name, spec) in enumerate(kinds.items()):
        hit = rows[kind == number]
        values = random.choice(spec["values"], len(hit)).tolist()
        at = table.schema.get_field_index(spec["column"])
        table = table.set_column(at, spec["column"], _with(table.column(at), hit, values))
        for row in hit:
            told[row] = f"bad:{name}"
    at = truth.schema.get_field_index("truth")
    return table, truth.set_column(at, "truth", pa.array(told, pa.string()))


def _holds(table: pa.Table, spec: dict[str, Any]) -> bool:
    kind = table.schema.field(spec["column"]).type
    try:
        pa.array(spec["values"]).cast(kind.value_type if pa.types.is_dictionary(kind) else kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return False
    return True


def _with(column: Any, rows: Any, values: list[str]) -> Any:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    cells = column.cast(kind).to_pylist()
    for row, value in zip(rows, pa.array(values, pa.string()).cast(kind).to_pylist(), strict=True):
        cells[row] = value
    return pa.array(cells, kind)
