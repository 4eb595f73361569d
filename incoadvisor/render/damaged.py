"""The question about damage, from a term or from an advice."""

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.damage import damage_book
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.damage import Damage, Damaged, answer


def damage_at(knowledge: Knowledge, code: str, variant: str | None, milestone: str,
              settling: Facts, known: Facts, lang: Lang) -> Damage:
    """What to know and do about damage at the milestone under a term.

    `settling` facts settle the conditional cells, as in the table of responsibilities; `known`
    facts are all that is known of the case. Raises InputError for another milestone.
    """
    milestones = [m.id for m in knowledge.content.journey.milestones]
    named = milestone.strip().lower()
    if named not in milestones:
        raise InputError("damage_unknown_milestone", milestone=milestone,
                         accepted=", ".join(milestones), suggestion=nearest(named, milestones))
    if variant is not None and variant in knowledge.facts["handover"].values:
        settling = {"handover": variant, **settling}
    cells = knowledge.terms[code].resolved(knowledge.content.journey, settling)
    return answer(Damaged(
        knowledge=knowledge, book=damage_book(knowledge), code=code, variant=variant,
        milestone=named, cells=cells, facts={**settling, **known}, lang=lang))
