"""The advice as a page."""

from collections.abc import Sequence

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Advice, Cited, Step, Warning_
from incoadvisor.model.recording import RecordedStep
from incoadvisor.model.term import MilestoneView
from incoadvisor.render.sources import graded
from incoadvisor.render.terminal.markets import show_used
from incoadvisor.render.terminal.page import Page

STYLE = {"recommended": "bold green", "acceptable": "", "discouraged": "yellow", "excluded": "dim"}
_QUESTIONS = 5


def show(page: Page, advice: Advice, knowledge: Knowledge, full: bool = False) -> None:
    """One sentence first, then the clause, the ranking, the reasons and what to watch."""
    page.line(advice.headline, style="bold")
    if advice.recommended:
        page.heading("h_clause")
        page.line(advice.recommended.clause, style="bold green", indent=2)
    _proposed(page, advice)
    _ways_out(page, advice, knowledge)
    page.heading("h_ranking")
    page.table(
        [page.say("c_term"), page.say("c_verdict"), page.say("c_reason")],
        [[r.term, page.say(f"verdict_{r.verdict}"), r.text] for r in advice.ranking],
        [STYLE[r.verdict] for r in advice.ranking])
    _reasons(page, advice)
    if advice.views:
        page.heading("h_views")
        nobody = page.say("l_nobody")
        page.bullet(page.say("l_seller_best", term=advice.views.seller or nobody))
        page.bullet(page.say("l_buyer_best", term=advice.views.buyer or nobody))
        page.bullet(page.say("l_common", terms=", ".join(advice.views.common) or nobody))
    if advice.responsibilities:
        page.heading("h_who")
        milestones(page, advice.responsibilities.milestones, knowledge)
    told = _told(advice, full)
    _warnings(page, advice, told)
    show_used(page, advice, full, {w.row for w in told if w.row})
    if advice.assumptions:
        page.heading("h_assumptions")
        for assumption in advice.assumptions:
            page.bullet(f"{assumption.fact}: {assumption.text}", mark=f"[{assumption.step}]")
    _questions(page, advice)
    if full:
        _clauses(page, advice)
        page.heading("h_trace")
        trace_lines(page, advice)
    page.line()
    page.line(page.say("l_next"), style="dim")
    page.disclaimer()


def _proposed(page: Page, advice: Advice) -> None:
    if advice.proposed is None:
        return
    page.heading("h_proposed")
    page.line(advice.proposed.text)
    for finding in advice.proposed.findings:
        page.bullet(finding.text)


def _ways_out(page: Page, advice: Advice, knowledge: Knowledge) -> None:
    if not advice.relax:
        return
    page.heading("h_better" if advice.state == "ok" else "h_ways_out")
    for way in advice.relax[:5]:
        change = ", ".join(f"{f}={value_text(v)}" for f, v in way.set.items())
        page.bullet(page.say("l_set", change=change, gives=way.gives))


def _reasons(page: Page, advice: Advice) -> None:
    if advice.recommended is None:
        return
    first = advice.ranking[0]
    by_step = {s.step: s for s in advice.trace}
    page.heading("h_reasons")
    for number in first.for_:
        step = by_step[number]
        page.bullet(f"{step.because} ({page.say(f'l_basis_{step.basis}')})", mark=f"[{number}]")
    for number in first.against:
        page.bullet(by_step[number].because, mark=f"[{number}] !", style="yellow")


def milestones(page: Page, cells: tuple[MilestoneView, ...], knowledge: Knowledge) -> None:
    """The fifteen milestones with who acts, who pays and who bears the risk."""
    labels = {m.id: m.label.get(page.lang) for m in knowledge.content.journey.milestones}
    page.table(
        [page.say("c_milestone"), page.say("c_acts"), page.say("c_cost"), page.say("c_risk")],
        [[labels[c.id], *(page.say(f"party_{p}") for p in (c.acts, c.cost, c.risk))]
         for c in cells])
    if any({c.acts, c.cost, c.risk} & {"by_contract", "by_place"} for c in cells):
        page.line(page.say("l_conditional"), style="dim")


def _told(advice: Advice, full: bool) -> list[Warning_]:
    """The warnings shown: all of them, or those that matter for the recommended rule."""
    code = advice.recommended.term if advice.recommended else None
    return [w for w in advice.warnings
            if full or (w.severity != "info" and (code is None or code in w.about))]


def _warnings(page: Page, advice: Advice, shown: Sequence[Warning_]) -> None:
    if not advice.warnings:
        return
    page.heading("h_warnings")
    for warning in shown:
        page.bullet(f"{_about(warning)}{warning.text} ({_source(page, warning)})",
                    mark=page.say(f"l_severity_{warning.severity}"),
                    style="bold red" if warning.severity in ("stop", "high") else "")
    hidden = len(advice.warnings) - len(shown)
    if hidden:
        page.line(page.say("l_more_warnings", count=hidden), style="dim")


def _about(warning: Warning_) -> str:
    return f"{', '.join(warning.about)}: " if 0 < len(warning.about) < 6 else ""


def _source(page: Page, warning: Warning_) -> str:
    """The source with its date; country data with their confidence too."""
    if not warning.row and warning.as_of is None:
        return warning.source
    return graded(Cited(ref="", title=warning.source, url=None, as_of=warning.as_of,
                        confidence=warning.confidence if warning.row else None),
                  page.texts, page.lang)


def _questions(page: Page, advice: Advice) -> None:
    if not advice.open_questions:
        return
    page.heading("h_questions")
    for question in advice.open_questions[:_QUESTIONS]:
        answers = "; ".join(page.say("l_answers", value=v, answer=a)
                            for v, a in question.changes.items())
        page.bullet(f"{question.fact}: {question.question} [{answers}]")
    rest = len(advice.open_questions) - _QUESTIONS
    if rest > 0:
        page.line(page.say("l_more_questions", count=rest), style="dim")


def _clauses(page: Page, advice: Advice) -> None:
    if advice.clause_pack:
        page.heading("h_pack")
        for clause in advice.clause_pack:
            page.line(clause.title, style="bold")
            page.line(clause.text, indent=2)
    if advice.counter_offer:
        page.heading("h_counter")
        page.line(advice.counter_offer.subject, style="bold")
        page.line(advice.counter_offer.text, indent=2)


def trace_lines(page: Page, advice: Advice) -> None:
    """Every firing on a few lines."""
    for step in advice.trace:
        trace_line(page, step, step.rule, step.because)


def trace_line(page: Page, step: Step | RecordedStep, name: str, because: str) -> None:
    """One firing on a few lines."""
    withdrawn = f" ({page.say('l_withdrawn')} {step.withdrawn_by})" if step.withdrawn_by else ""
    page.bullet(f"{name}{withdrawn}: {because}", mark=f"{step.step:3}")
    page.line(f"{page.say('l_uses')} {', '.join(step.uses) or page.say('l_empty')}"
              f" · {page.say('l_adds')} {', '.join(step.adds) or page.say('l_empty')}",
              style="dim", indent=4)


def value_text(value: object) -> str:
    """A fact's value as it would be typed."""
    return str(value).lower() if isinstance(value, bool) else str(value)
