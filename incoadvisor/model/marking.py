"""An answer as read, and its mark."""

from typing import Literal

from pydantic import Field

from incoadvisor.model.text import Frozen

Number = int | float  # a whole number of points stays whole


class Passing(Frozen):
    """Where risk or costs pass, as the candidate says it: a code or milestone, and a place."""

    at: str | None = None
    place: str | None = None


class Refusal(Frozen):
    """A rule the candidate refuses, with reasons chosen and reasons written."""

    term: str
    reasons: tuple[str, ...] = ()
    text: str | None = None


class Answer(Frozen):
    """A candidate's answer. What is None was not said.

    `line` is the answer as one plain line; `written_as` an old or foreign code the candidate
    wrote in place of `term`; `order` answers an ordering task.
    """

    candidate: str = ""
    case: str | None = None
    line: str | None = None
    term: str | None = None
    written_as: str | None = None
    place: str | None = None
    edition: int | None = None
    risk_passes_at: Passing | None = None
    costs_pass_at: Passing | None = None
    export_clearance_by: str | None = None
    import_clearance_by: str | None = None
    duties_by: str | None = None
    insurance_by: str | None = None
    insurance_cover: str | None = None
    payment_fit: str | None = None
    documents: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reasons_text: str | None = None
    refused: tuple[Refusal, ...] = ()
    hypotheses: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class Choice(Frozen):
    """One thing to choose, by its id."""

    id: str
    text: str


class Choices(Frozen):
    """What the answer to one case chooses from, field by field."""

    case: str
    title: str
    fields: dict[str, tuple[Choice, ...]]


class Fact(Frozen):
    """A fact of the case a mark rests on."""

    fact: str
    value: str
    text: str


class Ground(Frozen):
    """A rule of the base a mark rests on."""

    rule: str
    text: str


class CriterionMark(Frozen):
    """One line of the sheet.

    `quote` is what the answer says of it; `missing` what would have earned more; `expected` what
    is right, for the trainer. `own_term` names the rule it was judged against, if that is not
    one an expert would defend: the slip is charged once, under the choice of the rule.
    """

    id: str
    label: str
    kind: Literal["result", "method"]
    points: Number
    out_of: Number
    quote: tuple[str, ...]
    missing: tuple[str, ...]
    expected: tuple[str, ...]
    own_term: str | None
    rules: tuple[Ground, ...]
    facts: tuple[Fact, ...]
    full: str
    revise: str


class Killed(Frozen):
    """An error that ends the claim whatever the mark."""

    id: str
    text: str
    revise: str


class Said(Frozen):
    """Words of the candidate that only a reader can judge; `label` names the field in words."""

    field: str
    label: str
    text: str


class Subtotal(Frozen):
    """Points of one kind."""

    points: Number
    out_of: Number


Verdict = Literal["acquired", "not_acquired"]


class Mark(Frozen):
    """The trainer's sheet: everything."""

    schema_: Literal["incoadvisor/mark/1"] = Field(
        default="incoadvisor/mark/1", serialization_alias="schema", validation_alias="schema")
    sheet: Literal["trainer"] = "trainer"
    case: str
    title: str
    rubric: str
    candidate: str
    term: str | None
    total: Number
    out_of: Number
    percent: Number
    pass_percent: Number
    verdict: Verdict
    second_reader: bool = False  # so near the pass mark that another person should read it
    method: Subtotal
    result: Subtotal
    criteria: tuple[CriterionMark, ...]
    killers: tuple[Killed, ...]
    to_judge: tuple[Said, ...]
    notes: tuple[str, ...]
    expected: tuple[str, ...]
    oral: tuple[str, ...]
    why_not: tuple[str, ...]
    learning: tuple[str, ...]


class StudentLine(Frozen):
    """One criterion as the student sees it."""

    id: str
    label: str
    points: Number
    out_of: Number
    quote: tuple[str, ...]
    missing: tuple[str, ...]
    revise: str | None


class StudentSheet(Frozen):
    """What the student gets: the points, the own words quoted, what to revise; no answer key."""

    schema_: Literal["incoadvisor/mark/1"] = Field(
        default="incoadvisor/mark/1", serialization_alias="schema", validation_alias="schema")
    sheet: Literal["student"] = "student"
    case: str
    title: str
    candidate: str
    term: str | None
    total: Number
    out_of: Number
    verdict: Verdict
    criteria: tuple[StudentLine, ...]
    killers: tuple[Killed, ...]
    why_not: tuple[str, ...]
    notes: tuple[str, ...]
    to_judge: tuple[Said, ...]
    learning: tuple[str, ...]


class Copy(Frozen):
    """One copy of a class: its mark, or why it could not be marked."""

    name: str
    mark: Mark | None = None
    error: str | None = None


class Missed(Frozen):
    """How a class did on one criterion; `share` of the points won, from 0 to 1."""

    id: str
    label: str
    share: float
    full: int
    none: int
    copies: int


class ClassResult(Frozen):
    """A class: its copies in order of name, and the criteria most often missed first."""

    copies: tuple[Copy, ...]
    missed: tuple[Missed, ...]
    marked: int
    acquired: int
    mean: Number | None
    out_of: Number | None
