"""Cells that come with a type: kept as text on the way, and cast where a whole column agrees."""

import datetime
import json
import math
from typing import Any

_TYPES = {"bool": "BOOLEAN", "int": "BIGINT", "float": "DOUBLE", "date": "DATE"}
_LARGEST = 2**63


class Kinds:
    """What types the cells of each column have."""

    def __init__(self) -> None:
        self._seen: dict[int, set[str]] = {}

    def see(self, column: int, value: Any) -> None:
        """Take note of one cell."""
        if value is not None and value != "":
            self._seen.setdefault(column, set()).add(self._kind(value))

    def types(self, columns: int) -> list[str]:
        """An SQL type for each column: text unless all of its cells agree."""
        return [self._type(self._seen.get(i, set())) for i in range(columns)]

    @staticmethod
    def text(value: Any) -> str | None:
        """A cell as text."""
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, datetime.datetime):
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ")
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return str(value)

    @staticmethod
    def _type(seen: set[str]) -> str:
        if seen == {"int", "float"}:
            seen = {"float"}
        return _TYPES.get(next(iter(seen)), "VARCHAR") if len(seen) == 1 else "VARCHAR"

    @staticmethod
    def _kind(value: Any) -> str:
        if isinstance(value, bool):
            return "bool"
        if isinstance(value, int):
            return "int" if -_LARGEST <= value < _LARGEST else "text"
        if isinstance(value, float):
            return "float" if math.isfinite(value) else "text"
        if isinstance(value, datetime.datetime):
            return "date" if value.time() == datetime.time() else "text"
        return "date" if isinstance(value, datetime.date) else "text"
