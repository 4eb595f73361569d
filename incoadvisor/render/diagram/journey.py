"""What a responsibility diagram shows, as plain data: the drawing and its table read only this."""

from dataclasses import dataclass
from typing import Literal

from incoadvisor.model.term import Party
from incoadvisor.model.text import Lang

Lane = Literal["acts", "cost", "risk"]
Passing = Literal["risk", "cost", "both"]
LANES: tuple[Lane, ...] = ("acts", "cost", "risk")
OPEN = ("by_contract", "by_place")


@dataclass(frozen=True)
class Station:
    """A milestone on the route. `gate`: customs stand here in this deal."""

    id: str
    label: str
    column: tuple[str, ...]
    icon: str
    customs: bool
    gate: bool

    @property
    def inside(self) -> str:
        """The label as used inside a sentence."""
        return self.label[0].lower() + self.label[1:]


@dataclass(frozen=True)
class Square:
    """Who acts, pays or bears the risk at one milestone, in words and for programs.

    `default` is set for an open cell only; `note` is the number of its footnote.
    """

    milestone: str
    lane: Lane
    party: Party
    default: Party | None
    note: int | None
    words: str
    differs: bool = False

    @property
    def sure(self) -> Party | None:
        """The side that has it, by default at least; None while it is open."""
        return self.default if self.party in OPEN else self.party


@dataclass(frozen=True)
class Transfer:
    """Where something passes to the buyer, as the number of milestones before it.

    `until` is further on when the place decides where between the two it passes.
    """

    at: int
    until: int


@dataclass(frozen=True)
class Pin:
    """A named place on the route. `main` is the one written after the code."""

    at: int
    caption: str
    words: str
    main: bool


@dataclass(frozen=True)
class Cover:
    """The insurance lane: a band from `at` to `until` when the rule asks for insurance."""

    owed: bool
    at: int
    until: int
    words: str


@dataclass(frozen=True)
class Journey:
    """One term on the user's route."""

    code: str
    name: str
    title: str
    sentence: str
    lang: Lang
    route: str
    stations: tuple[Station, ...]
    squares: dict[tuple[Lane, str], Square]
    risk: Transfer
    cost: Transfer
    pins: tuple[Pin, ...]
    cover: Cover
    footnotes: tuple[str, ...]

    @property
    def passings(self) -> tuple[tuple[Passing, Transfer], ...]:
        """What passes where, from origin on; risk and costs as one where they agree."""
        if self.risk == self.cost:
            return (("both", self.risk),)
        apart: list[tuple[Passing, Transfer]] = [("risk", self.risk), ("cost", self.cost)]
        return tuple(sorted(apart, key=lambda passing: passing[1].at))

    def lane(self, lane: Lane) -> tuple[Square, ...]:
        """The squares of one lane in journey order."""
        return tuple(self.squares[lane, s.id] for s in self.stations)
