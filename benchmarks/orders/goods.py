"""The goods of a line: what, how heavy, how dear."""

from typing import Any

import numpy as np
import pyarrow as pa


class Goods:
    """Goods by form of cargo; a line's weight and price are log-normal."""

    def __init__(self, columns: dict[str, Any], forms: list[str]) -> None:
        self.spread, self.articles = columns["spread"], columns["articles"]
        first, count, names, prices = {}, {}, [], []
        kilograms = []
        for form, spec in columns["goods"].items():
            first[form], count[form] = len(names), len(spec["names"])
            names += spec["names"]
            prices += spec["names"].values()
            kilograms += [spec["kg"]] * len(spec["names"])
        self._first = np.array([first[f] for f in forms])
        self._count = np.array([count[f] for f in forms])
        self._price, self._kg = np.array(prices, float), np.array(kilograms, float)
        self._names = pa.array(names)
        self._skus = pa.array([f"{100 + i}-{article:04d}" for i in range(len(names))
                               for article in range(1, self.articles + 1)])

    def lines(self, random: np.random.Generator, arranged: Any) -> tuple[Any, Any, Any, Any]:
        """Article, goods, kilograms and value of each line."""
        size = len(arranged)
        kind = self._first[arranged] + (random.random(size) * self._count[arranged]).astype(int)
        article = (random.random(size) ** 2 * self.articles).astype(int)
        kg = np.round(self._kg[kind] * np.exp(random.normal(0, self.spread["kg"], size)), 1)
        price = self._price[kind] * np.exp(random.normal(0, self.spread["price"], size))
        sku = pa.DictionaryArray.from_arrays(
            pa.array(kind * self.articles + article, pa.int32()), self._skus)
        name = pa.DictionaryArray.from_arrays(pa.array(kind, pa.int32()), self._names)
        return sku, name, kg, np.round(kg * price, 2)
