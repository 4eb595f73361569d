"""What to know and do when goods are damaged, as `knowledge/damage/` holds it."""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.condition import Condition, parse
from incoadvisor.model.text import Frozen, Text

Confidence = Literal["high", "medium", "low"]
Unit = Literal["sdr_kg", "sdr_package", "eur_kg"]

# Facts of the answer itself, which conditions may read beside those of the case.
STAGE, BEARER, TERM = "stage", "bearer", "term"
BOOKS, COVER, TERM_MODES = "books", "cover", "term_modes"
OWN_VALUES: dict[str, tuple[str, ...]] = {
    BEARER: ("seller", "buyer"),
    BOOKS: ("seller", "buyer"),  # who contracts for the main carriage
    COVER: ("clauses_a", "clauses_b", "clauses_c", "none"),  # owed to the buyer
    TERM_MODES: ("any", "waterway"),
}


class Entry(Frozen):
    """What every entry says of itself; without `when` it always holds."""

    id: str
    when: dict[str, Any] | None = None
    source: tuple[str, ...] = Field(min_length=1)
    as_of: str
    confidence: Confidence

    @cached_property
    def condition(self) -> Condition | None:
        """`when`, read; raises ConditionError."""
        return None if self.when is None else parse(self.when, ("when",))


class Amount(Frozen):
    """One figure of a limit of liability: special drawing rights or euros, per kg or package."""

    value: float
    unit: Unit


class Limit(Frozen):
    """How much the carrier answers for, in words and in figures."""

    text: Text
    amounts: tuple[Amount, ...] = Field(min_length=1)


class Told(Frozen):
    """Something to do on delivery."""

    text: Text


class Period(Told):
    """Something to do within so many days of delivery; `counted` says which days count."""

    days: int = Field(ge=1)
    counted: Text | None = None


class Suit(Told):
    """Until when the carrier can be sued, in months from delivery."""

    months: int = Field(ge=1)


class Regime(Entry):
    """A convention or law under which a carrier answers for the goods."""

    name: Text
    against: Text
    document: Text
    entitled: Text
    applies: Text
    limit: Limit
    apparent: Told
    hidden: Period
    delay: Period | None = None
    suit: Suit


class ClaimEntry(Entry):
    """Somebody else to claim from, or the plain news that there is nobody."""

    kind: Literal["insurer", "carrier", "handler"]
    against: Text
    document: Text | None = None
    insurance: Text | None = None
    limit: Text | None = None
    amounts: tuple[Amount, ...] = ()
    text: Text


class Days(Frozen):
    """So many days from delivery."""

    days: int = Field(ge=1)


class StepEntry(Entry):
    """Something to do; `order` ranks steps that are due at the same time."""

    order: int
    within: Literal["now"] | Days
    text: Text


class PriceEntry(Entry):
    """What becomes of the price, or of the payment agreed."""

    aspect: Literal["price", "payment"]
    text: Text


class NoteEntry(Entry):
    """What else to know."""

    order: int
    text: Text


class DamageBook(Frozen):
    """Everything `knowledge/damage/` holds."""

    regimes: tuple[Regime, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    steps: tuple[StepEntry, ...] = ()
    price: tuple[PriceEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """All of them, in the order of the files."""
        return (*self.regimes, *self.claims, *self.steps, *self.price, *self.notes)
