"""Parsed knowledge kept as JSON in the user's cache folder, keyed by digest.

Only a shortcut: a missing, broken or read-only cache is ignored.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

FORMAT = 3  # raise when the cached shape changes


def _file(digest: str) -> Path:
    return user_cache_path("incoadvisor") / f"knowledge-{FORMAT}-{digest[7:31]}.json"


def recall(digest: str) -> dict[str, Any] | None:
    """The data cached under `digest`, or None."""
    try:
        data = json.loads(_file(digest).read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("digest") == digest else None


def keep(digest: str, data: dict[str, Any]) -> None:
    """Cache `data`; written aside and renamed, so that no reader sees half a file."""
    path = _file(digest)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({**data, "digest": digest}, out, ensure_ascii=False)
        Path(name).replace(path)
