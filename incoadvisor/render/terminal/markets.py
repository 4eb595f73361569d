"""Country data as pages: the list of countries, one country's sheet, what an advice used."""

from collections.abc import Collection, Sequence

from incoadvisor.model.advice import Advice, Cited
from incoadvisor.render.countries import (
    SIDES,
    CountryRow,
    CountrySheet,
    CoveredCountry,
    Evidence,
    Membership,
)
from incoadvisor.render.sources import graded
from incoadvisor.render.terminal.page import Page


def show_countries(page: Page, countries: Sequence[CoveredCountry]) -> None:
    """Every country covered, with its code and its number of rows."""
    page.table([page.say("c_code"), page.say("c_rows"), page.say("c_country")],
               [[c.country, str(c.rows), c.name] for c in countries])
    page.line()
    page.line(page.say("l_covered", count=len(countries)))
    page.line(page.say("l_sheet_hint", code=countries[0].country), style="dim")


def show_sheet(page: Page, sheet: CountrySheet) -> None:
    """One country in full: its rows on either side of a sale, with their evidence."""
    page.line(page.say("l_sheet", name=sheet.name, code=sheet.country, date=sheet.on),
              style="bold")
    if sheet.memberships:
        page.heading("h_memberships")
        for membership in sheet.memberships:
            _membership(page, membership)
    for side in SIDES:
        page.heading(f"h_{side}")
        rows = sheet.destination if side == "destination" else sheet.origin
        for number, row in enumerate(rows):
            if number:
                page.line()
            _row(page, row)
        if not rows:
            page.line(page.say("l_nothing_listed"))
    if sheet.general:
        page.heading("h_general")
        for note in sheet.general:
            page.line(_titled(page, note.label, note.detail))
            _evidence(page, note.evidence)
    if sheet.absent:
        page.heading("h_absent")
        page.line(page.say("l_absent", tables=", ".join(sheet.absent)))
    page.disclaimer()


def show_used(page: Page, advice: Advice, full: bool, told: Collection[str] = ()) -> None:
    """The country rows an advice rests on, but for those `told` already; with `full`, all."""
    read = {fact for step in advice.trace for fact in step.uses if fact.startswith("market:")}
    used = [step for step in advice.trace
            if step.stage == "market" and step.source is not None
            and (full or step.rule not in told)
            and any(fact in read or full for fact in step.adds if fact.startswith("market:"))]
    if not used:
        return
    page.heading("h_country_data")
    for step in used:
        assert step.source is not None
        source = graded(step.source, page.texts, page.lang)
        page.bullet(f"{step.because} ({source})", mark=f"[{step.step}]")
        if full and step.source.url:
            page.line(step.source.url, style="dim", indent=5)


def _membership(page: Page, membership: Membership) -> None:
    key = "l_was_member" if membership.until else "l_member"
    page.line(page.say(key, group=membership.label, since=membership.since,
                       until=membership.until), style="bold" if membership.holds else "")
    if membership.note:
        page.line(membership.note, indent=2)
    confidence = page.say(f"confidence_{membership.confidence}")
    page.line(f"{page.say('l_as_of', date=membership.as_of)} · {confidence}", indent=2)
    _sources(page, membership.sources)
    _readers(page, membership.rules)


def _row(page: Page, row: CountryRow) -> None:
    label = _titled(page, row.label, row.topic) if row.topic else row.label
    page.line(_titled(page, label, "; ".join(row.words)) if row.words else label, style="bold")
    page.line(row.detail, indent=2)
    if row.cases:
        page.line(page.say("l_only_where", cases="; ".join(row.cases)), indent=2)
    _evidence(page, row.evidence, row.group)
    if row.values and not row.relied_on:
        page.line(page.say("l_not_relied_on"), style="yellow", indent=2)
    elif row.topic:
        page.line(page.say("l_only_told"), style="dim", indent=2)
    else:
        _readers(page, row.rules)


def _evidence(page: Page, evidence: Evidence, group: str | None = None) -> None:
    date = evidence.as_of_text or evidence.as_of
    told = [page.say("l_as_of", date=date) if date else page.say("l_undated"),
            page.say(f"confidence_{evidence.confidence}")]
    if evidence.since:
        told.append(page.say("l_since", date=evidence.since))
    if evidence.until:
        told.append(page.say("l_until", date=evidence.until))
    if group:
        told.append(page.say("l_by_group", group=group))
    if evidence.review_by and not evidence.due:
        told.append(page.say("l_review_by", date=evidence.review_by))
    page.line(" · ".join(told), indent=2)
    doubts = [] if evidence.sourced else [page.say("l_no_source")]
    if evidence.confidence == "low":
        doubts.append(page.say("l_weak_source"))
    if evidence.due:
        doubts.append(page.say("l_due", date=evidence.review_by))
    if doubts:
        page.line(" · ".join(doubts), style="yellow", indent=2)
    _sources(page, evidence.sources)


def _sources(page: Page, sources: Sequence[Cited]) -> None:
    for source in sources:
        address = f" – {source.url}" if source.url else ""
        page.line(page.pair("l_source", f"{source.title}{address}"), style="dim", indent=2)


def _readers(page: Page, rules: Sequence[str]) -> None:
    if rules:
        page.line(page.pair("l_read_by", ", ".join(rules)), style="dim", indent=2)
    else:
        page.line(page.say("l_read_by_none"), style="dim", indent=2)


def _titled(page: Page, name: str, value: str) -> str:
    return page.say("l_pair", name=name, value=value)
