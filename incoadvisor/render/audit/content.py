"""What a summary shows: headline figures, and parts, each a table and often a plot of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.audit import AuditSummary, Count, Money
from incoadvisor.model.text import Lang
from incoadvisor.render import numbers
from incoadvisor.render.audit import plots
from incoadvisor.render.bars import Chart
from incoadvisor.render.countries import country_name

GRAVE, TO_MEND = plots.GRAVE, plots.TO_MEND
MOST_MONEY = 3  # currencies named in one cell


@dataclass(frozen=True)
class Share:
    """A share of one, shown as a percentage."""

    of_one: float


Cell = str | int | float | Share | tuple[Money, ...]


@dataclass(frozen=True)
class Table:
    """Headings and rows; a cell keeps its kind, so that a workbook can count with it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class SummaryPart:
    """A table with its title, and the plot that shows the same."""

    name: str
    title: str
    hint: str
    table: Table
    chart: Chart | None = None


@dataclass(frozen=True)
class Figure:
    """A headline figure: what it counts, how many, and the share of all lines."""

    name: str
    label: str
    value: str
    note: str
    tone: str


class Content:
    """The summary in words and figures of one language."""

    def __init__(self, summary: AuditSummary, texts: Texts, lang: Lang) -> None:
        self.summary, self.texts, self.lang = summary, texts, lang

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.texts.say(f"audit_{key}", self.lang, **values)

    def shown(self, cell: Cell) -> str:
        """A cell as text."""
        if isinstance(cell, str):
            return cell
        if isinstance(cell, Share):
            return numbers.percent(cell.of_one, self.lang, fine=True)
        if isinstance(cell, tuple):
            named = [numbers.amount(m.amount, m.currency, self.lang) for m in cell[:MOST_MONEY]]
            more = [self.say("more", count=len(cell) - MOST_MONEY)] if cell[MOST_MONEY:] else []
            return f"{numbers.NO_BREAK}· ".join([*named, *more]) or "–"
        return numbers.whole(cell, self.lang)

    def figures(self) -> tuple[Figure, ...]:
        """The headline."""
        lines = self.summary.lines
        found = [Figure("lines", self.say("f_lines"), self.shown(lines), "", "main")]
        for name, ids, tone in (("grave", GRAVE, "bad"), ("mend", TO_MEND, "mend"),
                                ("advice", ("advice",), "better"), ("sound", ("sound",), "good")):
            count = sum(c.lines for c in self.summary.statuses if c.id in ids)
            found.append(Figure(name, self.say(f"f_{name}"), self.shown(count),
                                self.shown(self._share(count)), tone))
        at_stake = plots.by_currency(self.summary)
        if at_stake:
            code, (grave, _, total) = max(at_stake.items(), key=lambda item: item[1][0])
            found.append(Figure(
                "money", self.say("f_money"), numbers.amount(grave, code, self.lang),
                self.say("f_money_of", share=numbers.percent(grave / total, self.lang, True),
                         count=len(at_stake) - 1), "bad"))
        return tuple(found)

    def headline(self) -> str:
        """The main figures in one sentence."""
        figures = {f.name: f for f in self.figures()}
        return self.say("headline", lines=figures["lines"].value, grave=figures["grave"].value,
                        share=figures["grave"].note, mend=figures["mend"].value)

    def parts(self) -> tuple[SummaryPart, ...]:
        """Every part that has something to show."""
        s = self.summary
        made = [
            self._counts("statuses", s.statuses, plots.statuses),
            self._counts("reasons", s.reasons, plots.reasons),
            self._countries(),
            self._money(),
            self._counts("recommended", s.recommended, plots.recommended, coded=True),
            self._counts("verdicts", s.verdicts),
            self._counts("severities", s.severities),
            self._counts("missing", s.missing, plots.missing),
            self._counts("errors", s.errors),
            self._part("facts", ("fact", "column"), s.facts.items()),
        ]
        return tuple(part for part in made if part.table.rows)

    def about(self) -> tuple[tuple[str, str], ...]:
        """How the summary came about: files, time, engine, rule base."""
        s = self.summary
        rate = numbers.whole(s.lines / s.seconds, self.lang) if s.seconds else "–"
        return (
            (self.say("a_files"), ", ".join(s.files)),
            (self.say("a_time"), self.say("a_time_said", rate=rate, seconds=numbers.seconds(
                s.seconds, self.lang))),
            (self.say("a_combinations"), self.shown(s.combinations)),
            (self.say("a_rules"), self.say("a_rules_said", version=s.rule_base.get("version", "–"),
                                           date=s.rule_base.get("as_of", "–"),
                                           digest=s.rule_base.get("digest", "–"))),
            (self.say("a_engine"), s.engine))

    def _share(self, count: int) -> Share:
        return Share(count / self.summary.lines if self.summary.lines else 0.0)

    def _counts(self, name: str, counts: Sequence[Count],
                draw: Callable[["Content"], Chart] | None = None,
                coded: bool = False) -> SummaryPart:
        rows = ((f"{c.id} – {c.label}" if coded else c.label, c.lines, self._share(c.lines),
                 c.money) for c in counts)
        return self._part(name, (name, "lines", "share", "money"), rows,
                          draw(self) if draw and counts else None)

    def _countries(self) -> SummaryPart:
        found = self.summary.countries
        rows = ((self.say("country", name=country_name(c.id, self.lang), code=c.id), c.lines,
                 c.unfit, Share(c.unfit / c.lines if c.lines else 0.0), c.money) for c in found)
        return self._part("countries", ("countries", "lines", "unfit", "unfit_share", "money"),
                          rows, plots.countries(self) if found else None)

    def _money(self) -> SummaryPart:
        found = plots.by_currency(self.summary)
        rows = ((code or self.say("no_currency"), grave, Share(grave / total), mend, total)
                for code, (grave, mend, total) in found.items())
        return self._part("money", ("currency", "at_stake", "at_stake_share", "to_mend", "total"),
                          rows, plots.money(self) if found else None)

    def _part(self, name: str, headings: Sequence[str], rows: Iterable[tuple[Cell, ...]],
              chart: Chart | None = None) -> SummaryPart:
        hint = self.say(f"h_{name}_hint") if f"audit_h_{name}_hint" in self.texts else ""
        return SummaryPart(name, self.say(f"h_{name}"), hint, Table(
            tuple(self.say(f"c_{heading}") for heading in headings), tuple(rows)), chart)
