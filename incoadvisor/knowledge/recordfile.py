"""A saved trace read back: only our own schema, whole, and of a bounded size."""

import json

from pydantic import ValidationError

from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.recording import SCHEMA, Recording

MOST_BYTES = 4 * 1024 * 1024


def read_recording(content: bytes, name: str) -> Recording:
    """The recorded run in a file called `name`. Raises InputError."""
    if len(content) > MOST_BYTES:
        raise InputError("te_trace_too_large", name=name, limit="4 MiB")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError("te_trace_not_json", name=name) from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema is None:
        raise InputError("te_trace_no_schema", name=name, accepted=SCHEMA)
    if schema != SCHEMA:
        raise InputError("te_trace_other_schema", name=name, schema=schema, accepted=SCHEMA)
    try:
        return Recording.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "–"
        raise InputError("te_trace_broken", name=name, place=place,
                         problem=first["msg"]) from None
    except RecursionError:
        raise InputError("te_trace_not_json", name=name) from None


def write_recording(recording: Recording) -> bytes:
    """The file of a recorded run."""
    return (recording.model_dump_json(by_alias=True, exclude_defaults=False) + "\n").encode()
