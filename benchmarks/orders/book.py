"""The YAML of an order book, read: places, operations, faults, phrasing, columns."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Book:
    """All that is known of the exporter's orders."""

    places: dict[str, Any]
    operations: list[dict[str, Any]]
    faults: list[dict[str, Any]]
    phrasing: dict[str, Any]
    columns: dict[str, Any]

    def law(self, country: str) -> set[str]:
        """What the destination's law or state does to the choice of a term."""
        return set(self.places["destinations"][country].get("law", ()))

    def lane(self, origin: str, destination: str) -> str:
        """domestic, union, neighbour or overseas."""
        union = self.places["union"]
        if origin == destination:
            return "domestic"
        if origin in union and destination in union:
            return "union"
        near = origin in union and "neighbour" in self.law(destination)
        return "neighbour" if near else "overseas"

    def goes(self, spec: dict[str, Any], country: str) -> bool:
        """Whether an operation, a term or a fault is for that destination."""
        law = self.law(country)
        only = spec.get("only_to")
        return not law & set(spec.get("not_to", ())) and (only is None or bool(law & set(only)))


@lru_cache(maxsize=1)
def book() -> Book:
    """The order book's knowledge, read once."""
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
            for path in FOLDER.glob("*.yaml")}
    return Book(**{name: read[name] for name in Book.__dataclass_fields__})


def pick(random: Random, weights: dict[str, Any] | str) -> str:
    """One of the keys by weight (a number, or a mapping with `weight`); a plain value is itself."""
    if not isinstance(weights, dict):
        return str(weights)
    shares = [w if isinstance(w, int | float) else w.get("weight", 1) for w in weights.values()]
    return random.choices(list(weights), shares)[0]
