"""The marker's desk: finding a case, reading an answer, marking one copy or a class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import parse_data, read_case_text
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.library import library, read_studies
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.near import nearest
from incoadvisor.knowledge.teaching import read_plans, read_rubric, teaching
from incoadvisor.knowledge.yamlfile import MAX_BYTES
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.marking import Answer, Choices, ClassResult, Mark
from incoadvisor.model.teaching import Plan, Rubric
from incoadvisor.model.text import Lang
from incoadvisor.teach.answer import read_answer, read_answer_text
from incoadvisor.teach.batch import mark_class
from incoadvisor.teach.choices import choices, plan_choices
from incoadvisor.teach.copies import RawCopy, read_copies, uploaded_copies
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.mark import derived_study, mark
from incoadvisor.teach.plan import mark_order

Exercise = CaseStudy | Plan
SHOWN_FAULTS = 3


@dataclass(eq=False)
class Desk:
    """Marking with one knowledge, rubric and language; what the engine says is kept by case."""

    knowledge: Knowledge
    lang: Lang = "en"
    rubric: Rubric | None = None
    _experts: dict[int, Expert] = field(default_factory=dict)

    def exercise(self, name: str) -> Exercise:
        """The case study or ordering task of that id. Raises InputError with the nearest."""
        found = find(name, self.knowledge)
        if found is None:
            raise InputError("teach_unknown_case", case=name,
                             suggestion=nearest(name, ids(self.knowledge)))
        return found

    def mark(self, exercise: Exercise, answer: Answer) -> Mark:
        """The trainer's sheet. Raises InputError."""
        if isinstance(exercise, Plan):
            return mark_order(exercise, answer, self.knowledge, self.lang)
        rubric = self.rubric or teaching(self.knowledge).rubric
        return mark(self.expert(exercise), answer, rubric, self.lang)

    def choices(self, exercise: Exercise) -> Choices:
        """What an answer chooses from."""
        if isinstance(exercise, Plan):
            return plan_choices(exercise, self.lang)
        return choices(self.expert(exercise), self.lang)

    def mark_batch(self, name: str, exercise: Exercise | None = None) -> ClassResult:
        """The marks of every copy in a folder or ZIP. Raises InputError if there is none.

        Without `exercise` each copy names its case.
        """
        return self._class(read_copies(name), exercise)

    def mark_copies(self, files: Sequence[tuple[str, bytes]], exercise: Exercise | None = None
                    ) -> ClassResult:
        """As `mark_batch`, of files in memory. Raises InputError if there is none."""
        return self._class(uploaded_copies(files), exercise)

    def _class(self, copies: list[RawCopy], exercise: Exercise | None) -> ClassResult:
        return mark_class(copies, partial(self._mark_copy, exercise),
                          lambda error: explain(error, self.knowledge.texts, self.lang))

    def _mark_copy(self, exercise: Exercise | None, copy: RawCopy) -> Mark:
        answer = read_answer_text(copy.content, copy.name, self.knowledge)
        if exercise is None and answer.case is None:
            raise InputError("teach_copy_without_case", name=copy.name)
        return self.mark(exercise or self.exercise(str(answer.case)), answer)

    def expert(self, study: CaseStudy) -> Expert:
        """The engine's view of a case study."""
        key = id(study)
        if key not in self._experts:
            self._experts[key] = Expert(study, self.knowledge)
        return self._experts[key]


def ids(knowledge: Knowledge) -> list[str]:
    """Every case study and ordering task by id."""
    return [*library(knowledge), *(p.id for p in teaching(knowledge).plans)]


def find(name: str, knowledge: Knowledge) -> Exercise | None:
    """The case study or ordering task of that id, if there is one."""
    plans = {p.id: p for p in teaching(knowledge).plans}
    return plans.get(name) or library(knowledge).get(name)


def read_exercise(content: bytes, name: str, knowledge: Knowledge, on: str) -> Exercise:
    """An exercise from a user's file: a case study, an ordering task, or the facts of a case,
    of which the engine's own answer, on the ISO date `on`, is then the expected one.

    Raises InputError.
    """
    data = _plain(content, name)
    many = data if isinstance(data, list) else [data]
    first = many[0] if many and isinstance(many[0], Mapping) else {}
    found: list[Exercise]
    try:
        if "actions" in first:
            found = list(read_plans(content, name, knowledge))
        elif {"expected", "dossier"} & set(first):
            found = list(read_studies(content, name, knowledge))
        else:
            facts = read_case_text(content, name, knowledge).facts
            return derived_study(facts, name, knowledge, on)
    except KnowledgeError as error:
        raise as_input_error(error) from None
    if len(found) != 1:
        raise InputError("teach_several_cases", name=name, count=len(found),
                         accepted=", ".join(f.id for f in found))
    return found[0]


def read_own_rubric(content: bytes, name: str, knowledge: Knowledge) -> Rubric:
    """A rubric from a user's file. Raises InputError."""
    if len(content) > MAX_BYTES:
        raise InputError("teach_answer_too_large", name=name, limit="1 MiB")
    try:
        return read_rubric(content, name, knowledge)
    except KnowledgeError as error:
        raise as_input_error(error) from None


def as_input_error(error: KnowledgeError) -> InputError:
    """Faults of a file of cases or of a rubric, for whoever gave it."""
    more = len(error.faults) - SHOWN_FAULTS
    return InputError("teach_faults", problem="; ".join(error.faults[:SHOWN_FAULTS])
                      + (f" (+{more})" if more > 0 else ""))


def as_answer(given: Answer | Mapping[str, Any] | str, knowledge: Knowledge) -> Answer:
    """An answer from its fields, or from one plain line. Raises InputError."""
    if isinstance(given, Answer):
        return given
    return read_answer({"answer": given} if isinstance(given, str) else given, knowledge)


def _plain(content: bytes, name: str) -> Any:
    if len(content) > MAX_BYTES:
        raise InputError("file_too_large", name=name, limit="1 MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("file_not_text", name=name) from None
    if not text.strip():
        raise InputError("file_empty", name=name)
    return parse_data(text, name)
