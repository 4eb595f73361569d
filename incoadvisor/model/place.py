"""Kinds of named place."""

from typing import Literal

from incoadvisor.model.text import Frozen, Text


class PlaceKind(Frozen):
    """What a kind of place is called, what must be written, and which facts hold the words."""

    label: Text
    placeholder: Text
    needs: Literal["address", "name"]
    facts: tuple[str, ...]
