"""Order books for tests: drawn lines, good, blank and bad, and the files that hold them."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import strategies as st

from tests.clause.suite import CASES as WRITTEN
from tests.strategies import CODES, KNOWLEDGE, values

Line = dict[str, Any]

FACTS = [s for s in KNOWLEDGE.content.facts if s.kind != "derived"]
NAMES = [s.name for s in FACTS]
BAD = ["XX", "maybe", "sae", "2025-13-01", "-5", "1.234,50", "nan", "1e400", "'; DROP TABLE x; --"]
BLANK = ["", "  ", "unknown", None]
TEXTS = ["Le Havre", "France", "12 rue du Port, 76600 Le Havre, France", "Quai \"B\"\nPort 2000",
         "O'Brien & Søn", "\x01", "  ", "=1+1"]
LINES = [w["text"] for w in WRITTEN] + CODES


def cell(spec: Any) -> st.SearchStrategy[Any]:
    """A cell as people fill it: mostly right, now and then blank or wrong."""
    good: st.SearchStrategy[Any] = values(spec)
    if spec.name == "proposed_term":
        good = st.sampled_from(LINES)
    elif spec.type == "text":
        good = st.sampled_from(TEXTS)
    as_text = good.map(lambda v: str(v).lower() if isinstance(v, bool) else str(v))
    shouted = as_text.map(str.upper) if spec.type in ("choice", "bool", "country") else as_text
    return st.one_of(*[as_text] * 12, shouted, st.sampled_from(BLANK), st.sampled_from(BAD))


@st.composite
def books(draw: st.DrawFn, lines: int = 25) -> list[Line]:
    """Lines over the same columns; the first fact of all is the written term."""
    chosen = draw(st.lists(st.sampled_from(FACTS), min_size=3, max_size=14,
                           unique_by=lambda s: s.name))
    specs = list({s.name: s for s in [KNOWLEDGE.facts["proposed_term"], *chosen]}.values())
    return [{s.name: draw(cell(s)) for s in specs} for _ in range(lines)]


def write(book: Sequence[Line], path: Path) -> Path:
    """The lines as a file of the kind its name says."""
    columns = list(dict.fromkeys(name for line in book for name in line))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(book)
    elif path.suffix == ".ndjson":
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in book)
    elif path.suffix == ".xlsx":
        from openpyxl import Workbook

        workbook = Workbook()
        workbook.worksheets[0].append(columns)
        for line in book:
            workbook.worksheets[0].append([line.get(name) for name in columns])
        workbook.save(path)
    else:
        write(book, between := path.with_suffix(".ndjson"))
        given = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
        duckdb.sql(f"COPY (SELECT * FROM read_ndjson('{between}', columns = {{{given}}})) "
                   f"TO '{path}' (FORMAT parquet)")
        between.unlink()
    return path


def read(path: Path) -> list[Line]:
    """The lines of an output."""
    reader = {".csv": "read_csv('{}', all_varchar = true, header = true, quote = '\"')",
              ".ndjson": "read_ndjson('{}')", ".parquet": "read_parquet('{}')"}[path.suffix]
    found = duckdb.sql(f"SELECT * FROM {reader.format(path)}")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
