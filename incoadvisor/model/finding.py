"""What `verify` finds."""

from typing import Any, Literal

from incoadvisor.model.text import Frozen


class Finding(Frozen):
    """One finding about the knowledge; `code` is also the key of its message."""

    code: str
    severity: Literal["fault", "note"]
    where: str
    values: dict[str, Any]
