"""A small order book that holds whatever could make two databases answer differently."""

import datetime
import decimal
import itertools
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from incoadvisor.knowledge.base import Knowledge
from tests.cases.suite import entries

TYPED_BOOLS = 4  # so many yes-or-no columns are booleans, the others text
NASTY = ["", " ", "\u00a0", "\t", "unknown", "O'Hare \\ gate \"4\"", "\\", "''",
         "12 rue d'Été, Łódź", "東京 港 🚢", "a|b", "%_*", "${user}", "-- no comment",
         "Door 4\nYard 2", "=1+1", "'"]
TERMS = ["FOB Paris CDG 2010", "DDU", "fca", "CIF Rotterdam Incoterms 2020", "EXW \\ works", "D'AP",
         "", " ", "unknown", "FOB", "CPT Genève", "???", "DAT Lyon", "FCA or FOB"]
FIGURES = ["", "12", "12.50", "1,5", ".5", "5.", ".", "-3", "1e3", "abc", " 7 ", "0", "9" * 400,
           "1 000", "NaN", "Infinity", "+4", "1.2.3"]
WEIGHTS = [None, 1.5, -1e7, 1e8, 1.5e-5, -1e16, 0.0, -0.0,
           float("nan"), float("inf"), float("-inf")]


def cases(knowledge: Knowledge) -> list[dict[str, Any]]:
    """The facts of the project's own cases, those that a column may hold."""
    usable = {n for n, s in knowledge.facts.items() if s.kind != "derived"}
    found = [c["given"] for c in entries("*.yaml") if isinstance(c.get("given"), dict)]
    return [{n: v for n, v in given.items() if n in usable} for given in found]


def write_book(folder: Path, knowledge: Knowledge, lines: int) -> None:
    """Two Parquet files of the same columns, drawn with a fixed seed."""
    draw = random.Random(20)
    given = [dict(c) for c in itertools.islice(itertools.cycle(cases(knowledge)), lines)]
    names = [n for n in knowledge.facts if any(n in c for c in given)]
    special = {"goods_value", "gross_weight_kg", "volume_m3", "shipment_date", "origin_place",
               "proposed_term", "destination_place"}
    bools = [n for n in names if knowledge.facts[n].type == "bool"][:TYPED_BOOLS]
    columns: dict[str, pa.Array] = {}
    for name in (n for n in names if n not in special):
        cells = [c.get(name) for c in given]
        if name in bools:
            columns[name] = pa.array([v if isinstance(v, bool) else None for v in cells],
                                     pa.bool_())
        else:
            columns[name] = pa.array([_spoilt(v, draw) for v in cells], pa.string())
    columns["goods_value"] = pa.array(
        [draw.choice([None, decimal.Decimal("-5.00"), decimal.Decimal("1250.50")]) for _ in given],
        pa.decimal128(12, 2))
    columns["gross_weight_kg"] = pa.array([draw.choice(WEIGHTS) if draw.random() < 0.1 else 20.0
                                           for _ in given], pa.float64())
    columns["volume_m3"] = pa.array([draw.choice(FIGURES) if draw.random() < 0.3 else "3"
                                     for _ in given])
    columns["shipment_date"] = pa.array(
        [draw.choice([None, datetime.datetime(2024, 5, 17, 13, 5), datetime.datetime(2027, 1, 1)])
         for _ in given], pa.timestamp("us"))
    columns["origin_place"] = pa.array([draw.choice([None, *NASTY]) for _ in given])
    columns["town"] = pa.array([draw.choice([None, *NASTY]) for _ in given])
    columns["from.day `x`"] = pa.array([draw.choice([None, datetime.date(2026, 2, 1)])
                                        for _ in given], pa.date32())
    columns["proposed_term"] = pa.array(
        [str(c["proposed_term"]) if "proposed_term" in c and draw.random() < 0.7
         else draw.choice([None, *TERMS]) for c in given])
    table = pa.table(columns)
    pq.write_table(table.slice(0, lines // 3), folder / "a one+é.parquet")
    pq.write_table(table.slice(lines // 3), folder / "b.parquet")


def _spoilt(value: Any, draw: random.Random) -> str | None:
    if draw.random() < 0.02:
        return draw.choice(["", " ", "unknown", "nonsense \\ '", "ÉÈ"])
    text = str(value).lower() if isinstance(value, bool) else value
    return None if text is None else str(text)
