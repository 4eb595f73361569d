"""The summary of an audit on the terminal, and one of its lines."""

from collections.abc import Sequence

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.audit import AuditSummary, ColumnMap, Count, Money, OrderLine
from incoadvisor.render.numbers import amount, percent, seconds, whole
from incoadvisor.render.terminal.page import Page

SHOWN = 10
STYLES = {"unreadable": "red", "stop": "red", "unfit": "red", "no_term": "yellow",
          "fault": "yellow"}


def show(page: Page, found: AuditSummary, also: Sequence[str] = ()) -> None:
    """What was found, gravest first."""
    def figure(number: float) -> str:
        return whole(number, page.lang)

    page.line(page.say("audit_done", lines=figure(found.lines),
                       combinations=figure(found.combinations),
                       seconds=seconds(found.seconds, page.lang),
                       rate=figure(found.lines / max(found.seconds, 1e-9))))
    page.heading("audit_h_statuses")
    _counts(page, found, found.statuses, [STYLES.get(c.id, "") for c in found.statuses])
    if found.reasons:
        page.heading("audit_h_reasons")
        for count in found.reasons[:SHOWN]:
            page.bullet(f"{count.label} ({count.id})", mark=f"{figure(count.lines):>9}")
    if found.recommended:
        page.heading("audit_h_recommended")
        _counts(page, found, [c.model_copy(update={"label": f"{c.id} {c.label}"})
                              for c in found.recommended])
    worst = sorted((c for c in found.countries if c.unfit), key=lambda c: -c.unfit)[:SHOWN]
    if worst:
        page.heading("audit_h_countries")
        page.table([page.say(f"audit_col_{name}") for name in ("country", "lines", "unfit")],
                   [[c.id, figure(c.lines), figure(c.unfit)] for c in worst])
    if found.missing:
        page.heading("audit_h_missing")
        _counts(page, found, found.missing)
    if found.errors:
        page.heading("audit_h_errors")
        for count in found.errors[:SHOWN]:
            page.bullet(count.label, mark=f"{figure(count.lines):>9}")
    page.line()
    for name in [n for n in (found.output, *also) if n]:
        page.line(page.say("audit_written", name=name), style="dim")
    page.disclaimer()


def show_guess(page: Page, given: ColumnMap, guessed: Sequence[str]) -> None:
    """Which column is taken for which fact."""
    page.table([page.say("audit_col_fact"), page.say("audit_col_column"), ""], [
        [fact, " + ".join(str(c) for c in column.columns),
         page.say("audit_guessed") if fact in guessed else ""]
        for fact, column in given.columns.items()])


def show_line(page: Page, line: OrderLine, knowledge: Knowledge) -> None:
    """The facts of one line."""
    page.line(page.say("audit_line", row=line.row, file=line.file), style="bold")
    page.table([page.say("audit_col_fact"), page.say("audit_col_value")], [
        [knowledge.facts[fact].label.get(page.lang),
         knowledge.facts[fact].value_label(value, page.lang)]
        for fact, value in line.facts.items()])
    page.line()


def _counts(page: Page, found: AuditSummary, counts: Sequence[Count],
            styles: Sequence[str] | None = None) -> None:
    rows = []
    for count in counts:
        share = percent(count.lines / max(found.lines, 1), page.lang, fine=True)
        rows.append([whole(count.lines, page.lang), share, count.label, _money(page, count.money)])
    page.table([page.say(f"audit_col_{name}") for name in ("lines", "share", "what", "money")],
               rows, styles)


def _money(page: Page, money: Sequence[Money]) -> str:
    shown = [amount(m.amount, m.currency, page.lang) for m in money[:3]]
    return ", ".join(shown) + (", …" if len(money) > len(shown) else "")
