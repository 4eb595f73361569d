"""Faults a person can mend: in their input, or in the knowledge files."""

from collections.abc import Sequence


class InputError(Exception):
    """A user's mistake. `key` names the message in `texts/messages.yaml`, `values` fill it.

    Rendered in the user's language by the front that catches it; exit code 2.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key}: {values}")
        self.key = key
        self.values = values


class KnowledgeError(Exception):
    """Faults in the knowledge files, each as `file:line: message`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)
