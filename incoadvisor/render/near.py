"""Rules that have not fired after a step of a recorded run, and what each of them misses."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.model.recording import Recording
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.render.conditions import ConditionNode, ConditionWords
from incoadvisor.render.rule_page import whole_condition


class NearRule(Frozen):
    """An unfired rule: `met` of `count` conditions hold; alternatives count as one.

    `missing` says the others in words.
    """

    rule: str
    stage: str
    because: str
    met: int
    count: int
    missing: tuple[str, ...]
    conditions: ConditionNode


def near_rules(base: RuleBase, recording: Recording, step: int, lang: Lang) -> list[NearRule]:
    """The rules that have not fired by `step`, nearest first, held against the facts by then."""
    fired = {done.name for done in recording.steps[:step]}
    words = ConditionWords(base.knowledge, lang, recording.step_known(step))
    found = [(_near(words, ready), ready.position) for ready in base.by_id.values()
             if ready.id not in fired]
    found.sort(key=lambda pair: (pair[0].count - pair[0].met, -pair[0].met, pair[1]))
    return [near for near, _ in found]


def _near(words: ConditionWords, ready: Ready) -> NearRule:
    node = words.node(whole_condition(ready.rule))
    missing = [item for item in node.items if item.truth != "true"]
    return NearRule(
        rule=ready.id, stage=ready.rule.stage, because=ready.rule.because.get(words.lang),
        met=len(node.items) - len(missing), count=len(node.items), conditions=node,
        missing=tuple(_said(words, item) for item in missing))


def _said(words: ConditionWords, node: ConditionNode) -> str:
    """A condition in words, its alternatives joined by "or"."""
    if node.kind == "fact":
        return node.text
    say = words.knowledge.texts.say
    parts = list(_parts(words, node))
    if node.kind == "not":
        return say("te_not", words.lang, text=parts[0])
    return say("join_or" if node.kind == "any" else "join_and", words.lang).join(parts)


def _parts(words: ConditionWords, node: ConditionNode) -> Iterator[str]:
    return (_said(words, item) for item in node.items)
