"""Chance that is the same on every Python for one seed."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws that use `random()` alone, whose sequence is promised from version to version."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`, which are in a fixed order."""
        return items[int(self._random.random() * len(items))]

    def between(self, low: int, high: int, step: int = 1) -> int:
        """A whole number from `low` to `high`, both included, in steps."""
        return low + step * int(self._random.random() * ((high - low) // step + 1))
