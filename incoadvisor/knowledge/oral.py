"""What the oral rests on: `knowledge/teach/oral/*.yaml`, read on demand and strictly."""

from collections.abc import Iterator
from functools import lru_cache
from string import Formatter

from pydantic import TypeAdapter

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.gather import Located
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.strict import Place, condition_faults, located_file, shaped
from incoadvisor.model.oral import DRAWS, OWN_FACTS, Draw, OralBook, OralRubric, Question
from incoadvisor.model.text import Text

_QUESTIONS: TypeAdapter[tuple[Question, ...]] = TypeAdapter(tuple[Question, ...])
_RUBRIC: TypeAdapter[OralRubric] = TypeAdapter(OralRubric)
_MARKING = "marking.yaml"
Faults = Iterator[tuple[Place, str]]


@lru_cache(maxsize=4)
def oral_book(knowledge: Knowledge) -> OralBook:
    """Questions, file by file, and their marking. Raises KnowledgeError."""
    folder = knowledge.folder / "teach" / "oral"
    faults: list[str] = []
    questions: list[Question] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _MARKING:
            continue
        source = located_file(knowledge.folder, "teach", "oral", path.name)
        found = shaped(_QUESTIONS, source, source.document.data)
        before = {q.id for q in questions}
        for i, question in enumerate(found):
            if question.id in before:
                faults.append(f"{source.at((i, 'id'))}: `{question.id}` is defined twice")
            before.add(question.id)
            faults += [f"{source.at((i, *at))}: `{question.id}`: {told}"
                       for at, told in _question_faults(question, knowledge)]
        questions += found
    marking = located_file(knowledge.folder, "teach", "oral", _MARKING)
    rubric = shaped(_RUBRIC, marking, marking.document.data)
    faults += _told(marking, _rubric_faults(rubric, knowledge))
    if faults:
        raise KnowledgeError(faults)
    return OralBook(questions=tuple(questions), rubric=rubric)


def _told(source: Located, faults: Faults) -> list[str]:
    return [f"{source.at(at)}: {told}" for at, told in faults]


def _question_faults(question: Question, knowledge: Knowledge) -> Faults:
    yield from _when(("when",), question.when, knowledge)
    draws = [(("answer", i), draw) for i, draw in enumerate(question.answer)]
    for j, follow in enumerate(question.follow_up):
        yield from _when(("follow_up", j, "when"), follow.when, knowledge)
        draws += [(("follow_up", j, "answer", i), draw)  # type: ignore[misc]
                  for i, draw in enumerate(follow.answer)]
    for at, draw in draws:
        for told in _draw_faults(draw, knowledge):
            yield at, told
    names = DRAWS.get(question.answer[0].draw, (None, ()))[1]
    yield from _name_faults(("ask",), question.ask, names)
    for j, follow in enumerate(question.follow_up):
        yield from _name_faults(("follow_up", j, "ask"), follow.ask, names)
    yield from _sources(question.source, knowledge)


def _when(at: Place, when: object, knowledge: Knowledge) -> Faults:
    if when is not None:
        for told in condition_faults(when, knowledge, OWN_FACTS):
            yield at, told


def _draw_faults(draw: Draw, knowledge: Knowledge) -> Iterator[str]:
    if draw.draw not in DRAWS:
        yield f"`{draw.draw}` is nothing an answer is drawn from; known: {', '.join(DRAWS)}"
        return
    kind = DRAWS[draw.draw][0]
    if draw.about and kind is None:
        yield f"`{draw.draw}` is about nothing in particular: leave out `about`"
    known = {
        "milestone": [m.id for m in knowledge.content.journey.milestones],
        "article": list(knowledge.article_titles), "term": list(knowledge.terms),
        "topic": list(knowledge.content.warning_topics), "rule": list(knowledge.rules),
    }.get(kind or "", [])
    for name in draw.about:
        if kind is not None and name not in known:
            yield f"unknown {kind} `{name}`"
    if bool(draw.set) is not (draw.draw == "what_if"):
        yield "`set` goes with what_if, and what_if with `set`"
    try:
        read_facts(draw.set, knowledge)
    except InputError as error:
        yield explain(error, knowledge.texts, "en")


def _name_faults(at: Place, text: Text, names: tuple[str, ...]) -> Faults:
    for lang in (text.en, text.fr):
        for _, name, _, _ in Formatter().parse(lang):
            if name is not None and name not in names:
                yield at, f"unknown name {{{name}}} (known here: {', '.join(names) or 'none'})"


def _rubric_faults(rubric: OralRubric, knowledge: Knowledge) -> Faults:
    total = sum(c.points for c in rubric.criteria)
    if total != rubric.out_of:
        yield ("out_of",), f"the criteria add up to {total:g}, not {rubric.out_of:g}"
    for i, criterion in enumerate(rubric.criteria):
        points = [grade.points for grade in criterion.grades]
        if points != sorted(points, reverse=True) or points[0] != criterion.points:
            yield (("criteria", i, "grades"),
                   "grades stand from most to fewest points, and the first earns them all")
    yield from _sources(rubric.source, knowledge)


def _sources(sources: tuple[str, ...], knowledge: Knowledge) -> Faults:
    for source in sources:
        if source not in knowledge.content.references:
            yield ("source",), f"unknown source `{source}`"
