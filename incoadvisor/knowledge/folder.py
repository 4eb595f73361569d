"""Where the knowledge lies, and its digest."""

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def default_folder() -> Path:
    """The knowledge shipped in the wheel, or the checkout's `knowledge/`."""
    shipped = _PACKAGE / "_knowledge"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "knowledge"


def advice_files(folder: Path) -> list[Path]:
    """The files `advise` needs, in a fixed order; the rest is read on demand."""
    apart = {"articles", "audit", "cases", "clause", "glossary.yaml", "teach"}
    return sorted(
        path for path in folder.rglob("*.yaml")
        if path.relative_to(folder).parts[0] not in apart
    )


def digest(folder: Path, files: list[Path]) -> str:
    """`sha256:…` over names and contents."""
    total = hashlib.sha256()
    for path in files:
        total.update(str(path.relative_to(folder)).encode() + b"\0")
        total.update(path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"
