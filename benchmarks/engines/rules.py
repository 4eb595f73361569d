"""The deciding rules, as they are or several times over."""

from dataclasses import replace
from typing import Any

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import DECIDING
from incoadvisor.knowledge.base import load
from incoadvisor.model.rule import Rule

FAR = 10**12  # above every value of goods, so that the test always holds


def deciding(copies: int = 1) -> RuleBase:
    """The rules of the deciding stages; `copies` 2 or 4 says everything two or four times.

    A copy has an id of its own and one more condition, different in each and always true, so that
    no engine can share the work; restating a rule changes no answer.
    """
    knowledge = load()
    rules = [r for r in knowledge.content.rules if r.stage in DECIDING]
    several = [copy for number in range(copies) for copy in (_copy(r, number, copies)
                                                             for r in rules)]
    content = knowledge.content.model_copy(update={"rules": tuple(several)})
    return RuleBase(replace(knowledge, digest=f"deciding:{copies}", content=content))


def _copy(rule: Rule, number: int, copies: int) -> Rule:
    over = [_name(i, n) for i in rule.overrides for n in range(copies)]
    changed: dict[str, Any] = {"id": _name(rule.id, number), "overrides": tuple(over)}
    if number:
        always = {"goods_value": {"lt": FAR + number, "or_unknown": True}}
        changed["when"] = {"all": [*_items(rule.when), always]}
    return Rule.model_validate(rule.model_dump() | changed)


def _items(when: dict[str, Any]) -> list[dict[str, Any]]:
    return list(when["all"]) if "all" in when else [when]


def _name(rule: str, number: int) -> str:
    return f"{rule}-again-{number}" if number else rule
