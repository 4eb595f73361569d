"""How far a misspelt word is from a known one."""

from __future__ import annotations

from functools import lru_cache


def distance(a: str, b: str, most: int) -> int:
    """Return the number of letters added, lost, changed or swapped; above most, most + 1."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    return _distance(a, b, most)


@lru_cache(maxsize=1 << 16)  # the same words come again and again in an order book
def _distance(a: str, b: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return min(row[-1], most + 1)


def swapped(a: str, b: str) -> bool:
    """Whether the words differ by two neighbouring letters swapped."""
    return len(a) == len(b) and a != b and sorted(a) == sorted(b)
