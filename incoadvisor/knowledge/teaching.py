"""The teaching knowledge: `knowledge/teach/*.yaml`, read on demand and strictly."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.gather import Located
from incoadvisor.knowledge.strict import (
    Place,
    condition_faults,
    located,
    located_file,
    shaped,
)
from incoadvisor.model.teaching import (
    ANSWER_FACTS,
    TESTS,
    Criterion,
    Plan,
    Reading,
    Rubric,
    Statements,
    Teaching,
)

_RUBRIC: TypeAdapter[Rubric] = TypeAdapter(Rubric)
_STATEMENTS: TypeAdapter[Statements] = TypeAdapter(Statements)
_READING: TypeAdapter[Reading] = TypeAdapter(Reading)
_PLANS: TypeAdapter[tuple[Plan, ...]] = TypeAdapter(tuple[Plan, ...])
Faults = Iterator[tuple[Place, str]]


@lru_cache(maxsize=4)
def teaching(knowledge: Knowledge) -> Teaching:
    """Rubric, statements, words and ordering tasks. Raises KnowledgeError."""
    folder = knowledge.folder
    sources = {name: located_file(folder, "teach", f"{name}.yaml")
               for name in ("rubric", "statements", "reading", "plan")}
    statements, reading = sources["statements"], sources["reading"]
    chosen = shaped(_STATEMENTS, statements, statements.document.data)
    _refuse(statements, _statement_faults(chosen, knowledge))
    return Teaching(
        rubric=_rubric(sources["rubric"], knowledge), statements=chosen,
        reading=shaped(_READING, reading, reading.document.data),
        plans=_plans(sources["plan"], knowledge))


def read_rubric(content: bytes, name: str, knowledge: Knowledge) -> Rubric:
    """A rubric from the bytes of a YAML file. Raises KnowledgeError."""
    return _rubric(located(content, name), knowledge)


def read_plans(content: bytes, name: str, knowledge: Knowledge) -> tuple[Plan, ...]:
    """Ordering tasks from the bytes of a YAML file. Raises KnowledgeError."""
    return _plans(located(content, name), knowledge)


def _rubric(source: Located, knowledge: Knowledge) -> Rubric:
    rubric = shaped(_RUBRIC, source, source.document.data)
    _refuse(source, _rubric_faults(rubric, knowledge))
    return rubric


def _plans(source: Located, knowledge: Knowledge) -> tuple[Plan, ...]:
    plans = shaped(_PLANS, source, source.document.data)
    _refuse(source, _plan_faults(plans, knowledge))
    return plans


def _refuse(source: Located, faults: Faults) -> None:
    told = [f"{source.at(place)}: {message}" for place, message in faults]
    if told:
        raise KnowledgeError(told)


def _rubric_faults(rubric: Rubric, knowledge: Knowledge) -> Faults:
    yield from _twice("criteria", (c.id for c in rubric.criteria))
    yield from _twice("killers", (k.id for k in rubric.killers))
    total = sum(c.points for c in rubric.criteria)
    if total != rubric.out_of:
        yield ("out_of",), f"the criteria add up to {total:g}, not {rubric.out_of:g}"
    for i, criterion in enumerate(rubric.criteria):
        for place, message in _criterion_faults(criterion, knowledge):
            yield ("criteria", i, *place), f"`{criterion.id}`: {message}"
    for i, killer in enumerate(rubric.killers):
        for message in condition_faults(killer.when, knowledge, ANSWER_FACTS):
            yield ("killers", i, "when"), f"`{killer.id}`: {message}"
        for topic in killer.unless_checked:
            if topic not in knowledge.content.warning_topics:
                yield ("killers", i, "unless_checked"), f"unknown warning topic `{topic}`"
        yield from _sources(("killers", i, "source"), killer.source, knowledge)
    for i, oral in enumerate(rubric.oral):
        for message in condition_faults(oral.when, knowledge, ANSWER_FACTS):
            yield ("oral", i, "when"), message
    yield from _sources(("source",), rubric.source, knowledge)


def _criterion_faults(criterion: Criterion, knowledge: Knowledge) -> Faults:
    points = [award.points for award in criterion.award]
    most = sum(points) if criterion.how == "sum" else max(points)
    if most != criterion.points:
        yield ("award",), f"the awards give {most:g} at most, not {criterion.points:g}"
    if criterion.how == "first" and points != sorted(points, reverse=True):
        yield ("award",), "awards of which the first counts stand from most to fewest points"
    for i, award in enumerate(criterion.award):
        for j, test in enumerate(award.when):
            if len(test) != 1 or next(iter(test)) not in TESTS:
                yield (("award", i, "when", j),
                       f"a test is one of {', '.join(TESTS)} with its data")
    for rule in criterion.evidence.rules:
        if rule not in knowledge.rules:
            yield ("evidence", "rules"), f"unknown rule `{rule}`"
    for fact in criterion.evidence.facts:
        if fact not in knowledge.facts:
            yield ("evidence", "facts"), f"unknown fact `{fact}`"


def _statement_faults(statements: Statements, knowledge: Knowledge) -> Faults:
    yield from _twice("payment", (s.id for s in statements.payment))
    yield from _twice("documents", (d.id for d in statements.documents))
    groups: tuple[tuple[str, Iterable[Any]], ...] = (
        ("payment", statements.payment), ("documents", statements.documents))
    for group, entries in groups:
        for i, entry in enumerate(entries):
            for key in ("right", "partly", "wrong"):
                when = getattr(entry, key, None)
                if when is not None:
                    for message in condition_faults(when, knowledge, ANSWER_FACTS):
                        yield (group, i, key), f"`{entry.id}`: {message}"
    for topic in statements.checks:
        if topic not in knowledge.content.warning_topics:
            yield ("checks",), f"unknown warning topic `{topic}`"


def _plan_faults(plans: tuple[Plan, ...], knowledge: Knowledge) -> Faults:
    ids = [plan.id for plan in plans]
    for i, plan in enumerate(plans):
        if plan.id in ids[:i]:
            yield (i, "id"), f"`{plan.id}` is defined twice"
        actions = [action.id for action in plan.actions]
        for place, message in _twice("actions", actions):
            yield (i, *place), message
        for j, edge in enumerate(plan.edges):
            for name in (edge.before, edge.after):
                if name not in actions:
                    yield (i, "edges", j), f"unknown action `{name}`"
        for j, forbidden in enumerate(plan.forbidden):
            for name in (*forbidden.first, forbidden.then):
                if name not in actions:
                    yield (i, "forbidden", j), f"unknown action `{name}`"
        if loop := _loop([(e.before, e.after) for e in plan.edges]):
            yield (i, "edges"), f"actions wait for one another: {', '.join(loop)}"
        yield from _sources((i, "source"), plan.source, knowledge)


def _loop(edges: list[tuple[str, str]]) -> list[str]:
    """Actions left when those that wait for nothing are taken away again and again."""
    left = {name for edge in edges for name in edge}
    while left:
        free = {n for n in left if not any(a == n and b in left for b, a in edges)}
        if not free:
            return sorted(left)
        left -= free
    return []


def _twice(group: str, ids: Iterable[str]) -> Faults:
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            yield (group, i, "id"), f"`{name}` is defined twice"
        seen.add(name)


def _sources(place: Place, sources: tuple[str, ...], knowledge: Knowledge) -> Faults:
    for source in sources:
        if source not in knowledge.content.references:
            yield place, f"unknown source `{source}`"
