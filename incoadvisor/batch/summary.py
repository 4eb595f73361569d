"""What an audit found, counted over the combinations."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from incoadvisor.batch.engine import Book
from incoadvisor.batch.judge import JOIN
from incoadvisor.batch.relabel import relabelled
from incoadvisor.batch.steps import Steps
from incoadvisor.batch.told import CURRENCY, VALUE
from incoadvisor.engine.sql.expressions import column
from incoadvisor.model.audit import (
    SEVERITIES,
    AuditSummary,
    ColumnMap,
    Count,
    CountryCount,
    Money,
)

COUNTRY = "destination_country"
VERDICTS = ("excluded", "discouraged", "acceptable", "recommended")  # gravest first
MOST_ERRORS = 100
Sums = dict[str | None, float]


class _Tally:
    """Lines and money by something."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = defaultdict(int)
        self.money: dict[str, Sums] = defaultdict(lambda: defaultdict(float))

    def add(self, name: str, lines: int, currency: str | None, amount: float | None) -> None:
        self.lines[name] += lines
        if amount:
            self.money[name][currency] += amount

    def counts(self, order: Iterable[str] | None = None) -> tuple[Count, ...]:
        """In an order, or most lines first; labels are put in later."""
        names = [n for n in order if n in self.lines] if order is not None else sorted(
            self.lines, key=lambda n: (-self.lines[n], n))
        return tuple(Count(id=n, label=n, lines=self.lines[n], money=_money(self.money[n]))
                     for n in names)


def summarise(steps: Steps, book: Book, used: ColumnMap, output: str | None, combinations: int,
              seconds: float) -> AuditSummary:
    """Counts by status, severity, verdict, reason, country and what is missing."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    unfit: dict[str, int] = defaultdict(int)
    bad = set(steps.judge.judging.statuses[:steps.judge.judging.statuses.index("unfit") + 1])
    for row in _rows(steps):
        lines, money = row["lines"], (row["currency"], row["amount"])
        tallies["statuses"].add(row["status"], lines, *money)
        tallies["severities"].add(row["severity"], lines, *money)
        for key in ("verdict", "recommended", "error"):
            if row[key]:
                tallies[key].add(row[key], lines, *money)
        for key in ("reasons", "missing"):
            for name in (row[key] or "").split(JOIN):
                if name:
                    tallies[key].add(name, lines, *money)
        if row["country"]:
            tallies["country"].add(row["country"], lines, *money)
            unfit[row["country"]] += lines if row["status"] in bad else 0
    return _summary(steps, book, used, output, combinations, seconds, tallies, unfit)


def _rows(steps: Steps) -> Iterable[dict[str, Any]]:
    names = ["status", "severity", "verdict", "recommended", "error", "reasons", "missing",
             "country", "currency", "lines", "amount"]
    currency = f"n_{CURRENCY}.value" if CURRENCY in steps.told.coded else "NULL"
    joined = f"LEFT JOIN n_{CURRENCY} ON n_{CURRENCY}.raw = k.k_{CURRENCY} " \
        if CURRENCY in steps.told.coded else ""
    amount = "COALESCE(k.amount, 0)"
    if VALUE in steps.told.numbers:  # what is not written plainly was read one by one
        joined += f"LEFT JOIN n_{VALUE} ON n_{VALUE}.raw = k.k_{VALUE} "
        amount += f" + COALESCE(k.lines * CAST(n_{VALUE}.value AS DOUBLE), 0)"
    select = (
        "SELECT a.status, a.severity, a.verdict, a.recommended, a.error, a.reasons, a.missing, "
        f"t.{column(COUNTRY)}, {currency}, SUM(k.lines), SUM({amount}) FROM combos k "
        "JOIN answers a ON a.rid = k.rid JOIN told t ON t.rid = k.rid "
        f"{joined}GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9")
    for row in steps.engine.rows(select):
        yield dict(zip(names, row, strict=True))


def _summary(steps: Steps, book: Book, used: ColumnMap, output: str | None, combinations: int,
             seconds: float, tallies: dict[str, _Tally], unfit: dict[str, int]) -> AuditSummary:
    knowledge = steps.told.knowledge
    countries = tuple(CountryCount(**count.model_dump(), unfit=unfit[count.id])
                      for count in tallies["country"].counts())
    found = AuditSummary(
        lines=sum(tallies["statuses"].lines.values()), files=book.files, output=output,
        facts={fact: " + ".join(str(c) for c in column_.columns)
               for fact, column_ in used.columns.items()}
        | {fact: f"= {value}" for fact, value in used.constants.items()},
        statuses=tallies["statuses"].counts(steps.judge.judging.statuses),
        severities=tallies["severities"].counts(SEVERITIES),
        verdicts=tallies["verdict"].counts(VERDICTS),
        reasons=tallies["reasons"].counts(), recommended=tallies["recommended"].counts(),
        countries=countries, missing=tallies["missing"].counts(),
        errors=tallies["error"].counts()[:MOST_ERRORS],
        combinations=combinations, seconds=round(seconds, 3),
        rule_base={"version": knowledge.content.about["version"], "digest": knowledge.digest,
                   "as_of": knowledge.content.about["as_of"]},
        engine=steps.engine.name)
    return relabelled(found, knowledge, steps.lang)


def _money(sums: Sums) -> tuple[Money, ...]:
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    return tuple(Money(currency=code, amount=round(amount, 2)) for code, amount in ranked)
