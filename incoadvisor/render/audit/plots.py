"""The plots of a summary: bars by status, reason, country, currency, rule and missing fact."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from incoadvisor.model.audit import AuditSummary, Count
from incoadvisor.render import numbers
from incoadvisor.render.bars import Bar, Chart, Part
from incoadvisor.render.countries import country_name

if TYPE_CHECKING:
    from incoadvisor.render.audit.content import Content

GRAVE = ("unreadable", "stop", "unfit")  # statuses of lines that cannot stand
TO_MEND = ("no_term", "fault")  # of lines to be written anew
TONES = {"unreadable": "none", "stop": "stop", "unfit": "bad", "no_term": "mend", "fault": "mend",
         "advice": "better", "sound": "good"}
MOST = 12  # bars of one plot; the table beside it is whole


def statuses(content: "Content") -> Chart:
    """Lines by status, gravest first."""
    return _counted(content, "statuses", content.summary.statuses, TONES)


def reasons(content: "Content") -> Chart:
    """Lines by what speaks against them, most frequent first."""
    return _counted(content, "reasons", content.summary.reasons)


def recommended(content: "Content") -> Chart:
    """Lines by the rule recommended."""
    return _counted(content, "recommended", content.summary.recommended, coded=True)


def missing(content: "Content") -> Chart:
    """Lines by what they do not tell."""
    return _counted(content, "missing", content.summary.missing)


def countries(content: "Content") -> Chart:
    """Lines by country of destination, with the part that cannot stand."""
    found = content.summary.countries[:MOST]
    most = max((c.lines for c in found), default=0) or 1
    made = [Bar(country_name(c.id, content.lang),
                content.say("p_country", lines=content.shown(c.lines), unfit=numbers.percent(
                    c.unfit / c.lines if c.lines else 0, content.lang, True)),
                (Part(c.unfit / most, "bad"), Part((c.lines - c.unfit) / most, "rest")))
            for c in found]
    return _chart(content, "countries", made, len(content.summary.countries), (
        ("bad", content.say("k_unfit")), ("rest", content.say("k_rest"))))


def money(content: "Content") -> Chart:
    """For each currency the share of the value on lines that cannot stand, or are to be mended."""
    found = by_currency(content.summary)
    made = [Bar(code or content.say("no_currency"),
                content.say("p_money", amount=numbers.amount(grave, None, content.lang),
                            share=numbers.percent(grave / total, content.lang, True)),
                (Part(grave / total, "bad"), Part(mend / total, "mend"),
                 Part((total - grave - mend) / total, "rest")))
            for code, (grave, mend, total) in list(found.items())[:MOST]]
    return _chart(content, "money", made, len(found), (
        ("bad", content.say("k_grave")), ("mend", content.say("k_mend")),
        ("rest", content.say("k_rest"))))


def by_currency(summary: AuditSummary) -> dict[str | None, tuple[float, float, float]]:
    """For each currency what stands on lines that cannot stand, on those to mend, and on all."""
    sums: dict[str | None, list[float]] = {}
    for status in summary.statuses:
        for held in status.money:
            found = sums.setdefault(held.currency, [0.0, 0.0, 0.0])
            found[0] += held.amount if status.id in GRAVE else 0.0
            found[1] += held.amount if status.id in TO_MEND else 0.0
            found[2] += held.amount
    ranked = sorted(sums.items(), key=lambda item: -item[1][2])
    return {code: (a, b, c) for code, (a, b, c) in ranked if c > 0}


def _counted(content: "Content", name: str, counts: Sequence[Count],
             tones: dict[str, str] | None = None, coded: bool = False) -> Chart:
    most, lines = max(c.lines for c in counts) or 1, content.summary.lines or 1
    made = [Bar(f"{c.id} – {c.label}" if coded else c.label,
                content.say("p_count", lines=content.shown(c.lines),
                            share=numbers.percent(c.lines / lines, content.lang, True)),
                (Part(c.lines / most, (tones or {}).get(c.id, "main")),))
            for c in counts[:MOST]]
    return _chart(content, name, made, len(counts))


def _chart(content: "Content", name: str, made: Iterable[Bar], count: int,
           key: tuple[tuple[str, str], ...] = ()) -> Chart:
    shown = tuple(made)
    told = [content.say("p_line", label=bar.label.rstrip("."), said=bar.said) for bar in shown]
    if count > len(shown):
        told.append(content.say("p_first", shown=len(shown), count=count))
    return Chart(f"audit-{name}", content.say(f"h_{name}"), " ".join(told), shown, key)
