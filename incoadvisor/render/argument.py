"""The argument as data: from a verdict back, firing by firing, to facts and assumptions."""

from typing import Literal

from incoadvisor.engine.choose import Requirement
from incoadvisor.engine.forward import Firing
from incoadvisor.model.advice import Cited
from incoadvisor.model.text import Frozen
from incoadvisor.render.candidates import codes
from incoadvisor.render.prose import Prose


class Ground(Frozen):
    """A fact an argument rests on, and what it rests on in turn."""

    id: str
    kind: Literal["given", "market", "assumed", "derived"]
    statement: str
    because: str | None
    step: int | None
    grounds: tuple["Ground", ...]


class Point(Frozen):
    """One requirement with its reason, its source and its grounds."""

    step: int
    rule: str
    topic: str
    basis: str
    strength: str
    because: str
    source: Cited
    fails: tuple[str, ...]
    grounds: tuple[Ground, ...]


class Argument(Frozen):
    """What speaks for and against one term."""

    term: str
    verdict: str
    text: str
    for_: tuple[Point, ...]
    against: tuple[Point, ...]


def argue(prose: Prose, code: str) -> Argument:
    """The argument about `code` in this run."""
    outcome = prose.run.outcome
    bit = 1 << prose.score(code).row
    others = outcome.candidates.everyone & ~outcome.candidates.of_term[code]
    helps = [r for r in outcome.requirements if not r.mask & bit and r.mask & others]
    return Argument(
        term=code, verdict=outcome.verdicts[code], text=prose.ranking(code),
        for_=tuple(_point(prose, r) for r in helps),
        against=tuple(_point(prose, r) for r in prose.failing(code)))


def _point(prose: Prose, requirement: Requirement) -> Point:
    rule = requirement.ready.rule
    firing = _firing(prose, f"req:{rule.id}")
    assert firing is not None
    names = prose.run.outcome.candidates.names(requirement.mask)
    return Point(
        step=firing.number, rule=rule.id, topic=rule.topic, basis=rule.basis,
        strength=requirement.strength, because=rule.because.get(prose.lang),
        source=prose.cited(rule), fails=tuple(codes(names)),
        grounds=tuple(ground(prose, used) for used in firing.uses))


def _firing(prose: Prose, fact_id: str) -> Firing | None:
    return next((f for f in prose.run.firings if fact_id in f.adds), None)


def ground(prose: Prose, fact_id: str) -> Ground:
    """A fact id with the chain behind it."""
    kind, _, name = fact_id.partition(":")
    firing = _firing(prose, fact_id)
    statement = prose.statement(name, prose.run.facts[name])
    return Ground(
        id=fact_id, kind=kind, statement=statement,  # type: ignore[arg-type]
        because=prose.told(firing) if firing else None,
        step=firing.number if firing else None,
        grounds=tuple(ground(prose, used) for used in firing.uses) if firing else ())
