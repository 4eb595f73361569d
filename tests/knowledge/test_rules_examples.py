"""Every rule's own examples: the rule fires where it says so, and not where it says not."""

import pytest

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.knowledge.base import load
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import UNKNOWN, Facts
from tests.support import TODAY

EXAMPLES = [(rule, number) for rule in load().content.rules for number in range(len(rule.examples))]


def _fires(base: RuleBase, rule: Rule, facts: Facts) -> bool:
    """Whether the rule fires; an example that gives derived facts says all the rule reads."""
    derived = {spec.name for spec in base.knowledge.content.facts if spec.kind == "derived"}
    if rule.stage == "advise" or derived & facts.keys():
        return base.by_id[rule.id].holds(facts)
    return evaluate(base, facts, TODAY).fired.get(rule.id, False)


@pytest.mark.parametrize(("rule", "number"), EXAMPLES, ids=[f"{r.id}-{n}" for r, n in EXAMPLES])
def test_example(base: RuleBase, rule: Rule, number: int):
    example = rule.examples[number]
    facts = {name: value for name, value in example.given.items() if value != UNKNOWN}
    assert _fires(base, rule, facts) is example.fires


def test_every_warning_with_conditions_shows_a_near_miss():
    """A case in which it is not given, so that a reader sees what it is about."""
    warning = [r for r in load().content.rules if r.stage == "advise"]
    assert [r.id for r in warning if all(e.fires for e in r.examples)] == []


def test_no_rule_shows_the_same_case_twice():
    twice = [r.id for r in load().content.rules for e in r.examples
             if sum(e.given == other.given for other in r.examples) > 1]
    assert twice == []


def test_every_rule_has_an_example_that_fires_it():
    assert [r.id for r in load().content.rules if not any(e.fires for e in r.examples)] == []
