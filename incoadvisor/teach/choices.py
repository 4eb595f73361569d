"""What an answer chooses from: always the same list in the same order."""

import hashlib
from collections.abc import Iterable

from incoadvisor.model.condition import facts_read
from incoadvisor.model.marking import Choice, Choices
from incoadvisor.model.teaching import Plan, Statement
from incoadvisor.model.text import Lang
from incoadvisor.teach.answer import PARTIES, cost_points, risk_points
from incoadvisor.teach.expert import Expert

WRONG = 8  # reasons that do not hold here
OTHER_CHECKS = 6


def choices(expert: Expert, lang: Lang) -> Choices:
    """The choices of one case, field by field."""
    knowledge = expert.knowledge
    said = expert.teaching.statements

    def choice(name: str, text: str) -> Choice:
        return Choice(id=name, text=text)

    milestones = {m.id: m.label.get(lang) for m in knowledge.content.journey.milestones}
    points = {p: milestones.get(p) or _point(expert, p, lang) for p in cost_points(knowledge)}
    party = {p: knowledge.texts.say(f"teach_party_{p}", lang) for p in PARTIES}
    covers = knowledge.facts["insurance_cover"].values
    topics = knowledge.content.warning_topics
    parties = tuple(choice(p, party[p]) for p in PARTIES)
    fields: dict[str, tuple[Choice, ...]] = {
        "term": tuple(choice(t.code, t.name.get(lang)) for t in knowledge.terms.values()),
        "risk_passes_at": tuple(choice(p, points[p]) for p in risk_points(knowledge)),
        "costs_pass_at": tuple(choice(p, points[p]) for p in cost_points(knowledge)),
        "export_clearance_by": parties, "import_clearance_by": parties,
        "duties_by": parties, "insurance_by": parties,
        "insurance_cover": tuple(choice(c, covers[c].get(lang)) for c in covers),
        "payment_fit": tuple(choice(s.id, s.text.get(lang))
                             for s in _shuffled(expert, said.payment)),
        "documents": tuple(choice(d.id, d.label.get(lang)) for d in said.documents),
        "checks": tuple(choice(t, topics[t].label.get(lang)) for t in _checks(expert)),
        "reasons": tuple(choice(r, knowledge.rules[r].because.get(lang))
                         for r in reasons(expert)),
    }
    return Choices(case=expert.study.id, title=expert.study.title.get(lang), fields=fields)


def plan_choices(plan: Plan, lang: Lang) -> Choices:
    """The actions of an ordering task, out of order."""
    actions = sorted(plan.actions, key=lambda a: _key(plan.id, a.id))
    return Choices(case=plan.id, title=plan.title.get(lang), fields={
        "order": tuple(Choice(id=a.id, text=a.label.get(lang)) for a in actions)})


def reasons(expert: Expert) -> list[str]:
    """The requirements in force here that tell rules apart, among plausible ones that are not."""
    right = [name for name, r in expert.requirements.items() if r.mask]
    seen = {expert.knowledge.rules[r].because.en for r in right}
    topics = {t for r in right for t in expert.topics(r)}
    fired = expert.evaluation.fired
    wrong = [rule for rule in expert.knowledge.content.rules
             if rule.require is not None and not fired.get(rule.id) and rule.because.en not in seen]

    def plausible(name: str) -> tuple[int, str]:
        rule = expert.knowledge.rules[name]
        near = bool(set(expert.topics(name)) & topics)
        about = bool(facts_read(rule.condition) & set(expert.facts))
        return (-near - about, _key(expert.study.id, name))

    chosen = sorted((rule.id for rule in wrong), key=plausible)[:WRONG]
    return sorted([*right, *chosen], key=lambda name: _key(expert.study.id, name))


def _checks(expert: Expert) -> list[str]:
    """Warning topics of this case, those every list offers and some others, in fixed order."""
    own = {ready.rule.advise.topic for ready, _, _ in expert.run.warned if ready.rule.advise}
    always = expert.teaching.statements.checks
    others = [t for t in expert.knowledge.content.warning_topics if t not in own | set(always)]
    others.sort(key=lambda t: _key(expert.study.id, t))
    return sorted({*own, *always, *others[:OTHER_CHECKS]},
                  key=lambda t: _key(expert.study.id, t))


def _shuffled(expert: Expert, entries: Iterable[Statement]) -> list[Statement]:
    return sorted(entries, key=lambda e: _key(expert.study.id, e.id))


def _point(expert: Expert, point: str, lang: Lang) -> str:
    spec = expert.knowledge.facts["risk_passes_at"]
    if point in spec.values:
        return spec.values[point].get(lang)
    return expert.knowledge.texts.say(f"teach_point_{point}", lang)


def _key(*parts: str) -> str:
    """A key that shuffles, the same in every process."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()
