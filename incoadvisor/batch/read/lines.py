"""NDJSON: one JSON object a line; a line that is none is kept as it stands."""

import json
from pathlib import Path
from typing import Any

from incoadvisor.batch.duck import csv_line
from incoadvisor.batch.engine import UNREAD
from incoadvisor.batch.read.kinds import Kinds
from incoadvisor.batch.read.spool import clean_file, names, to_parquet
from incoadvisor.knowledge.errors import InputError


def spool_ndjson(file: Path, target: Path, encoding: str | None = None) -> None:
    """A file of JSON objects as Parquet, a column a key. Raises InputError."""
    keys: dict[str, int] = {}
    kinds = Kinds()
    bad: list[int] = []
    count = 0
    try:
        with file.open("rb") as raw:
            for line in raw:
                if not line.strip():
                    continue
                found = _object(line)
                count += 1
                if found is None:
                    bad.append(count)
                    continue
                for key, value in found.items():
                    kinds.see(keys.setdefault(key, len(keys)), value)
    except OSError as error:
        raise InputError("file_no_access", name=file, problem=error.strerror) from None
    if not keys:
        raise InputError("audit_empty" if not count else "audit_not_text", name=file)
    wrong = set(bad)
    with file.open("rb") as raw, clean_file(target) as (clean, path):
        number = 0
        for line in raw:
            if not line.strip():
                continue
            number += 1
            cells: list[Any] = [None] * len(keys)
            unread = why = None
            if number in wrong:
                unread, why = line.decode("utf-8", errors="replace").strip(), "json"
            else:
                for key, value in (_object(line) or {}).items():
                    cells[keys[key]] = kinds.text(value)
            clean.write(csv_line([*cells, unread, why]))
        clean.flush()
        to_parquet(path, target, [*names(list(keys)), *UNREAD],
                   [*kinds.types(len(keys)), "VARCHAR", "VARCHAR"])


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
