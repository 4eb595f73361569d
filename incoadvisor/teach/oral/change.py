"""Answers about change: what would alter the advice, what is assumed, what is still to ask."""

from collections.abc import Mapping

from incoadvisor.engine.choose import Outcome, Requirement
from incoadvisor.model.oral import Draw, Point
from incoadvisor.model.vocabulary import Value
from incoadvisor.teach.oral.viva import Drawn, Viva, changed_fact, drawn

Changes = Mapping[str, Value]


def flip(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The facts whose change would change the rule: the likeliest first, one point a fact."""
    found: dict[str, Point] = {}
    for fact, value, _ in v.other.flips():
        if fact not in found and len(found) < spec.most:
            found[fact] = changed(v, {fact: value})
    return drawn(found.values(), v.say("oral_flip" if found else "firm_none"))


def what_if(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The case with the facts named changed; nothing where they already are so."""
    if all(v.run.facts.get(name) == value for name, value in spec.set.items()):
        return []
    return drawn([changed(v, spec.set)])


def assumptions(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What was taken for granted, the decisive first, and what if it is not so."""
    decisive, harmless = [], []
    for told in v.advice.assumptions:
        rule = next(f.rule for f in v.run.firings if f.number == told.step)
        taken = v.by_rule(rule, told.text)
        options = [x for x in v.other.options(v.knowledge.facts[told.fact]) if x != told.value]
        moved = [x for x in options if v.other.outcome({told.fact: x}).answer != _now(v).answer]
        if moved:
            after = changed(v, {told.fact: moved[0]})
            decisive.append(_joined(taken, after))
        elif options:
            stays = v.say("oral_stays", term=v.code, statement=v.prose.statement(
                told.fact, options[0]))
            harmless.append(taken.model_copy(update={"text": f"{taken.text} {stays}"}))
    answer = v.say("oral_assumed_decisive" if decisive else "oral_assumed_harmless")
    return drawn([*decisive, *harmless][:spec.most], answer)


def open_questions(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What is still to be asked, the most decisive first, and where each answer leads."""
    points = []
    for asked in v.other.asked[:spec.most]:
        told = v.knowledge.facts[asked.fact]
        assert told.question is not None
        leads = [(a not in v.knowledge.terms, x) for x, a in asked.answers.items()
                 if a != _now(v).answer]
        value = min(leads, key=lambda lead: lead[0])[1]
        after = changed(v, {asked.fact: value})
        points.append(after.model_copy(update={
            "text": f"{told.question.get(v.lang)} {after.text}"}))
    return drawn(points, v.say("oral_open"))


def changed(v: Viva, changes: Changes) -> Point:
    """What a change of facts gives, and the requirement that makes the difference."""
    after = v.other.outcome(changes)
    statement = v.say("join_and").join(v.prose.statement(f, x) for f, x in changes.items())
    references = tuple(changed_fact(f, x) for f, x in changes.items())
    rules = decisive(v, after)
    if after.answer == _now(v).answer:
        text = v.say("oral_stays", term=v.code, statement=statement)
        rules = []
    elif after.term is None:
        text = v.say("oral_no_rule", statement=statement, state=v.say(f"state_{after.state}"))
    else:
        text = v.say("oral_would_give", statement=statement, term=after.term)
    reasons = [v.knowledge.rules[r].because.get(v.lang) for r in rules[:1]]
    return Point(text=" ".join([text, *reasons]),
                 references=(*references, *(v.rule(r) for r in rules[:2])),
                 sources=tuple(v.prose.cited(v.knowledge.rules[r]) for r in rules[:1]))


def decisive(v: Viva, after: Outcome) -> list[str]:
    """Rules that newly speak against the rule defended, else that no longer hold back the new one,
    else whatever requirement came or went.
    """
    before = _now(v)
    now, then = _by_rule(before), _by_rule(after)
    new = _against(after, v.code)
    found = [r for r in new if r not in _against(before, v.code)]
    if not found and after.term is not None:
        stands = _against(after, after.term)
        found = [r for r in _against(before, after.term) if r not in stands]
    if not found:
        found = [r for r in (*then, *now) if (r in then) is not (r in now)]
    return list(dict.fromkeys(found))


def _against(outcome: Outcome, code: str) -> list[str]:
    """Rules whose requirement the best row of a term fails, hard ones first."""
    row = next(s.row for s in outcome.scores if outcome.candidates.all[s.row].term == code)
    failed = [r for r in outcome.requirements if r.mask >> row & 1]
    return [r.ready.id for r in sorted(failed, key=lambda r: (not r.is_hard, not r.is_wish))]


def _by_rule(outcome: Outcome) -> dict[str, Requirement]:
    return {r.ready.id: r for r in outcome.requirements if r.mask}


def _now(v: Viva) -> Outcome:
    return v.other.now.outcome


def _joined(first: Point, then: Point) -> Point:
    return Point(text=f"{first.text} {then.text}",
                 references=tuple(dict.fromkeys([*first.references, *then.references])),
                 sources=tuple(dict.fromkeys([*first.sources, *then.sources])))
