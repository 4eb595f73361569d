"""The rules of the base as a list that can be searched and filtered."""

from collections.abc import Mapping
from typing import Literal

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.rule import Rule
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.render.rule_page import topics
from incoadvisor.render.search import matches

Aspect = Literal["stage", "basis", "strength", "topic", "confidence"]
ASPECTS: tuple[Aspect, ...] = ("stage", "basis", "strength", "topic", "confidence")


class RuleLine(Frozen):
    """One rule on a line."""

    id: str
    because: str
    stage: str
    basis: str
    strength: str | None
    topics: tuple[str, ...]
    confidence: str


def find_rules(knowledge: Knowledge, lang: Lang, text: str = "",
               wanted: Mapping[str, str] | None = None) -> list[RuleLine]:
    """Rules whose id, reason or sources hold every word of `text`, and that are as `wanted`.

    `wanted` maps an aspect (stage, basis, strength, topic, confidence) to a value.
    """
    asked = {aspect: value for aspect, value in (wanted or {}).items() if value}
    found = []
    for rule in knowledge.content.rules:
        if (all(value in _values(rule, aspect) for aspect, value in asked.items())
                and matches(text, *_texts(knowledge, rule, lang))):
            found.append(RuleLine(
                id=rule.id, because=rule.because.get(lang), stage=rule.stage, basis=rule.basis,
                strength=rule.strength, topics=topics(rule), confidence=rule.confidence))
    return found


def rule_filters(knowledge: Knowledge, lang: Lang) -> dict[Aspect, dict[str, str]]:
    """For each aspect, the values that occur and how they are shown."""
    found: dict[Aspect, dict[str, str]] = {aspect: {} for aspect in ASPECTS}
    for rule in knowledge.content.rules:
        for aspect in ASPECTS:
            for value in _values(rule, aspect):
                found[aspect][value] = _label(knowledge, aspect, value, lang)
    found["topic"] = dict(sorted(found["topic"].items(), key=lambda item: item[1].casefold()))
    return found


def topic_label(knowledge: Knowledge, topic: str, lang: Lang) -> str:
    """How a topic of requirements or of warnings is called."""
    content = knowledge.content
    found = content.match_topics.get(topic) or content.warning_topics[topic]
    return found.label.get(lang)


def _values(rule: Rule, aspect: str) -> tuple[str, ...]:
    match aspect:
        case "topic":
            return topics(rule)
        case "strength":
            return (rule.strength,) if rule.strength else ()
    return (getattr(rule, aspect),)


def _label(knowledge: Knowledge, aspect: Aspect, value: str, lang: Lang) -> str:
    if aspect == "topic":
        return topic_label(knowledge, value, lang)
    key = {"stage": f"kp_stage_{value}", "basis": f"l_basis_{value}",
           "strength": f"l_strength_{value}", "confidence": f"confidence_{value}"}[aspect]
    return knowledge.texts.say(key, lang)


def _texts(knowledge: Knowledge, rule: Rule, lang: Lang) -> list[str]:
    references = knowledge.content.references
    return [rule.id, rule.because.get(lang), *rule.source,
            *(references[ref].named(lang) for ref in rule.source)]
