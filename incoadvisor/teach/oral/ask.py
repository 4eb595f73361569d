"""The questions of one oral: those that fit the case, chosen the same way every time."""

from collections.abc import Iterator, Sequence
from typing import Any

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.oral import oral_book
from incoadvisor.model.oral import (
    Answered,
    Asked,
    BareExam,
    BareQuestion,
    CriterionShown,
    Exam,
    OralRubric,
    Point,
    Question,
    Reference,
)
from incoadvisor.model.text import Lang, Text
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.generate.chance import Chance
from incoadvisor.teach.oral.draws import DRAWINGS
from incoadvisor.teach.oral.viva import Drawn, Viva

MOST = 60  # questions asked for at once


def exam(expert: Expert, lang: Lang, count: int | None = None, seed: int | None = None) -> Exam:
    """The oral of a case: every question that fits, or `count` of them, easy ones first.

    `count` spreads them over levels and themes; `seed` draws by chance, the same every time.
    Raises InputError where the engine recommends nothing.
    """
    if count is not None and not 1 <= count <= MOST:
        raise InputError("usage_bad_option", option="--count", value=count,
                         accepted=f"1 – {MOST}")
    viva = Viva(expert, lang)
    book = oral_book(expert.knowledge)
    found = list(_questions(viva, book.questions))
    chosen = chosen_of(found, count, None if seed is None else Chance(
        f"oral/{expert.study.id}/{seed}"))
    notes = []
    if expert.study.expected.best != viva.code:
        notes.append(viva.say("oral_other_expected", term=viva.code,
                              expected=expert.study.expected.best))
    return Exam(
        case=expert.study.id, title=expert.study.title.get(lang), term=viva.code,
        clause=viva.recommended.clause, notes=tuple(notes),
        questions=tuple(chosen), possible=len(found), digest=expert.knowledge.digest,
        **marking_of(book.rubric, lang))


def without_answers(told: Exam) -> BareExam:
    """The questions alone."""
    return BareExam(
        case=told.case, title=told.title, possible=told.possible, out_of=told.out_of,
        step=told.step, criteria=told.criteria, digest=told.digest,
        questions=tuple(BareQuestion(
            kind=q.kind, level=q.level, question=q.question,
            follow_ups=tuple(f.question for f in q.follow_ups)) for q in told.questions))


def chosen_of(found: Sequence[Asked], count: int | None, chance: Chance | None) -> list[Asked]:
    """`count` of the questions in the order they are asked: each level in turn, and of each the
    theme asked least so far.
    """
    order = list(found) if chance is None else shuffled(found, chance)
    if count is not None:
        order = _spread(order, count)
    places = {q.id: i for i, q in enumerate(found if chance is None else order)}
    return sorted(order, key=lambda q: (q.level, places[q.id]))


def _spread(order: list[Asked], count: int) -> list[Asked]:
    asked: dict[str, int] = {}
    picked: list[Asked] = []
    while len(picked) < min(count, len(order)):
        for level in (1, 2, 3):
            left = [q for q in order if q.level == level and q not in picked]
            if left and len(picked) < count:
                least = min(left, key=lambda q: asked.get(q.theme, 0))
                asked[least.theme] = asked.get(least.theme, 0) + 1
                picked.append(least)
    return picked


def shuffled(items: Sequence[Asked], chance: Chance) -> list[Asked]:
    """The items in an order drawn by chance."""
    left, drawn = list(items), []
    while left:
        drawn.append(chance.pick(left))
        left.remove(drawn[-1])
    return drawn


def marking_of(rubric: OralRubric, lang: Lang) -> dict[str, Any]:
    """How the oral is marked, in one language."""
    return {"out_of": rubric.out_of, "step": rubric.step, "advice": rubric.advice.get(lang),
            "criteria": tuple(CriterionShown(
                id=c.id, label=c.label.get(lang), points=c.points,
                grades=tuple((g.points, g.text.get(lang)) for g in c.grades))
                for c in rubric.criteria)}


def _questions(v: Viva, questions: Sequence[Question]) -> Iterator[Asked]:
    """Every question that fits, once for each subject; the same thing is not asked twice."""
    seen: set[tuple[str, str]] = set()
    for question in questions:
        if not v.holds(question.when):
            continue
        first, *more = question.answer
        for answer in DRAWINGS[first.draw](v, first, None):
            if answer.subject is not None:
                if (first.draw, answer.subject) in seen:
                    continue
                seen.add((first.draw, answer.subject))
            points = list(answer.points)
            for spec in more:
                points += [p for d in DRAWINGS[spec.draw](v, spec, answer.subject)
                           for p in d.points]
            points += [_listened(v, question, text) for text in question.listen]
            name = question.id if answer.subject is None \
                else f"{question.id}/{answer.subject}"
            yield Asked(
                id=name, kind=question.id, subject=answer.subject, level=question.level,
                theme=question.theme, question=_filled(v, question.ask, answer.names),
                answer=answer.answer, points=_once(v, question, points),
                follow_ups=tuple(_follow_ups(v, question, answer)))


def _listened(v: Viva, question: Question, text: Text) -> Point:
    return Point(text=text.get(v.lang),
                 references=(Reference(kind="question", id=question.id),),
                 sources=v.cite(question.source, question.as_of))


def _follow_ups(v: Viva, question: Question, answer: Drawn) -> Iterator[Answered]:
    for follow in question.follow_up:
        if not v.holds(follow.when):
            continue
        told = [d for spec in follow.answer for d in DRAWINGS[spec.draw](v, spec, answer.subject)]
        if told:
            points = _once(v, question, [p for d in told for p in d.points])
            yield Answered(question=_filled(v, follow.ask, answer.names),
                           answer=told[0].answer, points=points)


def _filled(v: Viva, text: Text, names: dict[str, str]) -> str:
    return text.get(v.lang).format(**names)


def _once(v: Viva, question: Question, points: Sequence[Point]) -> tuple[Point, ...]:
    """Points without repeats of the same words; one without a source has the question's."""
    found: dict[str, Point] = {}
    for point in points:
        if not point.sources:
            point = point.model_copy(update={
                "sources": v.cite(question.source, question.as_of)})
        found.setdefault(point.text, point)
    return tuple(found.values())
