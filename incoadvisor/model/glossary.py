"""A word of the trade, explained."""

from pydantic import Field

from incoadvisor.model.text import Frozen, Text


class OtherNames(Frozen):
    """Other names of the same thing, in each language."""

    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()


class GlossaryEntry(Frozen):
    """One entry; `about` are the terms it concerns most, `see` other entries."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    word: Text
    also: OtherNames = OtherNames()
    means: Text
    about: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    source: tuple[str, ...] = Field(min_length=1)
