"""The copies of a class, from a folder or a ZIP: read in memory, bounded, nothing unpacked."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.yamlfile import MAX_BYTES

KINDS = (".yaml", ".yml", ".json", ".txt")
MOST_COPIES = 2000
MOST_BYTES = 50 * 1024 * 1024
UTF_8 = 0x800  # the flag of an entry whose name is told to be UTF-8


@dataclass(frozen=True)
class RawCopy:
    """One file: its content, or the InputError that keeps it from being read."""

    name: str
    content: bytes = b""
    error: InputError | None = None


def read_copies(name: str) -> list[RawCopy]:
    """Every copy under a folder or in a ZIP, in order of name. Raises InputError.

    What is hidden is passed over; what is no copy by its name, or cannot be read, keeps an error.
    """
    path = Path(name)
    if path.is_dir():
        found = list(_folder(path))
    elif path.is_file():
        found = list(_zip(path, name))
    else:
        raise InputError("teach_no_such_batch", name=name)
    return _bounded(found, name)


def uploaded_copies(files: Sequence[tuple[str, bytes]]) -> list[RawCopy]:
    """Every copy among files in memory, those inside ZIP files too. Raises InputError.

    A ZIP file that cannot be read, or that is too large, is listed with its error.
    """
    found: list[RawCopy] = []
    for name, content in files:
        if not name.lower().endswith(".zip"):
            known = name.lower().endswith(KINDS)
            found.append(RawCopy(name, content) if known else RawCopy(
                name, error=InputError("te_no_copy_kind", name=name, accepted=", ".join(KINDS))))
        elif len(content) > MAX_BYTES:
            found.append(RawCopy(name, error=InputError("te_zip_too_large", name=name,
                                                        limit="1 MiB")))
        else:
            try:
                found += _zip(io.BytesIO(content), name)
            except InputError as error:
                found.append(RawCopy(name, error=error))
    return _bounded(found, ", ".join(name for name, _ in files))


def _bounded(found: list[RawCopy], name: str) -> list[RawCopy]:
    if not found:
        raise InputError("teach_no_copies", name=name, accepted=", ".join(KINDS))
    if len(found) > MOST_COPIES:
        raise InputError("teach_too_many_copies", name=name, limit=MOST_COPIES)
    return sorted(found, key=lambda copy: copy.name)


def _is_hidden(path: PurePosixPath | Path) -> bool:
    return any(part.startswith((".", "__")) and part not in (".", "..") for part in path.parts)


def _other_kind(path: PurePosixPath | Path, name: str) -> RawCopy | None:
    """A file that is no copy by its name, so that no student's work is lost in silence."""
    if path.suffix.lower() in KINDS:
        return None
    return RawCopy(name, error=InputError("teach_no_copy_kind", name=name,
                                          accepted=", ".join(KINDS)))


def _folder(folder: Path) -> Iterator[RawCopy]:
    total = 0
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if _is_hidden(inside) or (path.is_dir() and not path.is_symlink()):
            continue
        name = inside.as_posix()
        if other := _other_kind(inside, name):
            yield other
            continue
        if path.is_symlink() or not path.is_file():
            yield RawCopy(name, error=InputError("teach_copy_unsafe", name=name))
            continue
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            yield RawCopy(name, error=InputError("file_no_access", name=name,
                                                 problem=error.strerror or str(error)))
            continue
        total += len(content)
        if total > MOST_BYTES:
            raise InputError("teach_batch_too_large", name=str(folder), limit="50 MiB")
        yield RawCopy(name, content)


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of an entry; some archivers write UTF-8 without saying so."""
    if info.flag_bits & UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip(path: Path | io.BytesIO, shown: str) -> Iterator[RawCopy]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise InputError("teach_not_a_zip", name=shown) from None
    total = 0
    with archive:
        for info in archive.infolist():
            inside = PurePosixPath(_name_of(info).replace("\\", "/"))
            if info.is_dir() or _is_hidden(inside):
                continue
            name = str(inside)
            if other := _other_kind(inside, name):
                yield other
                continue
            if inside.is_absolute() or ".." in inside.parts or ":" in name:
                yield RawCopy(name, error=InputError("teach_copy_unsafe", name=name))
                continue
            try:  # sizes told by the archive are not believed: reading stops at the limit
                with archive.open(info) as file:
                    content = file.read(MAX_BYTES + 1)
            except (zipfile.BadZipFile, RuntimeError, OSError, EOFError,
                    NotImplementedError, ValueError):
                yield RawCopy(name, error=InputError("teach_copy_broken", name=name))
                continue
            total += len(content)
            if total > MOST_BYTES:
                raise InputError("teach_batch_too_large", name=shown, limit="50 MiB")
            yield RawCopy(name, content)
