"""Small rule bases made by hand, and both ways of running them held together."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import DECIDING, Evaluation, evaluate
from incoadvisor.engine.forward import ForwardEngine, Run
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts

TODAY = "2026-11-23"
_numbers = itertools.count()


def make_rule(rule_id: str, when: dict[str, Any], **more: Any) -> Rule:
    """A rule with everything the language asks for; stage `require` unless told otherwise."""
    filled: dict[str, Any] = {
        "id": rule_id,
        "stage": "require",
        "origin": f"test:{rule_id}",
        "when": when,
        "basis": "practice",
        "because": {"en": "Because.", "fr": "Parce que."},
        "source": ["practice"],
        "as_of": "2020-01-01",
        "examples": [{"given": {}, "fires": True}],
    }
    return Rule.model_validate({**filled, **more})


def require(
    rule_id: str,
    when: dict[str, Any],
    topic: str,
    strength: str = "must",
    *,
    one_of: list[str] | None = None,
    none_of: list[str] | None = None,
    same_as: str | None = None,
    **more: Any,
) -> Rule:
    """A rule that restricts one topic."""
    forms = {"one_of": one_of, "none_of": none_of, "same_as": same_as}
    body = {name: form for name, form in forms.items() if form is not None}
    return make_rule(rule_id, when, require={topic: body}, strength=strength, **more)


def wish(rule_id: str, fact: str, topic: str, **more: Any) -> Rule:
    """A rule that asks for what the user wished of a topic."""
    return require(
        rule_id, {fact: {"known": True}}, topic, same_as=fact, basis="wish", wish=fact, **more
    )


def make_base(rules: Iterable[Rule], knowledge: Knowledge | None = None) -> RuleBase:
    """A rule base of just these rules over the real vocabulary and terms."""
    whole = knowledge or load()
    content = whole.content.model_copy(update={"rules": tuple(rules)})
    return RuleBase(replace(whole, digest=f"test:{next(_numbers)}", content=content))


def fired_by(run: Run) -> set[str]:
    """Ids of the deciding rules that fired in experta."""
    return {f.rule for f in run.firings if f.stage in DECIDING}


def assert_same(run: Run, plain: Evaluation) -> None:
    """experta and the plain evaluator agree on everything that decides."""
    assert run.outcome.state == plain.outcome.state
    assert list(run.outcome.verdicts.items()) == list(plain.outcome.verdicts.items())
    assert [s.penalty for s in run.outcome.scores] == [s.penalty for s in plain.outcome.scores]
    assert run.outcome.variant == plain.outcome.variant
    assert run.outcome.gives_up() == plain.outcome.gives_up()
    assert fired_by(run) == {rule for rule, fired in plain.fired.items() if fired}
    chosen = {"state", "recommended_term", "recommended_variant"}
    assert {n: v for n, v in run.facts.items() if n not in chosen} == plain.facts


def outcome(rules: Iterable[Rule] | RuleBase, **facts: Any) -> Outcome:
    """The outcome of a case, by experta and by the plain evaluator, which must agree."""
    return run_both(rules, facts).outcome


def run_both(rules: Iterable[Rule] | RuleBase, facts: Facts) -> Run:
    """experta's run of a case, after checking it against the plain evaluator."""
    base = rules if isinstance(rules, RuleBase) else make_base(rules)
    run = ForwardEngine(base).run(facts, [], TODAY)
    assert_same(run, evaluate(base, facts, TODAY))
    return run


def penalties(result: Outcome) -> dict[str, int]:
    """Penalty of each code's best row."""
    return {result.candidates.all[s.row].term: s.penalty for s in result.scores}
