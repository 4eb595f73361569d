"""A run as a reader follows it: every firing in words, and the argument about each term."""

from collections.abc import Iterator

from incoadvisor.engine.forward import Firing
from incoadvisor.engine.situation import rule_base
from incoadvisor.model.advice import Cited
from incoadvisor.model.text import Frozen
from incoadvisor.render.argument import Argument, Ground, argue
from incoadvisor.render.candidates import codes
from incoadvisor.render.prose import Prose
from incoadvisor.render.rule_page import required


class Told(Frozen):
    """Something a firing used or added; `step` is the firing that added it, None if given."""

    id: str
    kind: str
    text: str
    step: int | None


class TraceStep(Frozen):
    """One firing in words.

    `rule` is its rule in the base, None for steps of the engine; `name` is the record's own
    name. `terms` are the terms it bears on: as a reason for or against, as a fact such a reason
    rests on, or as a warning. `waiting` are the rules that could have fired as well.
    """

    step: int
    name: str
    rule: str | None
    stage: str
    because: str
    uses: tuple[Told, ...]
    adds: tuple[Told, ...]
    fails: tuple[str, ...]
    withdrawn_by: str | None
    basis: str | None
    strength: str | None
    source: Cited | None
    terms: tuple[str, ...]
    waiting: tuple[str, ...]


class Trace(Frozen):
    """All firings in order, and the argument about each term from best to worst."""

    state: str
    term: str | None
    steps: tuple[TraceStep, ...]
    arguments: tuple[Argument, ...]


def trace(prose: Prose) -> Trace:
    """The whole run in words."""
    outcome = prose.run.outcome
    arguments = tuple(argue(prose, code) for code in outcome.verdicts)
    bears = _bearing(prose, arguments)
    return Trace(
        state=outcome.state, term=outcome.term, arguments=arguments,
        steps=tuple(_step(prose, firing, bears[firing.number]) for firing in prose.run.firings))


def _step(prose: Prose, firing: Firing, terms: tuple[str, ...]) -> TraceStep:
    rule = prose.knowledge.rules.get(firing.rule.removeprefix("match:"))
    strength = firing.note.get("strength") or (rule.strength if rule else None)
    return TraceStep(
        step=firing.number, name=firing.rule, rule=rule.id if rule else None, stage=firing.stage,
        because=prose.because(firing), uses=tuple(_told(prose, i) for i in firing.uses),
        adds=tuple(_told(prose, i) for i in firing.adds),
        fails=tuple(codes(firing.fails)), withdrawn_by=firing.withdrawn_by,
        basis=rule.basis if rule else None, strength=strength, source=prose.source(firing),
        terms=terms, waiting=tuple(r for r in firing.agenda if r in prose.knowledge.rules))


def _told(prose: Prose, fact_id: str) -> Told:
    kind, _, name = fact_id.partition(":")
    step = next((f.number for f in prose.run.firings if fact_id in f.adds), None)
    return Told(id=fact_id, kind=kind, text=fact_text(prose, kind, name), step=step)


def fact_text(prose: Prose, kind: str, name: str) -> str:
    """What a fact id of this run stands for, in words."""
    knowledge, lang = prose.knowledge, prose.lang
    rule = knowledge.rules.get(name)
    match kind:
        case "req" if rule:
            return required(knowledge, rule, lang)
        case "match":
            firing = next(f for f in prose.run.firings if f.rule == f"match:{name}")
            return prose.because(firing)
        case "verdict":
            verdict = prose.say(f"verdict_{prose.run.outcome.verdicts[name]}")
            return prose.say("l_pair", name=name, value=verdict)
        case "warning":
            action = rule.advise or rule.stop if rule else None
            topic = action.topic if action else prose.joined(name).topic
            return knowledge.content.warning_topics[topic].label.get(lang) if topic else name
        case "clause" if rule and rule.clause:
            return rule.clause.title.get(lang)
    return prose.statement(name, prose.run.facts[name])


def _bearing(prose: Prose, arguments: tuple[Argument, ...]) -> dict[int, tuple[str, ...]]:
    """For each step, the terms it bears on."""
    steps: dict[int, list[str]] = {f.number: [] for f in prose.run.firings}
    number = {f.rule: f.number for f in prose.run.firings}
    for argument in arguments:
        code = argument.term
        points = (*argument.for_, *argument.against)
        found = {number[f"judge:{code}"]}
        for point in points:
            found |= {point.step, *_under(point.grounds)}
            found |= {number[name] for name in (f"match:{point.rule}",) if name in number}
        for _, about, step in prose.run.warned:
            if code in about:
                found |= {step, *_behind(prose, step)}
        base = rule_base(prose.knowledge)
        for ready, step in prose.run.clauses:
            about_terms = base.by_id[ready.id].about
            if about_terms is None or code in about_terms:
                found.add(step)
        for step in found:
            steps[step].append(code)
    return {step: tuple(codes) for step, codes in steps.items()}


def _under(grounds: tuple[Ground, ...]) -> Iterator[int]:
    for ground in grounds:
        if ground.step is not None:
            yield ground.step
        yield from _under(ground.grounds)


def _behind(prose: Prose, step: int) -> Iterator[int]:
    """The steps that gave the facts a warning used."""
    used = set(prose.run.firings[step - 1].uses)
    for firing in prose.run.firings:
        if used & set(firing.adds) and firing.stage in ("read", "market", "assess"):
            yield firing.number
