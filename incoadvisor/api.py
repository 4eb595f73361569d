"""The only public door: everything a front end or another program calls."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from incoadvisor.clause import WrittenTerm
from incoadvisor.engine.ask import Interview
from incoadvisor.engine.forward import Run, engine_for
from incoadvisor.engine.situation import Situation, read_term, rule_base, today
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.knowledge.casefile import read_case_text, read_facts, read_value
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.advice import Advice
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.finding import Finding
from incoadvisor.model.term import MilestoneView, Term
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Value
from incoadvisor.render import countries
from incoadvisor.render.advice import build
from incoadvisor.render.prose import Prose

if TYPE_CHECKING:  # parts that most advice does without are loaded when asked for
    from incoadvisor.engine.verify.report import Coverage, Exhaustive
    from incoadvisor.model.casestudy import CaseStudy
    from incoadvisor.model.marking import Answer, Choices, ClassResult, Mark, StudentSheet
    from incoadvisor.model.teaching import Plan, Rubric
    from incoadvisor.render.changes import SmallChange

__all__ = [
    "Advice", "Case", "InputError", "KnowledgeError", "Term", "advise", "case_studies",
    "case_study", "changed", "choices", "countries_covered", "country_sheet", "explain",
    "knowledge", "mark", "mark_batch", "ordering_tasks", "read_answer", "read_case",
    "read_clause", "read_exercise", "read_rubric", "read_value", "run", "setting", "situation",
    "student_sheet", "term", "term_code", "verify", "verify_coverage", "verify_exhaustively",
]

MAX_CLAUSE = 10_000
DIALECTS = ("duckdb", "spark")


class Case(CaseFacts):
    """A case from keywords: `Case(main_mode="sea", cargo_form="container_fcl")`.

    Names and values are those of `knowledge/facts.yaml`; a fact left out, None or "unknown"
    is unknown. Raises InputError naming the fact, the value and what is accepted.
    """

    def __init__(self, **facts: Any) -> None:
        super().__init__(read_facts(facts, knowledge()).facts)


def knowledge() -> Knowledge:
    """The knowledge shipped with the package."""
    return load()


def read_case(content: bytes, name: str = "-", changes: Mapping[str, Any] | None = None
              ) -> CaseFacts:
    """A case from the bytes of a YAML or JSON file, with `changes` set over it.

    Raises InputError.
    """
    case = read_case_text(content, name, knowledge())
    return changed(case, changes) if changes else case


def changed(case: CaseFacts, changes: Mapping[str, Any]) -> CaseFacts:
    """The case with some facts set anew; "unknown" takes a fact away. Raises InputError."""
    new = read_facts(changes, knowledge()).facts
    return CaseFacts({k: v for k, v in case.facts.items() if k not in changes} | new)


def situation(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
              on: str | None = None) -> Situation:
    """The case ready for the engine, as of the ISO date `on` (default today)."""
    if not isinstance(case, CaseFacts):
        case = read_facts(case, knowledge())
    return Situation(knowledge(), case, on or today(), lang)


def run(prepared: Situation) -> Run:
    """Every firing of the case, in this thread's engine."""
    engine = engine_for(rule_base(prepared.knowledge))
    return engine.run(prepared.given, prepared.joined, prepared.today)


def advise(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
           on: str | None = None) -> Advice:
    """The advice for a case (contract A4), in `lang`, as of the ISO date `on`.

    Raises InputError when `case` is a mapping with unknown facts or values.
    """
    prepared = situation(case, lang, on)
    return build(prepared, run(prepared), Counterfactuals(prepared))


def term(code: str, facts: Mapping[str, Any] | None = None) -> Term:
    """One of the eleven rules (contract A5), its conditional cells settled by `facts`.

    Raises InputError for another code or an unknown fact.
    """
    base = knowledge()
    found = base.terms[term_code(code)]
    settled = found.resolved(base.content.journey, read_facts(facts or {}, base).facts)
    return Term(
        term=found.code, name=found.name, family=found.family, modes=found.modes,
        summary=found.summary, delivery=found.delivery, risk_passes_at=found.risk_passes_at,
        costs_pass_at=found.costs_pass_at, insurance=found.insurance,
        named_place=found.named_place, on_board_bill_option=found.on_board_bill_option,
        own_vehicle=found.own_vehicle,
        milestones=tuple(MilestoneView(id=m, acts=c.acts, cost=c.cost, risk=c.risk,
                                       default=c.default) for m, c in settled.items()),
        articles=_articles(found.code), changes_since_2010=found.changes_since_2010,
        misuses=found.misuses, sources=found.sources, as_of=found.as_of)


