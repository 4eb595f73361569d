"""What front ends call for teaching; what each call needs is loaded when it is made."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from incoadvisor.engine.situation import today
from incoadvisor.knowledge.base import load as knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.text import Lang

if TYPE_CHECKING:
    from incoadvisor.model.case import CaseFacts
    from incoadvisor.model.casestudy import CaseStudy, Level
    from incoadvisor.model.marking import Answer, Choices, ClassResult, Mark, StudentSheet
    from incoadvisor.model.oral import BareExam, Exam, OralMark, Point
    from incoadvisor.model.teaching import Plan, Rubric
    from incoadvisor.teach.sitting import Sitting

SHEETS = ("pdf", "docx")
EXPORTS = ("gift", "moodle-xml", "paper-pdf", "paper-docx")


def case_studies() -> "tuple[CaseStudy, ...]":
    """The library of case studies, by level. Raises KnowledgeError if it has faults."""
    from incoadvisor.knowledge.library import library

    return tuple(library(knowledge()).values())


def ordering_tasks() -> "tuple[Plan, ...]":
    """The exercises of putting actions in order. Raises KnowledgeError."""
    from incoadvisor.knowledge.teaching import teaching

    return teaching(knowledge()).plans


def case_study(name: str) -> "CaseStudy | Plan":
    """The case study, or the ordering task, of that id. Raises InputError with the nearest."""
    from incoadvisor.teach.desk import Desk

    return Desk(knowledge()).exercise(name)


def read_exercise(content: bytes, name: str = "-", on: str | None = None) -> "CaseStudy | Plan":
    """An exercise from a file: a case study, an ordering task, or the bare facts of a case.

    Of bare facts the engine's answer on the ISO date `on` (default today) is the expected one.
    Raises InputError.
    """
    from incoadvisor.teach import desk

    return desk.read_exercise(content, name, knowledge(), on or today())


def read_rubric(content: bytes, name: str = "-") -> "Rubric":
    """A rubric from the bytes of a YAML file. Raises InputError."""
    from incoadvisor.teach.desk import read_own_rubric

    return read_own_rubric(content, name, knowledge())


def rubric() -> "Rubric":
    """The marking grid of the project. Raises KnowledgeError."""
    from incoadvisor.knowledge.teaching import teaching

    return teaching(knowledge()).rubric


def read_answer(content: bytes, name: str = "-") -> "Answer":
    """A candidate's answer from the bytes of a YAML, JSON or text file. Raises InputError."""
    from incoadvisor.teach.answer import read_answer_text

    return read_answer_text(content, name, knowledge())


def choices(case: "CaseStudy | Plan | str", lang: Lang = "en") -> "Choices":
    """What an answer to a case chooses from: the same list in the same order every time.

    Raises InputError.
    """
    from incoadvisor.teach.desk import Desk

    return Desk(knowledge(), lang).choices(case_study(case) if isinstance(case, str) else case)


def mark(case: "CaseStudy | Plan | str", answer: "Answer | Mapping[str, Any] | str",
         rubric: "Rubric | None" = None, lang: Lang = "en") -> "Mark":
    """The trainer's sheet of an answer: a mapping of its fields, or one plain line.

    Raises InputError.
    """
    from incoadvisor.teach.desk import Desk, as_answer

    exercise = case_study(case) if isinstance(case, str) else case
    return Desk(knowledge(), lang, rubric).mark(exercise, as_answer(answer, knowledge()))


def sitting(case: str, **how: Any) -> "Sitting":
    """An exercise as set: hints, minutes, extra (percent), mark. `.link()` gives its link.

    Raises InputError for an unknown case, ValueError for numbers out of bounds.
    """
    from incoadvisor.teach.sitting import Sitting

    case_study(case)
    return Sitting(case=case, **how)


def read_sitting(parameters: Mapping[str, Sequence[str]]
                 ) -> "tuple[Sitting | None, list[InputError]]":
    """The exercise a link sets (None if it names no known case), and what cannot be read."""
    from incoadvisor.teach.sitting import read_sitting as read

    return read(parameters, knowledge())


def copy_of(case: str, fields: Mapping[str, Any]) -> str:
    """A copy to hand in, as YAML that `mark` reads. Raises InputError."""
    from incoadvisor.teach.sitting import copy_of as written

    return written(case, fields, knowledge())


def student_sheet(marked: "Mark") -> "StudentSheet":
    """What the student gets of a mark: no answer key."""
    from incoadvisor.teach.sheet import student_sheet as sheet

    return sheet(marked)


def mark_copies(files: Sequence[tuple[str, bytes]], case: "CaseStudy | Plan | str | None" = None,
                rubric: "Rubric | None" = None, lang: Lang = "en") -> "ClassResult":
    """As `mark_batch`, of files in memory: copies, or ZIP files of copies, by name.

    Raises InputError when there is nothing to mark.
    """
    from incoadvisor.teach.desk import Desk

    exercise = case_study(case) if isinstance(case, str) else case
    return Desk(knowledge(), lang, rubric).mark_copies(files, exercise)


def class_table(result: "ClassResult", form: str, lang: Lang = "en") -> bytes:
    """The table of a class as a "csv" or "xlsx" file. Raises InputError without openpyxl."""
    from incoadvisor.teach.table import table_file

    return table_file(result, form, knowledge().texts, lang)


def class_plot(result: "ClassResult", lang: Lang = "en") -> str:
    """The points won by criterion, least first, as SVG."""
    from incoadvisor.teach.plot import class_plot as plot

    return plot(result, knowledge().texts, lang)


