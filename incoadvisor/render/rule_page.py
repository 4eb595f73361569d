"""Everything there is to say of one rule of the base, for a terminal or a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.forward import Run
from incoadvisor.engine.situation import Situation
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Cited
from incoadvisor.model.condition import All, Atom
from incoadvisor.model.rule import Restriction, Rule
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.model.vocabulary import UNKNOWN, Facts
from incoadvisor.render.candidates import codes
from incoadvisor.render.conditions import ConditionNode, ConditionWords

Status = Literal["fired", "withdrawn", "silent", "idle", "untried"]


class Effect(Frozen):
    """One thing the rule does; `kind` names the action, `detail` adds what stands beside it."""

    kind: Literal["require", "conclude", "assume", "advise", "stop", "clause"]
    text: str
    detail: str | None = None


class RuleExample(Frozen):
    """Facts under which the rule must, or must not, fire."""

    facts: dict[str, str]
    said: tuple[str, ...]
    fires: bool


class RuleInCase(Frozen):
    """What became of the rule in one case.

    `silent`: its conditions do not hold. `idle`: they hold, but nothing is left for it to do.
    `untried`: the case was stopped before.
    """

    status: Status
    step: int | None
    withdrawn_by: str | None
    fails: tuple[str, ...]


class RulePage(Frozen):
    """One rule in full. `fails` are the terms that cannot give what it requires."""

    id: str
    stage: str
    origin: str
    because: str
    conditions: ConditionNode
    effects: tuple[Effect, ...]
    topics: tuple[str, ...]
    about: tuple[str, ...]
    fails: tuple[str, ...]
    basis: str
    strength: str | None
    severity: str | None
    ask: str | None
    as_of: str
    confidence: str
    valid_from: str | None
    valid_to: str | None
    sources: tuple[Cited, ...]
    overrides: tuple[str, ...]
    overridden_by: tuple[str, ...]
    conflicts: tuple[str, ...]
    examples: tuple[RuleExample, ...]
    case: RuleInCase | None = None


@dataclass(frozen=True)
class CaseRun:
    """A case and what came of it."""

    situation: Situation
    run: Run

    def facts_before(self, base: RuleBase, ready: Ready) -> Facts:
        """What was known when the rule was tried."""
        known = dict(self.situation.start)
        for firing in self.run.firings:
            other = base.by_id.get(firing.rule)
            earlier = other.stratum < ready.stratum if other else ready.rule.stage == "advise"
            if earlier:
                known.update({n: v for n, v in firing.values.items() if n not in known})
        return known


def rule_page(base: RuleBase, rule_id: str, lang: Lang, case: CaseRun | None = None) -> RulePage:
    """The page of one rule; with a case, each condition with its value there."""
    ready = base.by_id[rule_id]
    rule, knowledge = ready.rule, base.knowledge
    words = ConditionWords(knowledge, lang, case.facts_before(base, ready) if case else None)
    warn, clause = rule.advise or rule.stop, rule.clause
    about = (warn.about if warn else clause.about if clause else None) or ()
    return RulePage(
        id=rule.id, stage=rule.stage, origin=rule.origin, because=rule.because.get(lang),
        conditions=words.node(whole_condition(rule)), effects=tuple(_effects(rule, words)),
        topics=topics(rule), about=about, fails=_fails(base, ready), basis=rule.basis,
        strength=rule.strength, severity=warn.severity if warn else None,
        ask=knowledge.facts[warn.ask].label.get(lang) if warn and warn.ask else None,
        as_of=rule.as_of, confidence=rule.confidence, valid_from=rule.valid.get("from"),
        valid_to=rule.valid.get("to"), sources=_sources(knowledge, rule, lang),
        overrides=rule.overrides, conflicts=rule.conflicts,
        overridden_by=tuple(r.id for r in knowledge.content.rules if rule.id in r.overrides),
        examples=tuple(_examples(rule, words)),
        case=_in_case(base, ready, case, words) if case else None)


def topics(rule: Rule) -> tuple[str, ...]:
    """The subjects the rule is about: those it restricts, or that of its warning."""
    warn = rule.advise or rule.stop
    if warn:
        return (warn.topic,)
    return tuple(dict.fromkeys(topic for topic, _ in rule.restrictions))


def required(knowledge: Knowledge, rule: Rule, lang: Lang) -> str:
    """What a rule that requires asks of the terms, as one clause."""
    def say(key: str, **values: object) -> str:
        return knowledge.texts.say(key, lang, **values)

    def one(topic: str, restriction: Restriction) -> str:
        if restriction.same_as:
            label = knowledge.content.match_topics[topic].label.get(lang)
            return say("kp_require_same", topic=label,
                       fact=knowledge.facts[restriction.same_as].label.get(lang))
        wanted = restriction.one_of is not None
        values = restriction.one_of or restriction.none_of or ()
        if topic == "term":
            key = "kp_require_term" if wanted else "kp_require_not_term"
            return say(key, values=say("join_or").join(values))
        labels = knowledge.content.match_topics[topic].values
        key = "kp_require" if wanted else "kp_require_not"
        return say(key, values=say("join_or").join(labels[v].get(lang) for v in values))

    return say("kp_require_either").join(one(t, r) for t, r in rule.restrictions)


def whole_condition(rule: Rule) -> All:
    """The written condition with the side advised and the dates of validity beside it."""
    condition = rule.condition
    items = condition.items if isinstance(condition, All) else (condition,)
    more: list[Atom] = []
    if rule.perspective:
        more.append(Atom("perspective", "in", rule.perspective))
    for end, op in (("from", "ge"), ("to", "le")):
        if end in rule.valid:
            more.append(Atom("shipment_date", op, rule.valid[end]))
    return All((*items, *more))


def _effects(rule: Rule, words: ConditionWords) -> Iterator[Effect]:
    knowledge, lang = words.knowledge, words.lang
    warn = rule.advise or rule.stop
    if rule.require is not None:
        yield Effect(kind="require", text=required(knowledge, rule, lang))
    for name, value in rule.written_values.items():
        yield Effect(kind="conclude" if rule.conclude else "assume",
                     text=_written(knowledge, name, value, lang))
    if warn is not None:
        yield Effect(kind="advise" if rule.advise else "stop",
                     text=knowledge.content.warning_topics[warn.topic].label.get(lang),
                     detail=warn.do.get(lang) if warn.do else None)
    if rule.clause is not None:
        yield Effect(kind="clause", text=rule.clause.title.get(lang),
                     detail=rule.clause.text.get(lang))


def _written(knowledge: Knowledge, name: str, value: object, lang: Lang) -> str:
    spec = knowledge.facts[name]
    if not isinstance(value, dict):
        return spec.said(value, lang)  # type: ignore[arg-type]
    if "today" in value:
        return knowledge.texts.say("kp_today", lang, label=spec.label.get(lang))
    return knowledge.texts.say("kp_same_as", lang, label=spec.label.get(lang),
                               other=knowledge.facts[value["fact"]].label.get(lang))


def _fails(base: RuleBase, ready: Ready) -> tuple[str, ...]:
    """Terms that fail the requirement whatever the case; empty where the case decides."""
    if ready.failures is None or any(r.same_as for _, r in ready.rule.restrictions):
        return ()
    return tuple(codes(base.candidates.names(ready.failures.mask({}))))


def _sources(knowledge: Knowledge, rule: Rule, lang: Lang) -> tuple[Cited, ...]:
    found = {ref: knowledge.content.references[ref] for ref in rule.source}
    return tuple(Cited(ref=ref, title=f.named(lang), url=f.url, as_of=f.as_of)
                 for ref, f in found.items())


def _examples(rule: Rule, words: ConditionWords) -> Iterator[RuleExample]:
    facts = words.knowledge.facts
    for example in rule.examples:
        yield RuleExample(
            facts={n: str(v).lower() if isinstance(v, bool) else str(v)
                   for n, v in example.given.items()},
            said=tuple(words.said(Atom(n, "unknown", True)) if v == UNKNOWN
                       else facts[n].said(v, words.lang) for n, v in example.given.items()),
            fires=example.fires)


def _in_case(base: RuleBase, ready: Ready, case: CaseRun, words: ConditionWords) -> RuleInCase:
    own = [f for f in case.run.firings if f.rule == ready.id]
    if own:
        match = [f for f in case.run.firings if f.rule == f"match:{ready.id}"]
        return RuleInCase(
            status="withdrawn" if own[0].withdrawn_by else "fired", step=own[0].number,
            withdrawn_by=own[0].withdrawn_by,
            fails=tuple(codes(match[0].fails)) if match else ())
    status: Status = "silent"
    if case.run.outcome.state == "stop" and ready.rule.stage != "screen":
        status = "untried"
    elif words.facts is not None and ready.holds(words.facts):
        status = "idle"
    return RuleInCase(status=status, step=None, withdrawn_by=None, fails=())
