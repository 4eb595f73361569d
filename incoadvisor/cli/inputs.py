"""Reading what the user points at."""

import sys
from collections.abc import Sequence
from pathlib import Path

from incoadvisor import api
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.yamlfile import MAX_BYTES
from incoadvisor.model.case import CaseFacts


def read_case(name: str, settings: Sequence[str] = ()) -> CaseFacts:
    """The case in the file `name` (- for standard input), or the facts of the case study of that
    id, with `fact=value` settings over it.

    Raises InputError.
    """
    try:
        case = api.read_case(content(name), name)
    except InputError as error:
        found = _of_library(name) if error.key == "file_not_found" else None
        if found is None:
            raise
        case = found
    return with_settings(case, settings)


def _of_library(name: str) -> CaseFacts | None:
    """What the dossier of a case study says, as a case."""
    if Path(name).suffix:
        return None
    given = {s.id: s.given for s in api.case_studies()}.get(name)
    return None if given is None else api.Case(**given)


def with_settings(case: CaseFacts, settings: Sequence[str]) -> CaseFacts:
    """The case with each `fact=value` applied, in order."""
    for text in settings:
        fact, value = api.setting(text)
        case = api.changed(case, {fact: value})
    return case


def date(text: str | None) -> str | None:
    """An ISO date given as an option, checked like the shipment date."""
    if text is None:
        return None
    spec = api.knowledge().facts["shipment_date"]
    return str(api.read_value(spec, text, api.knowledge()))


def content(name: str, most: int = MAX_BYTES) -> bytes:
    """What the file `name` holds (- for standard input), or its first bytes past the limit.

    Raises InputError.
    """
    if name == "-":
        return sys.stdin.buffer.read(most + 1)
    path = Path(name)
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise InputError("file_not_found", name=name) from None
    except IsADirectoryError:
        raise InputError("file_is_folder", name=name) from None
    except (OSError, ValueError) as error:
        raise InputError("file_no_access", name=name,
                         problem=getattr(error, "strerror", None) or str(error)) from None
