"""What an answer chooses from: always the same list in the same order."""

import hashlib
from collections.abc import Iterable

from incoadvisor.model.condition import facts_read
from incoadvisor.model.marking import Choice, Choices
from incoadvisor.model.teaching import Plan, Statement
from incoadvisor.model.text import Lang
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.words import BY_PARTY, labels

WRONG = 8  # reasons that do not hold here
OTHER_CHECKS = 6
FIELDS = ("term", "risk_passes_at", "costs_pass_at", *BY_PARTY, "insurance_cover", "payment_fit",
          "documents", "checks", "reasons")


def choices(expert: Expert, lang: Lang) -> Choices:
    """The choices of one case, field by field."""
    of_field = labels(expert.knowledge)
    listed: dict[str, Iterable[str]] = {
        **of_field, "term": sorted(of_field["term"]),  # not in the engine's order of preference
        "payment_fit": _shuffled(expert, expert.teaching.statements.payment),
        "checks": _checks(expert), "reasons": reasons(expert)}
    fields = {field: tuple(Choice(id=code, text=of_field[field][code].get(lang))
                           for code in listed[field]) for field in FIELDS}
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


def _shuffled(expert: Expert, entries: Iterable[Statement]) -> list[str]:
    return sorted((e.id for e in entries), key=lambda name: _key(expert.study.id, name))


def _key(*parts: str) -> str:
    """A key that shuffles, the same in every process."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()
