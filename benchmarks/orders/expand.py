"""Order lines drawn from arrangements, in batches: memory stays that of one batch.

A batch depends on the seed and its number alone, so a book is the same wherever it is made.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.orders.arrangement import Arrangement
from benchmarks.orders.book import book
from benchmarks.orders.goods import Goods

BATCH = 250_000
FLAGS = ("seller_can_import", "buyer_can_export", "seller_can_unload")
# Order of the columns that come from an arrangement
TOLD = ("customer", "currency", "origin_country", "origin_place", "port_of_shipment",
        "destination_country", "port_of_destination", "destination_place", "main_mode",
        "cargo_form", "handover", "destination_kind", "carriage_by", "payment", "sale", "trust",
        *FLAGS, "proposed_term")


class Expander:
    """Arrangements as coded columns, ready to be drawn from."""

    def __init__(self, arrangements: list[Arrangement], seed: int) -> None:
        self.seed = seed
        self.columns = book().columns
        self.goods = Goods(self.columns, [a.facts.get("cargo_form", "") for a in arrangements])
        self.told = {name: _coded([a.facts.get(name, "") for a in arrangements], name in FLAGS)
                     for name in TOLD}
        self.truth = {
            "truth": _coded([a.truth for a in arrangements]),
            "operation": _coded([a.operation for a in arrangements]),
            "expected": _coded([next(iter(a.expect.values()), "") for a in arrangements])}
        self._often = _cumulative(_shares(len(arrangements), seed, self.columns["zipf"]))
        self._days, self._busy = _calendar(self.columns)

    def batches(self, rows: int) -> Iterator[tuple[pa.Table, pa.Table]]:
        """The book and its truth, batch by batch."""
        for number, first in enumerate(range(0, rows, BATCH)):
            yield self._batch(number, first, min(BATCH, rows - first))

    def _batch(self, number: int, first: int, size: int) -> tuple[pa.Table, pa.Table]:
        random = np.random.Generator(np.random.Philox(key=[self.seed, number]))
        order, line = _orders(random, size, self.columns["lines_an_order"])
        orders = int(order[-1]) + 1
        arranged = np.searchsorted(self._often, random.random(orders))[order]
        day = self._days[np.searchsorted(self._busy, random.random(orders))[order]]
        table: dict[str, Any] = {
            "order_no": order.astype(np.int64) + first + 1,
            "line_no": (line.astype(np.int32) + 1) * 10,
            "shipment_date": pa.array(day, mask=self._blank(random, "shipment_date", size))}
        sku, name, kg, value = self.goods.lines(random, arranged)
        table |= {"sku": sku, "goods": name}
        for column, numbers in (("goods_value", value), ("gross_weight_kg", kg)):
            table[column] = pa.array(numbers, mask=self._blank(random, column, size))
        table |= {name: _drawn(coded, arranged) for name, coded in self.told.items()}
        truth = {"row": np.arange(first, first + size), "order_no": table["order_no"],
                 "line_no": table["line_no"]}
        truth |= {name: _drawn(coded, arranged) for name, coded in self.truth.items()}
        return pa.table(table), pa.table(truth)

    def _blank(self, random: np.random.Generator, column: str, size: int) -> Any:
        return random.random(size) < self.columns["blank"][column]


def _coded(values: list[str], flag: bool = False) -> tuple[Any, Any]:
    """Distinct values and each arrangement's place among them; a blank is null."""
    distinct = sorted(set(values) - {""})
    place = {value: i for i, value in enumerate(distinct)} | {"": len(distinct)}
    codes = np.array([place[v] for v in values], dtype=np.int32)
    known: list[Any] = [v == "true" for v in distinct] if flag else list(distinct)
    return pa.array([*known, None], type=pa.bool_() if flag else pa.string()), codes


def _drawn(coded: tuple[Any, Any], arranged: Any) -> Any:
    values, codes = coded
    indices = codes[arranged]
    if pa.types.is_boolean(values.type):
        return values.take(pa.array(indices))
    known = len(values) - 1
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, mask=indices == known), values.slice(0, known))


def _shares(number: int, seed: int, zipf: dict[str, float]) -> Any:
    rank = np.random.Generator(np.random.Philox(key=[seed, 2**63])).permutation(number)
    return 1.0 / (rank + zipf["head"]) ** zipf["exponent"]


def _cumulative(shares: Any) -> Any:
    total = np.cumsum(shares)
    return total / total[-1]


def _orders(random: np.random.Generator, size: int, mean: float) -> tuple[Any, Any]:
    """Order of each row and the row's place in it."""
    lengths = random.geometric(1 / mean, size)
    ends = np.cumsum(lengths)
    last = int(np.searchsorted(ends, size))
    lengths = lengths[: last + 1]
    order = np.repeat(np.arange(last + 1), lengths)[:size]
    line = np.arange(size) - np.concatenate(([0], ends[:last]))[order]
    return order, line


def _calendar(columns: dict[str, Any]) -> tuple[Any, Any]:
    """Working days of the book, and how busy they are, added up."""
    span = (columns["until"] - columns["since"]).days + 1
    days = [columns["since"] + datetime.timedelta(n) for n in range(span)]
    days = [d for d in days if d.weekday() < 5]
    busy = [columns["seasons"][d.month - 1] for d in days]
    return np.array(days, dtype="datetime64[D]"), _cumulative(np.array(busy, dtype=float))
