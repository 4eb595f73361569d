"""An audit of order lines: how a line is judged, how columns become facts, and the summary."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Value

SEVERITIES = ("stop", "high", "medium", "info", "none")  # gravest first
Severity = Literal["stop", "high", "medium", "info", "none"]
Verdicts = Literal["recommended", "acceptable", "discouraged", "excluded"]


class Judgement(Frozen):
    """What something says of a line: its status and how grave that is."""

    status: str
    severity: Severity


class Ask(Frozen):
    """A fact that an order line ought to tell, where the condition holds."""

    fact: str
    when: dict[str, Any] | None = None
    because: Text


class Judging(Frozen):
    """How lines are judged: statuses gravest first, and what leads to each."""

    statuses: tuple[str, ...] = Field(min_length=1)
    verdicts: dict[Verdicts, Judgement]
    stopped: Judgement
    unread_term: Judgement
    no_term: Judgement
    unread_line: Judgement
    findings: dict[str, Judgement]
    asks: tuple[Ask, ...]


class Column(Frozen):
    """Where a fact of a line is found.

    Several columns are joined by spaces, in order, blank ones left out; a column may be given by
    other names it goes by. `edition` is the column of a written term's edition, where it stands
    apart as a year. `values` translates what a column holds; with `country_names` exact names of
    countries, in English or French, are read as well as codes.
    """

    columns: tuple[str | tuple[str, ...], ...] = Field(min_length=1)
    edition: str | tuple[str, ...] | None = None
    values: dict[str, str] = Field(default_factory=dict)
    country_names: bool = False


class ColumnMap(Frozen):
    """How the columns of an order file become facts.

    `constants` hold for every line. `decimal` is the decimal sign of figures written as text;
    `date` the order of day, month and year of dates written as text. In a ready map, columns that
    the file does not have are left out; in one's own map that is a fault.
    """

    title: Text | None = None
    columns: dict[str, Column]
    constants: dict[str, Value] = Field(default_factory=dict)
    decimal: Literal[".", ","] = "."
    date: Literal["iso", "dmy", "mdy"] = "iso"
    optional: bool = False
    source: tuple[str, ...] = ()
    as_of: str | None = None


class OrderLine(Frozen):
    """One line of an order book: the facts of its case, and what could not be read."""

    row: int
    file: str
    facts: dict[str, Value]
    faults: tuple[str, ...] = ()


class Money(Frozen):
    """An amount in one currency; None where the lines name none."""

    currency: str | None
    amount: float


class Count(Frozen):
    """How many lines share something, and what they are worth."""

    id: str
    label: str
    lines: int
    money: tuple[Money, ...] = ()


class CountryCount(Count):
    """The lines to one country, of which some are unfit."""

    unfit: int


class AuditSummary(Frozen):
    """What an audit found, in one language."""

    lines: int
    files: tuple[str, ...]
    output: str | None
    facts: dict[str, str]
    statuses: tuple[Count, ...]
    severities: tuple[Count, ...]
    verdicts: tuple[Count, ...]
    reasons: tuple[Count, ...]
    recommended: tuple[Count, ...]
    countries: tuple[CountryCount, ...]
    missing: tuple[Count, ...]
    errors: tuple[Count, ...]
    combinations: int
    seconds: float
    rule_base: dict[str, str]
    engine: str
