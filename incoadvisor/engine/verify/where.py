"""Where an entry of the knowledge stands, for findings about entries that do not say so."""

from functools import lru_cache
from pathlib import Path

from incoadvisor.knowledge.yamlfile import Document, read


def line_of(folder: Path, part: str, path: tuple[str | int, ...]) -> str:
    """`file:line` of the entry at `path` in a file of `part`, or the part's name."""
    root = folder / part
    single = root.with_suffix(".yaml")
    for file in sorted(root.glob("*.yaml")) or ([single] if single.is_file() else []):
        document = _document(file, file.stat().st_mtime_ns)
        if path in document.lines:
            return f"{file.relative_to(folder).as_posix()}:{document.line(path)}"
    return part


@lru_cache(maxsize=32)
def _document(file: Path, written: int) -> Document:
    """The file as of the time it was `written`."""
    return read(file.read_text(encoding="utf-8"))
