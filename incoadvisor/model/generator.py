"""What generated case studies are drawn from, as validated from `knowledge/teach/generator/`."""

from typing import Any

from pydantic import Field

from incoadvisor.model.casestudy import DocumentKind, Level
from incoadvisor.model.text import Frozen, Text


class Names(Frozen):
    """Forms and invented names that make up a firm's name."""

    forms: tuple[str, ...] = Field(min_length=1)
    names: tuple[str, ...] = Field(min_length=1)


class Firms(Frozen):
    """Invented firms."""

    sellers: Names
    buyers: Names


class Origin(Frozen):
    """A town the goods leave, with its port and airport."""

    id: str
    town: Text
    at: Text
    port: Text
    airport: Text
    reached: tuple[str, ...] = ("sea", "air", "road", "union", "domestic", "rail", "bulk",
                                "parcel")


class Destination(Frozen):
    """A town the goods go to; `reached` are the kinds of traffic it is used for."""

    country: str
    name: Text
    town: Text
    port: Text
    airport: Text
    reached: tuple[str, ...]


class Point(Frozen):
    """A point a rule may name, with the words that are enough to tell it."""

    text: Text
    accept: tuple[str, ...] = Field(min_length=1)


class Places(Frozen):
    """Where goods leave, where they go, and the points between."""

    origins: tuple[Origin, ...]
    destinations: tuple[Destination, ...]
    points: dict[str, Point]


class Goods(Frozen):
    """Goods with a range of quantities (lowest, highest, step) and of prices in EUR."""

    id: str
    forms: tuple[str, ...]
    amount: tuple[int, int, int]
    price: tuple[int, int]
    text: Text
    facts: dict[str, Any] = Field(default={})
    told: Text | None = None


class Scene(Frozen):
    """A kind of sale: facts, and the point of departure by rule and of arrival."""

    id: str
    targets: tuple[str, ...]
    form: str
    reached: str
    facts: dict[str, Any]
    departs: dict[str, str] = Field(alias="from")
    to: str
    themes: tuple[str, ...]
    told: Text


class Option(Frozen):
    """Facts that may be drawn together, the rules they suit (none: all), and their words."""

    suits: tuple[str, ...] = Field(default=(), alias="for")
    when: dict[str, Any] | None = None
    facts: dict[str, Any]
    text: Text | None


class Wish(Frozen):
    """A group of options, one of which is drawn, and the paper that tells it."""

    id: str
    paper: str
    from_level: Level = 1
    options: tuple[Option, ...] = Field(min_length=1)


class Trap(Frozen):
    """A term somebody wrote down; it reads as the rule `reads`."""

    id: str
    trap: str
    only_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    when: dict[str, Any] | None = None
    line: str
    reads: str
    by: str
    learning: Text


class PaperPlan(Frozen):
    """One paper of a level and what it tells, in order."""

    kind: DocumentKind
    title: Text
    slots: tuple[str, ...]


class Papers(Frozen):
    """Papers by level, and fixed wording."""

    as_of: str
    source: tuple[str, ...]
    title: Text
    opening: Text
    proposal: Text
    by: dict[str, Text]
    question: Text
    levels: tuple[tuple[PaperPlan, ...], ...] = Field(min_length=3, max_length=3)


class Generator(Frozen):
    """All that cases are drawn from."""

    firms: Firms
    places: Places
    goods: tuple[Goods, ...]
    scenes: tuple[Scene, ...]
    wishes: tuple[Wish, ...]
    traps: tuple[Trap, ...]
    papers: Papers
