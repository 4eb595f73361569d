"""Kinds of named place."""

from typing import Literal

from incoadvisor.model.text import Frozen, Text


class PlaceKind(Frozen):
    """What a kind of place is called, what must be written, and which facts hold the words."""

    label: Text
    placeholder: Text
    needs: Literal["address", "name"]
    facts: tuple[str, ...]


class Places(Frozen):
    """The kinds at each end; `reads_as` maps values of facts to kinds, `unsettled` names the
    kind at each end when the facts do not settle it.
    """

    origin: dict[str, PlaceKind]
    destination: dict[str, PlaceKind]
    reads_as: dict[str, str]
    unsettled: dict[Literal["origin", "destination"], str]

    def kinds(self, side: Literal["origin", "destination"]) -> dict[str, PlaceKind]:
        """The kinds at one end."""
        return self.origin if side == "origin" else self.destination