def smallest_changes(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
                     on: str | None = None) -> "list[SmallChange]":
    """The smallest changes of one or two facts that alter the recommendation of a case."""
    from incoadvisor.render.changes import smallest

    prepared = situation(case, lang, on)
    return smallest(Prose(prepared, run(prepared)), Counterfactuals(prepared))


def interview(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
              on: str | None = None) -> Interview:
    """An interview that begins with what `case` already tells."""
    return Interview(situation(case, lang, on))


def sql(dialect: str = "duckdb") -> str:
    """The deciding rules as one SQL text; both dialects read the same text.

    Raises InputError for another dialect.
    """
    from incoadvisor.engine.sql.text import sql_text

    if dialect not in DIALECTS:
        raise InputError("usage_bad_option", option="--dialect", value=dialect,
                         accepted=", ".join(DIALECTS))
    return sql_text(rule_base(knowledge()), today()).text


@lru_cache
def _articles(code: str) -> dict[str, Any]:
    return knowledge().articles(code).articles


def term_code(text: str) -> str:
    """The code of one of the eleven rules. Raises InputError with the nearest match."""
    codes = sorted(knowledge().terms)
    code = text.strip().upper()
    if code not in codes:
        raise InputError("unknown_term", code=text, accepted=", ".join(codes),
                         suggestion=nearest(code, codes))
    return code


def country_sheet(code: str, lang: Lang = "en", on: str | None = None) -> countries.CountrySheet:
    """What the country tables hold on a country, as of the ISO date `on` (default today).

    Raises InputError, with the code meant if it can be guessed, for anything but a code.
    """
    return countries.country_sheet(knowledge(), code, lang, on or today())


def countries_covered(lang: Lang = "en", on: str | None = None) -> list[countries.CoveredCountry]:
    """The countries of the tables by name, with the number of rows that concern each."""
    return countries.covered(knowledge(), lang, on or today())


def verify() -> list[Finding]:
    """Every finding about the shipped knowledge, faults first."""
    from incoadvisor.engine.verify import verify as check_all

    return check_all(rule_base(knowledge()), today())


def verify_exhaustively(most: int | None = None) -> "Exhaustive":
    """Every situation each decision can meet; `most` bounds the combinations of one decision."""
    from incoadvisor.engine.verify.exhaustive import MOST, exhaustive

    return exhaustive(rule_base(knowledge()), today(), most or MOST)


def verify_coverage() -> "Coverage":
    """What the worked cases cover, with a mutation test."""
    from incoadvisor.engine.verify.coverage import coverage

    return coverage(rule_base(knowledge()))


def read_clause(text: str, lang: Lang = "en") -> WrittenTerm:
    """A written delivery term, diagnosed (contract A6). Raises InputError when too long."""
    if len(text) > MAX_CLAUSE:
        raise InputError("text_too_long", limit=MAX_CLAUSE)
    return read_term(text, knowledge(), lang)


def setting(text: str) -> tuple[str, Value | None]:
    """`fact=value` from a command line, checked; None takes the fact away. Raises InputError."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise InputError("bad_setting", text=text)
    name = name.strip()
    facts = read_facts({name: value}, knowledge()).facts
    return name, facts.get(name)


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


def student_sheet(marked: "Mark") -> "StudentSheet":
    """What the student gets of a mark: no answer key."""
    from incoadvisor.teach.sheet import student_sheet as sheet

    return sheet(marked)


def mark_batch(name: str, case: "CaseStudy | Plan | str | None" = None,
               rubric: "Rubric | None" = None, lang: Lang = "en") -> "ClassResult":
    """The marks of every copy in a folder or a ZIP file; without `case` each copy names its own.

    A bad copy is listed with its error. Raises InputError when there is nothing to mark.
    """
    from incoadvisor.teach.desk import Desk

    exercise = case_study(case) if isinstance(case, str) else case
    return Desk(knowledge(), lang, rubric).mark_batch(name, exercise)
