"""The oral: the questions a jury may ask, what its answers are drawn from, and what came of it."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.advice import Cited
from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Value

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Level = Literal[1, 2, 3]
# What an answer can be drawn from: what `about` names there, and the names a question may use.
DRAWS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "clause": (None, ()), "place": (None, ()), "passing": (None, ()), "insurance": (None, ()),
    "cells": ("milestone", ()), "articles": ("article", ()),
    "bearer": ("milestone", ("milestone",)), "claims": ("milestone", ()),
    "steps": ("milestone", ()), "price": ("milestone", ()),
    "why": (None, ()), "why_not": ("term", ("term",)), "ways_back": (None, ()),
    "second": (None, ("term",)), "gives_up": (None, ("wishes",)), "written": (None, ("written",)),
    "flip": (None, ()), "what_if": (None, ()), "assumptions": (None, ()),
    "open_questions": (None, ()), "warnings": ("topic", ()), "clauses": ("rule", ()),
    "payment": (None, ()),
}
# Facts of the answer itself, which conditions may read beside those of the case.
OWN_FACTS = ("answer_term", "answer_edition", "answer_insurance_by", "answer_insurance_cover",
             "answer_books", "answer_family")


class Draw(Frozen):
    """One thing an answer is drawn from; `set` are facts changed, `most` bounds what is told."""

    draw: str
    about: tuple[str, ...] = ()
    set: dict[str, Value] = Field(default_factory=dict)
    most: int = Field(default=4, ge=1)


class FollowUp(Frozen):
    """A question asked on the heels of another, about the same thing."""

    ask: Text
    when: dict[str, Any] | None = None
    answer: tuple[Draw, ...] = Field(min_length=1)


class Question(Frozen):
    """A kind of question: when it is asked, its wording, and what a good answer holds.

    The first draw decides whether and how often it is asked; `listen` adds what no engine can
    draw, in the author's words, from `source`.
    """

    id: str = Field(pattern=ID)
    level: Level
    theme: str = Field(pattern=ID)
    when: dict[str, Any] | None = None
    ask: Text
    answer: tuple[Draw, ...] = Field(min_length=1)
    listen: tuple[Text, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    source: tuple[str, ...] = Field(min_length=1)
    as_of: str


class Grade(Frozen):
    """One rung of a criterion of the oral, and what earns it."""

    points: float = Field(ge=0)
    text: Text


class OralCriterion(Frozen):
    """One line of the oral's marking; its first grade earns all its points."""

    id: str = Field(pattern=ID)
    label: Text
    points: float = Field(gt=0)
    grades: tuple[Grade, ...] = Field(min_length=2)


class OralRubric(Frozen):
    """How an oral is marked. The points of its criteria add up to `out_of`."""

    out_of: float = Field(gt=0)
    step: float = Field(gt=0)
    advice: Text
    criteria: tuple[OralCriterion, ...] = Field(min_length=1)
    source: tuple[str, ...] = Field(min_length=1)
    as_of: str


class OralBook(Frozen):
    """Everything `knowledge/teach/oral/` holds."""

    questions: tuple[Question, ...]
    rubric: OralRubric


class Reference(Frozen):
    """Where a point comes from: a rule of the base, a cell of a term, an article, a fact...

    `step` is the firing of the trace, where there is one.
    """

    kind: Literal["rule", "row", "cell", "article", "term", "fact", "finding", "damage",
                  "statement", "question"]
    id: str
    step: int | None = None


class Point(Frozen):
    """One thing to listen for, with what it follows from."""

    text: str
    references: tuple[Reference, ...] = Field(min_length=1)
    sources: tuple[Cited, ...] = ()


class Answered(Frozen):
    """A question with its model answer: what to say first, then the points behind it."""

    question: str
    answer: str
    points: tuple[Point, ...]


class Asked(Answered):
    """A question of the jury; `kind` is its id in the knowledge, `subject` what it is about."""

    id: str
    kind: str
    subject: str | None
    level: Level
    theme: str
    follow_ups: tuple[Answered, ...]


class CriterionShown(Frozen):
    """One line of the marking in one language."""

    id: str
    label: str
    points: float
    grades: tuple[tuple[float, str], ...]


class Exam(Frozen):
    """The oral of one case."""

    schema_: Literal["incoadvisor/oral/1"] = Field(
        default="incoadvisor/oral/1", serialization_alias="schema", validation_alias="schema")
    case: str
    title: str
    term: str
    clause: str
    notes: tuple[str, ...]
    questions: tuple[Asked, ...]
    possible: int  # questions that fit the case, asked or not
    out_of: float
    step: float
    advice: str
    criteria: tuple[CriterionShown, ...]
    digest: str


class BareQuestion(Frozen):
    """A question without its answer."""

    kind: str
    level: Level
    question: str
    follow_ups: tuple[str, ...]


class BareExam(Frozen):
    """The questions of an oral, for the candidate: no answer, and not the rule defended."""

    schema_: Literal["incoadvisor/oral/1"] = Field(
        default="incoadvisor/oral/1", serialization_alias="schema", validation_alias="schema")
    case: str
    title: str
    questions: tuple[BareQuestion, ...]
    possible: int
    out_of: float
    step: float
    criteria: tuple[CriterionShown, ...]
    digest: str


class OralMark(Frozen):
    """The mark of an oral."""

    total: float
    out_of: float
    points: dict[str, float]
