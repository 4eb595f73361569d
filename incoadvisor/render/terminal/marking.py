"""Sheets, choices and class results on the terminal."""

from collections.abc import Sequence

from incoadvisor.model.marking import (
    Choices,
    ClassResult,
    CriterionMark,
    Killed,
    Mark,
    Said,
    StudentSheet,
)
from incoadvisor.render.terminal.page import Page

BARS = 20


def show_trainer(page: Page, mark: Mark) -> None:
    """The trainer's sheet: everything."""
    _head(page, mark)
    if mark.result.out_of:
        page.line(page.say(
            "teach_split_of_mark", method=_of(mark.method.points, mark.method.out_of),
            result=_of(mark.result.points, mark.result.out_of),
            percent=_number(page, mark.pass_percent)), style="dim")
    if mark.second_reader:
        page.line(page.say("teach_second_reader"), style="yellow")
    _killers(page, mark.killers)
    for note in mark.notes:
        page.line(note, style="dim")
    page.heading("teach_h_criteria")
    for criterion in mark.criteria:
        _criterion(page, criterion)
    _listed(page, "teach_h_why_not", mark.why_not)
    _to_judge(page, mark.to_judge, "teach_h_to_judge")
    _listed(page, "teach_h_expected", mark.expected)
    _listed(page, "teach_h_oral", mark.oral)
    _listed(page, "teach_h_learning", mark.learning)
    page.disclaimer()


def show_student(page: Page, sheet: StudentSheet) -> None:
    """The student's sheet: what was won, what to revise."""
    _head(page, sheet)
    _killers(page, sheet.killers)
    for note in sheet.notes:
        page.line(note, style="dim")
    page.heading("teach_h_criteria")
    for line in sheet.criteria:
        page.line(f"{_of(line.points, line.out_of):>5}  {line.label}",
                  style="" if line.revise is None else "bold")
        for quote in line.quote:
            page.line(f"{page.say('teach_you_wrote')} – {quote}", indent=7)
        for missing in line.missing:
            page.line(missing, indent=7)
        if line.revise:
            page.line(page.pair("teach_revise", line.revise), indent=7, style="dim")
    _listed(page, "teach_h_why_not", sheet.why_not)
    _to_judge(page, sheet.to_judge, "teach_h_your_words")
    _listed(page, "teach_h_learning", sheet.learning)
    page.disclaimer()


def show_choices(page: Page, choices: Choices) -> None:
    """Every field with what it chooses from; a list told once is not told again."""
    page.line(choices.title, style="bold")
    told: dict[tuple[str, ...], str] = {}
    for name, options in choices.fields.items():
        page.line()
        page.line(f"{name}:", style="bold")
        ids = tuple(c.id for c in options)
        if ids in told:
            page.line(page.say("teach_same_as", field=told[ids]), indent=2)
            continue
        told[ids] = name
        for choice in options:
            page.bullet(f"{choice.id} – {choice.text}", indent=2)


def show_class(page: Page, result: ClassResult) -> None:
    """A class: its table, what was missed most, and the copies that could not be marked."""
    page.line(page.say("teach_class", marked=result.marked, acquired=result.acquired),
              style="bold")
    if result.mean is not None:
        page.line(page.say("teach_mean", mean=_number(page, result.mean),
                           out_of=_number(page, result.out_of)))
    marked = [c for c in result.copies if c.mark is not None]
    if marked:
        page.line()
        page.table(
            [page.say(f"teach_col_{x}") for x in ("total", "term", "verdict", "file")],
            [[_of(c.mark.total, c.mark.out_of), c.mark.term or "–",
              page.say(f"teach_verdict_{c.mark.verdict}"),
              " · ".join(x for x in (c.name, c.mark.candidate) if x)]
             for c in marked if c.mark is not None])
    if result.missed:
        page.heading("teach_h_missed")
        page.table(
            [page.say(f"teach_col_{x}") for x in ("share", "none", "criterion")],
            [[_bar(m.share), str(m.none), m.label] for m in result.missed])
    _listed(page, "teach_h_errors", [f"{c.name} – {c.error}" for c in result.copies if c.error])


def _head(page: Page, mark: Mark | StudentSheet) -> None:
    who = f"{mark.candidate} · " if mark.candidate else ""
    page.line(f"{who}{mark.title}", style="bold")
    page.line(page.say("teach_total", total=_number(page, mark.total),
                       out_of=_number(page, mark.out_of),
                       verdict=page.say(f"teach_verdict_{mark.verdict}")),
              style="bold green" if mark.verdict == "acquired" else "bold red")


def _criterion(page: Page, line: CriterionMark) -> None:
    page.line(f"{_of(line.points, line.out_of):>5}  {line.label}", style="bold")
    for quote in line.quote:
        page.line(f"{page.say('teach_quote')} – {quote}", indent=7)
    for missing in line.missing:
        page.line(missing, indent=7)
    if line.own_term:
        page.line(page.say("teach_judged_by", term=line.own_term), indent=7, style="dim")
    if line.expected and line.points < line.out_of:
        page.line(page.pair("teach_expected", " / ".join(line.expected)), indent=7)
    if line.rules:
        page.line(page.pair("teach_rules", ", ".join(r.rule for r in line.rules)), indent=7,
                  style="dim")
    if line.facts:
        facts = " / ".join(f.text for f in line.facts)
        page.line(page.pair("teach_facts", facts), indent=7, style="dim")
    if line.points < line.out_of:
        page.line(page.pair("teach_revise", line.revise), indent=7, style="dim")


def _killers(page: Page, killers: Sequence[Killed]) -> None:
    if killers:
        page.heading("teach_h_killers")
        for killer in killers:
            page.bullet(f"{killer.text} {killer.revise}", mark="!", style="red")


def _to_judge(page: Page, said: Sequence[Said], heading: str) -> None:
    _listed(page, heading, [page.say("l_pair", name=s.label, value=s.text) for s in said])


def _listed(page: Page, heading: str, texts: Sequence[str]) -> None:
    if texts:
        page.heading(heading)
        for text in texts:
            page.bullet(text)


def _of(points: float, out_of: float) -> str:
    return f"{points:g}/{out_of:g}"


def _number(page: Page, number: float | None) -> str:
    shown = f"{number:g}"
    return shown.replace(".", ",") if page.lang == "fr" else shown


def _bar(share: float) -> str:
    full = round(share * BARS)
    return "█" * full + "░" * (BARS - full) + f" {share:4.0%}"
