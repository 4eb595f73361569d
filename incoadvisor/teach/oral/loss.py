"""Answers about damage: who bears it, who claims from whom, what to do, what of the price."""

from incoadvisor.model.advice import Cited
from incoadvisor.model.oral import Draw, Point, Reference
from incoadvisor.render.damage import Claim, Damage, Evidence
from incoadvisor.render.damaged import damage_at
from incoadvisor.teach.oral.viva import Drawn, Viva, drawn


def bearer(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Who bears damage at each stage named, and why; one answer a stage."""
    found = []
    for milestone in spec.about:
        damage = damaged(v, milestone)
        why = Point(text=damage.why,
                    references=(v.cell(milestone, "risk"), v.article(damage.article)),
                    sources=v.cite(v.articles.source, v.articles.as_of))
        notes = [_point(n.text, n) for n in damage.notes[:2]]
        first = [_point(claim_text(v, c), c) for c in damage.claims[:1]]
        found += drawn([why, *first, *notes], damage.sentence, milestone,
                       milestone=damage.label)
    return found


def claims(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Who claims from whom, on what paper and up to how much."""
    damage = _about(v, spec, subject)
    carriers_first = sorted(damage.claims, key=lambda c: c.kind != "carrier")
    points = [_point(claim_text(v, c), c) for c in carriers_first[:spec.most]]
    return drawn(points, None, damage.milestone)


def steps(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What to do, and by when: the deadlines first, since they are forgotten."""
    damage = _about(v, spec, subject)
    dated = [s for s in damage.steps if s.days or s.months]
    now = [s for s in damage.steps if not (s.days or s.months)]
    chosen = [*now[:max(spec.most - len(dated), 1)], *dated][:spec.most]
    return drawn(_point(v.say("l_pair", name=s.deadline, value=s.text), s) for s in chosen)


def price(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What becomes of the price."""
    damage = _about(v, spec, subject)
    return drawn(_point(told.text, told) for told in damage.price[:spec.most])


def claim_text(v: Viva, claim: Claim) -> str:
    """A claim in a sentence or two."""
    who = v.say(f"oral_claim_{claim.who}", against=claim.against)
    parts = [who, claim.limit or "", claim.text]
    return " ".join(part for part in parts if part)


def damaged(v: Viva, milestone: str) -> Damage:
    """The answer to damage at a stage, under the rule as the case settles it."""
    if milestone not in v.damages:
        facts = v.run.facts
        v.damages[milestone] = damage_at(v.knowledge, v.code, v.recommended.variant, milestone,
                                         facts, facts, v.lang)
    return v.damages[milestone]


def _about(v: Viva, spec: Draw, subject: str | None) -> Damage:
    return damaged(v, spec.about[0] if spec.about else str(subject))


def _point(text: str, told: Evidence) -> Point:
    return Point(text=text, references=(Reference(kind="damage", id=told.id),),
                 sources=_cited(told))


def _cited(told: Evidence) -> tuple[Cited, ...]:
    return tuple(c.model_copy(update={"confidence": told.confidence}) for c in told.sources[:2])
