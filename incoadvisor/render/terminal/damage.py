"""Damage at one stage as a page."""

from itertools import groupby

from incoadvisor.render.damage import Claim, Damage, Evidence
from incoadvisor.render.terminal.page import Page


def show_damage(page: Page, damage: Damage) -> None:
    """Who bears it first, then why, the claims, the steps by date, and the price."""
    page.line(damage.sentence, style="bold")
    page.heading("damage_h_why")
    page.line(damage.why)
    page.heading("damage_h_claims")
    for _, same in groupby(damage.claims, lambda claim: claim.id):
        first, *others = same
        _claim(page, first, either=bool(others))
    page.heading("damage_h_steps")
    for step in damage.steps:
        page.bullet(page.say("l_pair", name=step.deadline, value=_if(page, step) + step.text))
    page.heading("damage_h_price")
    for told in damage.price:
        page.bullet(_if(page, told) + told.text)
    if damage.notes:
        page.heading("damage_h_notes")
        for note in damage.notes:
            doubt = "" if note.confidence == "high" else f" ({_grade(page, note)})"
            page.bullet(_if(page, note) + note.text + doubt)
    if any(amount.unit.startswith("sdr") for claim in damage.claims for amount in claim.amounts):
        page.line()
        page.line(page.say("damage_sdr"), style="dim")
    page.disclaimer()


def _claim(page: Page, claim: Claim, either: bool) -> None:
    who = "either" if either else claim.who
    named = page.say(f"damage_claim_{who}", against=claim.against)
    page.bullet(named if either else _if(page, claim) + named, style="bold")
    for key, value in (("damage_document", claim.document),
                       ("damage_insurance", claim.insurance), ("damage_limit", claim.limit)):
        if value:
            page.line(page.pair(key, value), indent=4)
    page.line(claim.text, indent=4)
    titles = "; ".join(source.title for source in claim.sources)
    shown = page.say("l_pair", name=page.say("damage_sources"), value=titles)
    dated = page.say("l_as_of", date=claim.as_of)
    page.line(f"{shown} ({dated}, {_grade(page, claim)})", style="dim", indent=4)


def _if(page: Page, told: Evidence) -> str:
    return f"{page.say(f'damage_if_{told.if_bearer}')} " if told.if_bearer else ""


def _grade(page: Page, told: Evidence) -> str:
    return page.say(f"confidence_{told.confidence}")
