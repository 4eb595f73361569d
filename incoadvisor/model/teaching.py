"""What marking rests on: the rubric, the statements a candidate chooses from, ordering tasks."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Text

ID = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
ANSWER_FACTS = ("answer_term", "answer_edition", "answer_insurance_by", "answer_insurance_cover")
TESTS = (
    "verdict", "topics_met", "right_reason", "right_reasons", "edition", "place_right",
    "place_exact", "stated", "point_right", "risk_place_right", "splits_right",
    "insurance_right", "statement", "documents_right", "refusals_right", "clear",
)


class Evidence(Frozen):
    """The rules and facts a criterion rests on."""

    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Award(Frozen):
    """Points for an answer that passes every test of `when`; a test is one name and its data."""

    points: float = Field(gt=0)
    when: tuple[dict[str, Any], ...] = Field(min_length=1)


class Criterion(Frozen):
    """One line of the rubric.

    `how` says whether awards add up or the first that holds counts; `kind` whether the line
    rewards the result or the method.
    """

    id: str = Field(pattern=ID)
    label: Text
    points: float = Field(gt=0)
    kind: Literal["result", "method"]
    how: Literal["sum", "first"] = "sum"
    award: tuple[Award, ...] = Field(min_length=1)
    own_term: bool = False  # judged against the candidate's own rule
    evidence: Evidence = Evidence()
    full: Text
    revise: Text


class Killer(Frozen):
    """An error that ends the claim whatever the mark.

    It holds when the condition over case and answer does, unless the candidate listed one of
    the `unless_checked` subjects.
    """

    id: str = Field(pattern=ID)
    text: Text
    revise: Text
    when: dict[str, Any]
    unless_checked: tuple[str, ...] = ()
    source: tuple[str, ...] = Field(min_length=1)


class Oral(Frozen):
    """A question for the oral, asked where its condition holds."""

    when: dict[str, Any]
    ask: Text


class Rubric(Frozen):
    """A marking grid. The points of its criteria add up to `out_of`.

    A mark no further from the pass mark than `second_reader` percent of it is to be read again.
    """

    id: str = Field(pattern=ID)
    title: Text
    out_of: float = Field(gt=0)
    pass_percent: float = Field(ge=0, le=100)
    second_reader: float = Field(default=0, ge=0, le=100)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    killers: tuple[Killer, ...] = ()
    oral: tuple[Oral, ...] = ()
    source: tuple[str, ...] = ()
    as_of: str


class Statement(Frozen):
    """A sentence about payment: right, half right or wrong, by conditions; none means never."""

    id: str = Field(pattern=ID)
    text: Text
    right: dict[str, Any] | None = None
    partly: dict[str, Any] | None = None


class PaperChoice(Frozen):
    """A document a candidate may say the rule entails; `key` ones prove shipment or delivery."""

    id: str = Field(pattern=ID)
    label: Text
    key: bool = False
    right: dict[str, Any] | None = None
    wrong: dict[str, Any] | None = None


class Statements(Frozen):
    """Everything a candidate chooses from, besides rules and facts."""

    payment: tuple[Statement, ...]
    documents: tuple[PaperChoice, ...]
    checks: tuple[str, ...]  # warning topics that every list of checks offers


class Reading(Frozen):
    """Words by which a written answer is read."""

    reason_words: tuple[str, ...]
    point_words: tuple[str, ...]
    small_words: tuple[str, ...]


class Action(Frozen):
    """One action to be put in order."""

    id: str = Field(pattern=ID)
    label: Text


class Edge(Frozen):
    """`before` comes before `after`, and why."""

    before: str
    after: str
    why: Text


class Forbidden(Frozen):
    """An order that fails the exercise: `then` after one of `first`."""

    id: str = Field(pattern=ID)
    first: tuple[str, ...] = Field(min_length=1)
    then: str
    text: Text


class PlanPoints(Frozen):
    """How an order is marked: all points, less `each` for a missing or a misplaced action."""

    complete: float = Field(gt=0)
    missing: float = Field(gt=0)
    order: float = Field(gt=0)
    misplaced: float = Field(gt=0)


class Plan(Frozen):
    """An ordering task, marked by a precedence graph and not by one fixed list."""

    id: str = Field(pattern=ID)
    title: Text
    question: Text
    pass_percent: float = Field(ge=0, le=100)
    points: PlanPoints
    actions: tuple[Action, ...] = Field(min_length=2)
    edges: tuple[Edge, ...] = Field(min_length=1)
    forbidden: tuple[Forbidden, ...] = ()
    revise: Text
    source: tuple[str, ...] = ()
    as_of: str

    @property
    def out_of(self) -> float:
        """All points of the task."""
        return self.points.complete + self.points.order


class Teaching(Frozen):
    """The teaching knowledge, as validated from `knowledge/teach/`."""

    rubric: Rubric
    statements: Statements
    reading: Reading
    plans: tuple[Plan, ...]
