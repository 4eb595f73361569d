"""Marking one answer by a rubric: the same answer always gets the same mark."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from incoadvisor.clause.normalise import fold
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.marking import (
    Answer,
    CriterionMark,
    Fact,
    Ground,
    Killed,
    Mark,
    Said,
    Subtotal,
    Verdict,
)
from incoadvisor.model.teaching import Criterion, Killer, Rubric
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts, Value
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.found import Found, Marking
from incoadvisor.teach.kinds import KINDS

MOST_RULES = 4  # shown as evidence of one criterion


def mark(expert: Expert, answer: Answer, rubric: Rubric, lang: Lang) -> Mark:
    """The trainer's sheet of one answer. Raises InputError if it answers another case."""
    study = expert.study
    if answer.case is not None and slug(answer.case) != study.id:
        raise InputError("teach_other_case", case=answer.case, wanted=study.id)
    if answer.order:
        raise InputError("teach_order_for_case", case=study.id)
    marking = Marking(expert, answer, lang)
    criteria = tuple(_criterion(marking, c) for c in rubric.criteria)
    counted = totals(criteria, rubric.out_of, rubric.pass_percent, False)
    near = abs(counted["percent"] - rubric.pass_percent) * 100 \
        <= rubric.second_reader * rubric.pass_percent
    killers = tuple(Killed(id=k.id, text=k.text.get(lang), revise=k.revise.get(lang))
                    for k in rubric.killers if _kills(marking, k))
    return Mark(
        case=study.id, title=study.title.get(lang), rubric=rubric.id,
        candidate=answer.candidate, term=answer.term, criteria=criteria, killers=killers,
        **totals(criteria, rubric.out_of, rubric.pass_percent, bool(killers)),
        second_reader=near and rubric.second_reader > 0,
        to_judge=_to_judge(marking), notes=tuple(_notes(marking, rubric)),
        expected=tuple(_expected(marking)),
        oral=tuple(o.ask.get(lang) for o in rubric.oral if marking.holds(o.when)),
        why_not=tuple(_why_not(marking)),
        learning=tuple(t.get(lang) for t in study.learning))


def totals(criteria: tuple[CriterionMark, ...], out_of: float, pass_percent: float,
           killed: bool) -> dict[str, Any]:
    """Total, percentage and verdict, and the points of method and of result apart."""
    total = plain(sum(c.points for c in criteria))
    percent = round(100 * total / out_of, 1)
    passed: Verdict = "acquired" if percent >= pass_percent and not killed else "not_acquired"

    def part(kind: str) -> Subtotal:
        of = [c for c in criteria if c.kind == kind]
        return Subtotal(points=plain(sum(c.points for c in of)),
                        out_of=plain(sum(c.out_of for c in of)))

    return {"total": total, "out_of": plain(out_of), "percent": plain(percent),
            "pass_percent": plain(pass_percent), "verdict": passed,
            "method": part("method"), "result": part("result")}


def plain(number: float) -> float:
    """A whole number as an int, which is written without a decimal point."""
    return int(number) if number == int(number) else round(number, 2)


def _criterion(m: Marking, criterion: Criterion) -> CriterionMark:
    tried = [[_test(m, test) for test in award.when] for award in criterion.award]
    earned = [i for i, found in enumerate(tried) if all(f.holds for f in found)]
    seen = tried[0]
    if criterion.how == "sum":
        points = sum(criterion.award[i].points for i in earned)
        seen = [f for found in tried for f in found]
    else:
        points = criterion.award[earned[0]].points if earned else 0
        seen = [*seen, *(tried[earned[0]] if earned else [])]
    full = points >= criterion.points
    charged = criterion.own_term and m.answer.term is not None and not m.defensible
    rules = [r for f in seen for r in f.rules]
    rules += [r for r in criterion.evidence.rules if r in m.expert.requirements]
    return CriterionMark(
        id=criterion.id, label=m.text(criterion.label), kind=criterion.kind,
        points=plain(min(points, criterion.points)), out_of=plain(criterion.points),
        quote=_once(q for f in seen for q in f.quote),
        missing=() if full else _once(x for f in seen if not f.holds for x in f.missing),
        expected=_once(x for f in seen for x in f.expected),
        own_term=m.answer.term if charged else None,
        rules=tuple(Ground(rule=r, text=m.because(r)) for r in _once(rules)[:MOST_RULES]),
        facts=tuple(_fact(m, name, m.expert.facts[name]) for name in criterion.evidence.facts
                    if name in m.expert.facts),
        full=m.text(criterion.full), revise=m.text(criterion.revise))