def mark_batch(name: str, case: "CaseStudy | Plan | str | None" = None,
               rubric: "Rubric | None" = None, lang: Lang = "en") -> "ClassResult":
    """The marks of every copy in a folder or a ZIP file; without `case` each copy names its own.

    A bad copy is listed with its error. Raises InputError when there is nothing to mark.
    """
    from incoadvisor.teach.desk import Desk

    exercise = case_study(case) if isinstance(case, str) else case
    return Desk(knowledge(), lang, rubric).mark_batch(name, exercise)


def new_case(seed: int, level: "Level" = 1, target: str | None = None,
             defensible: bool = False) -> "CaseStudy":
    """A case drawn by chance whose answer the engine has checked; the same arguments give the
    same case.

    Without `defensible` no other rule is acceptable to the engine; with it, one at least is.
    Raises InputError for an unknown rule, or where no such case can be drawn.
    """
    from incoadvisor.knowledge.codes import term_code
    from incoadvisor.teach.generate.case import new_case as draw

    code = term_code(target, knowledge()) if target is not None else None
    return draw(knowledge(), level, seed, code, defensible)


def case_yaml(study: "CaseStudy", seed: int) -> str:
    """A drawn case as a file of the library."""
    from incoadvisor.teach.generate.write import study_yaml

    return study_yaml(study, knowledge().texts.say("teach_drawn_head", "en", seed=seed))


def export_cases(studies: "Sequence[CaseStudy]", form: str, lang: Lang = "en",
                 answers: bool = False, on: str | None = None) -> bytes:
    """Case studies as a file: `gift`, `moodle-xml`, `paper-pdf` or `paper-docx`.

    A paper holds the expected answers only with `answers`; `on` is its ISO date (default
    today). Raises InputError for another format or a package that is not installed.
    """
    from incoadvisor.teach.export.content import item
    from incoadvisor.teach.export.moodle import gift, moodle_xml
    from incoadvisor.teach.export.paper import paper_docx, paper_pdf

    texts = knowledge().texts
    items = [item(study, knowledge(), lang) for study in studies]
    task, essay = (texts.say(f"teach_export_{key}", lang) for key in ("choose", "essay"))
    match form:
        case "gift":
            return gift(items, task, essay).encode()
        case "moodle-xml":
            return moodle_xml(items, task, essay)
        case "paper-pdf":
            return paper_pdf(items, answers, texts, lang, on or today())
        case "paper-docx":
            return paper_docx(items, answers, texts, lang, on or today())
    raise InputError("usage_bad_option", option="--format", value=form,
                     accepted=", ".join(EXPORTS))


def oral(case: "CaseStudy | Plan | CaseFacts | Mapping[str, Any] | str", lang: Lang = "en",
         count: int | None = None, seed: int | None = None, on: str | None = None) -> "Exam":
    """The questions of a jury about a case, with model answers from the engine's own run.

    `case` is a case study, its id, or the facts of a case as of the ISO date `on` (default
    today). Without `count` every question that fits is asked; `seed` draws by chance, the same
    every time. Raises InputError for an ordering task, or where no rule is recommended.
    """
    from incoadvisor.knowledge.casefile import read_facts
    from incoadvisor.model.casestudy import CaseStudy
    from incoadvisor.model.teaching import Plan
    from incoadvisor.teach.desk import Desk
    from incoadvisor.teach.mark import derived_study
    from incoadvisor.teach.oral.ask import exam

    found = case_study(case) if isinstance(case, str) else case
    if isinstance(found, Plan):
        raise InputError("teach_oral_of_plan", name=found.id)
    if not isinstance(found, CaseStudy):
        facts = found if not isinstance(found, Mapping) else read_facts(found, knowledge())
        name = str(facts.facts.get("title") or facts.facts.get("case_id") or "–")
        found = derived_study(facts.facts, name, knowledge(), on or today())
    return exam(Desk(knowledge(), lang).expert(found), lang, count, seed)


def oral_questions(exam: "Exam") -> "BareExam":
    """The questions of an oral alone, for the candidate."""
    from incoadvisor.teach.oral.ask import without_answers

    return without_answers(exam)


def oral_sheet(exam: "Exam", form: str, lang: Lang = "en", answers: bool = True,
               on: str | None = None) -> bytes:
    """The jury's sheet as a "pdf" or "docx" file, in the language of `exam`.

    `on` is its ISO date (default today). Raises InputError for another format or a package
    that is not installed.
    """
    from incoadvisor.teach.export.jury import jury_docx, jury_pdf

    if form not in SHEETS:
        raise InputError("usage_bad_option", option="-o", value=form, accepted=", ".join(
            f".{known}" for known in SHEETS))
    made = jury_pdf if form == "pdf" else jury_docx
    return made(exam, answers, knowledge().texts, lang, on or today())


def oral_mark(points: Mapping[str, float]) -> "OralMark":
    """The mark of an oral from the points of each criterion. Raises InputError."""
    from incoadvisor.knowledge.oral import oral_book
    from incoadvisor.teach.oral.mark import mark_oral

    return mark_oral(oral_book(knowledge()).rubric, points)


def oral_basis(point: "Point", lang: Lang = "en") -> str:
    """What a point of a model answer follows from, in one line."""
    from incoadvisor.teach.oral.basis import basis

    return basis(point, knowledge().texts, lang)
