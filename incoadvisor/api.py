"""The only public door: everything a front end or another program calls."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from incoadvisor.batch.door import (
    ENGINES,
    audit,
    audit_output,
    column_map,
    column_map_yaml,
    guess_columns,
    open_audit,
    order_line,
    ready_maps,
    summary_page,
    summary_workbook,
)
from incoadvisor.batch.look_door import (
    grouped,
    open_book,
    search_lines,
    summary_content,
    summary_in,
    summary_plot,
)
from incoadvisor.clause import WrittenTerm
from incoadvisor.engine.ask import Interview
from incoadvisor.engine.fire import fire
from incoadvisor.engine.forward import Run
from incoadvisor.engine.situation import Situation, read_term, rule_base, today
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.knowledge.casefile import read_case_text, read_facts, read_value
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.examples import Example
from incoadvisor.knowledge.examples import examples as told_examples
from incoadvisor.knowledge.link import LinkedCase, write_link
from incoadvisor.knowledge.link import read_link as case_from_link
from incoadvisor.knowledge.messages import explain
from incoadvisor.model.advice import Advice
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.finding import Finding
from incoadvisor.model.term import Term
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Value
from incoadvisor.render import countries
from incoadvisor.render.advice import build
from incoadvisor.render.catalogue import (
    cases_firing,
    find_rules,
    glossary,
    known_rule,
    rule_filters,
    settling_facts,
)
from incoadvisor.render.diagram.views import (
    argument_diagram,
    compare_diagram,
    diagram,
    diagram_file,
    wall_diagram,
)
from incoadvisor.render.difference import Difference, compare
from incoadvisor.render.player_door import (
    near_rules,
    part,
    player,
    read_recording,
    recording_markdown,
    write_recording,
)
from incoadvisor.render.prose import Prose
from incoadvisor.render.term_door import compare_terms, term, term_code
from incoadvisor.teach.door import (
    case_studies,
    case_study,
    case_yaml,
    choices,
    class_plot,
    class_table,
    copy_of,
    export_cases,
    mark,
    mark_batch,
    mark_copies,
    new_case,
    oral,
    oral_basis,
    oral_mark,
    oral_questions,
    oral_sheet,
    ordering_tasks,
    read_answer,
    read_exercise,
    read_rubric,
    read_sitting,
    rubric,
    sitting,
    student_sheet,
)

if TYPE_CHECKING:  # parts that most advice does without are loaded when asked for
    from incoadvisor.engine.verify.report import Coverage, Exhaustive
    from incoadvisor.model.recording import Recording
    from incoadvisor.render.changes import SmallChange
    from incoadvisor.render.damage import Damage
    from incoadvisor.render.rule_page import RulePage
    from incoadvisor.render.trace_view import Trace

__all__ = [
    "ENGINES", "Advice", "Case", "Difference", "Example", "InputError", "KnowledgeError",
    "LinkedCase", "Term", "advise", "argument_diagram", "audit", "audit_output", "case_studies",
    "case_study", "case_yaml", "cases_firing", "changed", "choices", "class_plot", "class_table",
    "column_map", "column_map_yaml", "compare_diagram", "compare_terms", "copy_of",
    "countries_covered", "country_sheet", "damage", "diagram", "diagram_file", "examples",
    "explain", "export_cases", "find_rules", "glossary", "grouped", "guess_columns", "interview",
    "knowledge", "link", "mark", "mark_batch", "mark_copies", "near_rules", "new_case",
    "open_audit", "open_book", "oral", "oral_basis", "oral_mark", "oral_questions", "oral_sheet",
    "order_line", "ordering_tasks", "part", "player", "read_answer", "read_case", "read_clause",
    "read_exercise", "read_link", "read_recording", "read_rubric", "read_sitting", "read_value",
    "ready_maps", "record", "recording_markdown", "report_pdf", "rubric", "rule_filters",
    "rule_page", "run", "search_lines", "setting", "settling_facts", "sitting", "situation",
    "smallest_changes", "student_sheet", "summary_content", "summary_in", "summary_page",
    "summary_plot", "summary_workbook", "term", "term_code", "trace", "verify", "verify_coverage",
    "verify_exhaustively", "wall_diagram", "what_if", "write_recording",
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
    """Every firing of the case, in an engine of its own while it runs."""
    return fire(prepared)


def advise(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
           on: str | None = None) -> Advice:
    """The advice for a case (contract A4), in `lang`, as of the ISO date `on`.

    Raises InputError when `case` is a mapping with unknown facts or values.
    """
    prepared = situation(case, lang, on)
    return build(prepared, run(prepared), Counterfactuals(prepared))


def smallest_changes(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
                     on: str | None = None) -> "list[SmallChange]":
    """The smallest changes of one or two facts that alter the recommendation of a case."""
    from incoadvisor.render.changes import smallest

    prepared = situation(case, lang, on)
    return smallest(Prose(prepared, run(prepared)), Counterfactuals(prepared))


def what_if(case: CaseFacts, changes: Mapping[str, Any], lang: Lang = "en",
            on: str | None = None) -> Difference:
    """What a change of facts would do; "unknown" takes a fact away. Raises InputError."""
    return compare(advise(case, lang, on), advise(changed(case, changes), lang, on))


def interview(case: CaseFacts | Mapping[str, Any], lang: Lang = "en", on: str | None = None,
              skipped: Collection[str] = (), asked: Collection[str] = ()) -> Interview:
    """An interview that begins with what `case` already tells.

    `skipped` are facts not to ask; `asked` counts towards the limit of one interview.
    """
    return Interview(situation(case, lang, on), frozenset(skipped), tuple(asked))


def link(case: CaseFacts | Mapping[str, Any], everything: bool = False) -> dict[str, str]:
    """The parameters of a link that carries the case, one a fact.

    Texts and figures go along only with `everything`: links end up in logs.
    """
    return write_link(case if isinstance(case, CaseFacts) else read_facts(case, knowledge()),
                      knowledge(), everything)


def read_link(parameters: Mapping[str, Sequence[str]]) -> LinkedCase:
    """The case of a link, with a fault for each parameter that cannot be read."""
    return case_from_link(parameters, knowledge())


def examples() -> dict[str, Example]:
    """Worked cases told in words, by id, to start from."""
    return told_examples(knowledge())


def sql(dialect: str = "duckdb") -> str:
    """The deciding rules as one SQL text; both dialects read the same text.

    Raises InputError for another dialect.
    """
    from incoadvisor.engine.sql.text import sql_text

    if dialect not in DIALECTS:
        raise InputError("usage_bad_option", option="--dialect", value=dialect,
                         accepted=", ".join(DIALECTS))
    return sql_text(rule_base(knowledge()), today()).text


def trace(case: CaseFacts | Mapping[str, Any], lang: Lang = "en",
          on: str | None = None) -> "Trace":
    """Every firing of a case in words, and the argument about each of the eleven terms.

    Raises InputError when `case` is a mapping with unknown facts or values.
    """
    from incoadvisor.render.trace_view import trace as told

    prepared = situation(case, lang, on)
    return told(Prose(prepared, run(prepared)))


def record(case: CaseFacts | Mapping[str, Any], on: str | None = None) -> "Recording":
    """The whole run of a case as data, in both languages, with its receipt.

    Raises InputError when `case` is a mapping with unknown facts or values.
    """
    from incoadvisor.render.recording import record as recorded

    prepared = situation(case, "en", on)
    return recorded(prepared, run(prepared))


def rule_page(rule_id: str, lang: Lang = "en", case: CaseFacts | Mapping[str, Any] | None = None,
              on: str | None = None) -> "RulePage":
    """One rule of the base in full; with a case, each condition with its value there.

    Raises InputError for an unknown rule, with the nearest one, or for facts of no case.
    """
    from incoadvisor.render.rule_page import CaseRun
    from incoadvisor.render.rule_page import rule_page as page

    known_rule(rule_id)
    prepared = None if case is None else situation(case, lang, on)
    done = CaseRun(prepared, run(prepared)) if prepared else None
    return page(rule_base(knowledge()), rule_id, lang, done)


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


def report_pdf(advice: Advice, lang: Lang = "en", on: str | None = None) -> bytes:
    """The advice as a PDF of one or two A4 pages, tagged for screen readers.

    `advice` is in `lang`; `on` is its ISO date (default today). The same advice and date give
    the same bytes. Raises InputError when the optional packages are not installed.
    """
    from incoadvisor.render.report.pdf import report_file

    return report_file(knowledge(), advice, lang, on or today())[0]


def damage(of: Advice | str, milestone: str, facts: CaseFacts | Mapping[str, Any] | None = None,
           lang: Lang = "en") -> "Damage":
    """Damage at one milestone: who bears it, whom to claim from, what to do, and the price.

    `of` is a term's code or an advice, whose recommended term it is about; `facts` are those of
    the case, or changes of the advice's. Raises InputError for another code, milestone or fact,
    or an advice that recommends nothing.
    """
    from incoadvisor.render.damaged import damage_at

    given = read_facts(facts or {}, knowledge()) if not isinstance(facts, CaseFacts) else facts
    if isinstance(of, Advice):
        if of.recommended is None:
            raise InputError("damage_no_term")
        code, variant = of.recommended.term, of.recommended.variant
        known = run(situation({**of.case, **given.facts}, lang)).facts
        return damage_at(knowledge(), code, variant, milestone, known, known, lang)
    known = run(situation(given, lang)).facts if given.facts else {}
    return damage_at(knowledge(), term_code(of), None, milestone, given.facts, known, lang)
