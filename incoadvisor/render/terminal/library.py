"""The library of case studies on the terminal."""

from collections.abc import Sequence

from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.teaching import Plan
from incoadvisor.render.terminal.page import Page


def show_library(page: Page, studies: Sequence[CaseStudy], plans: Sequence[Plan]) -> None:
    """Every case study with its level and themes, then the ordering tasks."""
    for level in sorted({s.level for s in studies}):
        page.heading(f"teach_h_level_{level}")
        for study in studies:
            if study.level == level:
                page.line(study.title.get(page.lang), style="bold")
                page.line(f"{study.id} · {', '.join(theme(page, t) for t in study.themes)}",
                          indent=2, style="dim")
    if plans:
        page.heading("teach_h_plans")
        for plan in plans:
            page.line(plan.title.get(page.lang), style="bold")
            page.line(plan.id, indent=2, style="dim")
    page.line()
    page.line(page.say("teach_count", count=len(studies) + len(plans)))
    page.line(page.say("teach_cases_hint"), style="dim")


def show_study(page: Page, study: CaseStudy, answer: bool, hint: str | None = None) -> None:
    """The dossier and the question; the expert's answer too if asked for.

    The `hint` tells how to mark an answer; by default, how it is done for the library.
    """
    page.line(study.title.get(page.lang), style="bold")
    themes = ", ".join(theme(page, t) for t in study.themes)
    page.line(f"{page.say(f'teach_h_level_{study.level}')} · {themes}", style="dim")
    for paper in study.dossier:
        page.line()
        page.line(paper.heading(page.say(f"teach_paper_{paper.kind}"), page.lang),
                  style="bold underline")
        for paragraph in paper.text.get(page.lang).split("\n"):
            page.line(paragraph.strip())
    page.heading("teach_h_question")
    page.line(study.question.get(page.lang))
    if answer:
        _answer(page, study)
    page.line()
    page.line(hint or page.say("teach_mark_hint", id=study.id), style="dim")


def show_plan(page: Page, plan: Plan, answer: bool) -> None:
    """An ordering task; with its precedences if asked for."""
    page.line(plan.title.get(page.lang), style="bold")
    page.line(plan.question.get(page.lang))
    page.line()
    label = {a.id: a.label.get(page.lang) for a in plan.actions}
    for action in sorted(plan.actions, key=lambda a: a.id):
        page.bullet(f"{action.id} – {label[action.id]}")
    if answer:
        page.heading("teach_h_expected")
        for edge in plan.edges:
            page.bullet(f"{label[edge.before]} → {label[edge.after]}. {edge.why.get(page.lang)}")
    page.line()
    page.line(page.say("teach_mark_hint", id=plan.id), style="dim")


def theme(page: Page, name: str) -> str:
    """A theme in the reader's language."""
    return page.say(f"teach_theme_{name}")


def _answer(page: Page, study: CaseStudy) -> None:
    lang, expected = page.lang, study.expected
    page.heading("teach_h_expected")
    if expected.place:
        text = expected.place.text.get(lang)
        page.line(text if text.startswith(expected.best) else f"{expected.best} {text}",
                  style="bold")
    if expected.handover_place:
        page.line(page.say("teach_handover", place=expected.handover_place.text.get(lang)))
    if expected.acceptable:
        page.line(page.say("teach_also_defensible", terms=", ".join(expected.acceptable)))
    for rejected in expected.rejected:
        page.bullet(page.say("l_pair", name=rejected.term, value=rejected.reason.get(lang)))
    for heading, texts in (("teach_h_hypotheses", study.hypotheses),
                           ("teach_h_learning", study.learning)):
        if texts:
            page.heading(heading)
            for told in texts:
                page.bullet(told.get(lang))
    page.heading("teach_h_given")
    for name, value in study.given.items():
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        page.bullet(f"{name}: {shown}")
