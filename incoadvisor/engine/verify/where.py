"""Where an entry of the knowledge stands, for findings about entries that do not say so."""

from pathlib import Path

from incoadvisor.knowledge.yamlfile import read


def line_of(folder: Path, part: str, path: tuple[str | int, ...]) -> str:
    """`file:line` of the entry at `path` in a file of `part`, or the part's name."""
    root = folder / part
    single = root.with_suffix(".yaml")
    for file in sorted(root.glob("*.yaml")) or ([single] if single.is_file() else []):
        document = read(file.read_text(encoding="utf-8"))
        if path in document.lines:
            return f"{file.relative_to(folder).as_posix()}:{document.line(path)}"
    return part