def _fact(m: Marking, name: str, value: Value) -> Fact:
    spec = m.expert.knowledge.facts[name]
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Fact(fact=name, value=shown, text=spec.said(value, m.lang))


def _test(m: Marking, test: dict[str, Any]) -> Found:
    ((name, data),) = test.items()
    return KINDS[name](m, data)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _kills(m: Marking, killer: Killer) -> bool:
    return m.holds(killer.when) and not set(killer.unless_checked) & set(m.answer.checks)


def _to_judge(m: Marking) -> tuple[Said, ...]:
    answer = m.answer
    own, refused = m.say("teach_said_reasons_text"), "teach_said_refused"
    said = [Said(field="reasons_text", label=own, text=answer.reasons_text)] \
        if answer.reasons_text else []
    said += [Said(field=f"refused.{r.term}", label=m.say(refused, term=r.term), text=r.text)
             for r in answer.refused if r.text]
    said += [Said(field="hypotheses", label=m.say("teach_said_hypotheses"), text=text)
             for text in answer.hypotheses]
    return tuple(said)


def _notes(m: Marking, rubric: Rubric) -> list[str]:
    notes = []
    unsaid = any(k.unless_checked and _kills(m, k) for k in rubric.killers)
    if unsaid and _to_judge(m):  # free text is not read, so a person must look
        notes.append(m.say("teach_killer_look"))
    if m.answer.written_as:
        notes.append(m.say("teach_read_as", code=m.answer.written_as, term=m.answer.term))
    if m.answer.term is not None and not m.defensible:
        notes.append(m.say("teach_follow_through", term=m.answer.term))
    return notes


def _why_not(m: Marking) -> list[str]:
    """Why the candidate's rule is not fit, if it is not: the heaviest two reasons."""
    if m.answer.term is None or m.defensible:
        return []
    return [m.because(rule) for rule in m.expert.fails(m.answer.term)[:2]]


def _expected(m: Marking) -> list[str]:
    expected = m.expert.study.expected
    place = m.text(expected.place.text) if expected.place else expected.best
    told = [place if place.startswith(expected.best) else f"{expected.best} {place}"]
    if expected.handover_place:
        told.append(m.say("teach_handover", place=m.text(expected.handover_place.text)))
    if expected.acceptable:
        told.append(m.say("teach_also_defensible", terms=", ".join(expected.acceptable)))
    return told


def derived_study(facts: Facts, name: str, knowledge: Knowledge, on: str
                  ) -> CaseStudy:
    """A case study from the bare facts of a case: the engine's answer is the expected one.

    Raises InputError where the engine recommends nothing.
    """
    from incoadvisor.engine.places import named_places

    called = str(facts.get("case_id") or PurePath(name).stem)
    title = str(facts.get("title") or called)
    bare = {"id": slug(called) or "case", "level": 1, "title": {"en": title, "fr": title},
            "themes": (), "dossier": (), "question": {"en": title, "fr": title},
            "given": facts, "as_of": on}
    nobody = {"best": next(iter(knowledge.terms)), "acceptable": (), "rejected": (),
              "place": None}
    expert = Expert(CaseStudy.model_validate({**bare, "expected": nobody}), knowledge)
    outcome = expert.evaluation.outcome
    if outcome.term is None:
        raise InputError("teach_nothing_expected", name=name)
    term = knowledge.terms[outcome.term]
    named, handed = named_places(term, outcome.variant, expert.facts, knowledge, "en")
    expected = {
        "best": outcome.term,
        "acceptable": [c for c, v in outcome.verdicts.items() if v == "acceptable"],
        "rejected": expert.refusals(),
        "place": _key(named.text) if named.complete else None,
        "handover_place": _key(handed.text) if handed and handed.complete else None,
    }
    return CaseStudy.model_validate({**bare, "expected": expected})


def slug(name: str) -> str:
    """A name as an id: small letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _key(text: str) -> dict[str, Any]:
    return {"accept": [text], "text": {"en": text, "fr": text}}
