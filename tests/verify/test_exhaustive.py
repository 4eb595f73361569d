"""Every combination, once: counted, judged, and the same in SQL as in the plain evaluator."""

import itertools
from collections import Counter
from dataclasses import replace
from math import prod
from typing import Any

import pytest

from incoadvisor.engine.candidates import Candidates
from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.exhaustive import exhaustive
from incoadvisor.engine.verify.judge import breaches, decided
from incoadvisor.engine.verify.space import Scope, Space
from incoadvisor.engine.verify.sweep import Pattern, sweep, witness
from incoadvisor.engine.verify.whole import states
from incoadvisor.knowledge.base import load
from tests.support import TODAY, make_base, make_rule, require, wish

PLENTY = 10_000_000
SEA: dict[str, Any] = {"main_mode": "sea"}

SMALL = [
    make_rule("to-quay", {"all": [SEA, {"handover": {"unknown": True}}]},
              stage="assess", assume={"handover": "terminal"}),
    require("ashore", {"handover": {"in": ["terminal", "airport"]}}, "mode", one_of=["any"]),
    require("lean", {"dangerous": True}, "main_carriage", "moderate", one_of=["seller"],
            perspective=["seller"]),
    require("imposed", {"imposed_term": {"known": True}}, "term", same_as="imposed_term",
            overrides=["ashore"], conflicts=["at-works"]),
    require("at-works", {"perishable": True}, "loading", one_of=["buyer"],
            conflicts=["imposed"]),
    wish("wished", "carriage_by", "main_carriage"),
    wish("unloaded", "unloading_by", "unloading"),
]


@pytest.fixture(scope="module")
def small() -> RuleBase:
    return make_base(SMALL)


def _whole(base: RuleBase) -> Scope:
    return Space(base, TODAY).scope(r for s in base.strata for r in s)


def _by_hand(scope: Scope) -> Counter[tuple[frozenset[str], str]]:
    found: Counter[tuple[frozenset[str], str]] = Counter()
    for values, weight in scope.combinations():
        done = evaluate(scope.base, scope.facts(values), TODAY)
        fired = frozenset(r.id for r in done.required)
        found[fired, str(done.facts.get("imposed_term"))] += weight
    return found


def _by_sql(scope: Scope) -> Counter[tuple[frozenset[str], str]]:
    found: Counter[tuple[frozenset[str], str]] = Counter()
    for p in sweep(scope, TODAY, PLENTY).patterns:
        found[frozenset(r.id for r in p.fired), str(p.shades.get("imposed_term"))] += p.count
    return found


def test_sql_runs_every_combination_as_the_evaluator_does(small: RuleBase):
    scope = Space(small, TODAY).scope(
        r for r in small.requiring if r.id in ("ashore", "lean", "imposed"))
    assert {a.fact for a in scope.axes} >= {"main_mode", "handover", "dangerous", "perspective"}
    swept = sweep(scope, TODAY, PLENTY)
    assert swept.rows == scope.size == prod(len(a.values) for a in scope.axes)
    assert _by_sql(scope) == _by_hand(scope)


TOPICS = list(Space(RuleBase(load()), TODAY).topics)


@pytest.mark.parametrize("topic", TOPICS)
def test_sql_and_evaluator_on_the_real_topics(base: RuleBase, topic: str):
    space = Space(base, TODAY)
    scope = space.compressed(space.scope(space.topics[topic]))
    if scope.classes > 10_000:
        # The first values of each fact are enough to compare the two.
        axes = tuple(replace(a, values=a.values[:2], weights=a.weights[:2]) for a in scope.axes)
        scope = replace(scope, axes=axes[:13])
    plain = Counter(
        frozenset(r.id for r in evaluate(scope.base, scope.facts(v), TODAY).required)
        for v, _ in scope.combinations())
    swept: Counter[frozenset[str]] = Counter()
    for pattern in sweep(scope, TODAY, PLENTY).patterns:
        swept[frozenset(r.id for r in pattern.fired)] += pattern.count
    assert swept == plain


@pytest.mark.parametrize("topic", TOPICS)
def test_values_taken_as_one_stand_for_all(base: RuleBase, topic: str):
    space = Space(base, TODAY)
    scope = space.scope(space.topics[topic])
    assert space.compressed(scope).size == scope.size


def test_values_taken_as_one_fire_the_same(small: RuleBase):
    space = Space(small, TODAY)
    scope = space.scope(r for r in small.requiring if r.id in ("ashore", "lean", "at-works"))
    merged = space.compressed(scope)
    assert merged.classes < scope.classes
    assert _by_hand(merged) == _by_hand(scope)


def test_whole_cases_are_counted_by_state_exactly():
    """Joined topic by topic, the count is that of trying every combination."""
    base = make_base(SMALL)
    total, facts = states(Space(base, TODAY))
    scope = Space(base, TODAY).scope(r for r in base.requiring if r.rule.strength == "must")
    codes = (None, *base.candidates.codes)
    by_hand: Counter[str] = Counter()
    merged = Space(base, TODAY).compressed(scope)
    for (values, weight), code in itertools.product(merged.combinations(), codes):
        given = merged.facts(values) | ({"proposed_code": code} if code else {})
        by_hand[evaluate(base, given, TODAY).outcome.state] += weight
    assert total == by_hand
    assert facts == len(scope.axes) + 1


def test_a_sample_says_so(small: RuleBase):
    report = exhaustive(small, TODAY, most=10)
    assert report.sampled > 0
    assert any(s.how == "sample" and s.rows == 10 for s in report.sweeps)


def test_a_sound_base_has_no_fault(small: RuleBase):
    report = exhaustive(small, TODAY)
    assert report.findings == ()
    assert report.sampled == 0
    assert report.conflicts == (("at-works", "imposed"),)
    assert {s.topics for s in report.sweeps} == {(t,) for t in Space(small, TODAY).topics}
    assert all(s.how == "every" and s.rows == s.situations for s in report.sweeps)
    assert report.rows == sum(s.rows for s in (*report.sweeps, *report.pairs))


def test_a_contradiction_is_found_with_a_case():
    base = make_base([
        require("one", SEA, "main_carriage", one_of=["seller"]),
        require("other", {"dangerous": True}, "main_carriage", one_of=["buyer"])])
    (finding,) = exhaustive(base, TODAY).findings
    assert finding.code == "verify_unnamed"
    assert finding.values["witness"] == {"main_mode": "sea", "dangerous": True}


def test_a_pattern_is_led_back_to_facts(small: RuleBase):
    scope = _whole(make_base(SMALL[:3]))
    for pattern in sweep(scope, TODAY, PLENTY).patterns:
        facts = witness(scope, TODAY, pattern)
        fired = {r.id for r in evaluate(scope.base, facts, TODAY).required}
        assert fired == {r.id for r in pattern.fired}


class TestJudge:
    """An outcome tampered with is seen through, whatever made it."""

    @staticmethod
    def _outcome(**facts: Any) -> Outcome:
        base = make_base(SMALL)
        return evaluate(base, facts, TODAY).outcome

    @pytest.mark.parametrize("facts", [
        {}, {"main_mode": "sea"}, {"carriage_by": "seller"},
        {"imposed_term": "FOB", "perishable": True},
        {"imposed_term": "FOB", "carriage_by": "seller"}, {"unloading_by": "seller",
                                                           "carriage_by": "buyer"}])
    def test_an_honest_outcome(self, facts: dict[str, Any]):
        assert list(breaches(self._outcome(**facts))) == []

    @pytest.mark.parametrize(("facts", "changes", "breach"), [
        ({}, {"state": "blocked"}, "wrong_state"),
        ({"imposed_term": "FOB", "perishable": True}, {"state": "ok"}, "fails_must"),
        ({"unloading_by": "seller", "carriage_by": "buyer"}, {"state": "ok"}, "fails_wish"),
        ({}, {"state": "yielded"}, "gives_up"),
        ({}, {"state": "perhaps"}, "state"),
        ({"imposed_term": "FOB", "perishable": True}, {"scores": ()}, "verdicts"),
    ])
    def test_a_tampered_one(self, facts: dict[str, Any], changes: dict[str, Any], breach: str):
        outcome = replace(self._outcome(**facts), **changes)
        assert breach in set(breaches(outcome))

    def test_a_worse_term_put_first(self):
        outcome = self._outcome(imposed_term="FOB")
        turned = replace(outcome, scores=tuple(reversed(outcome.scores)))
        assert "fails_must" in set(breaches(turned))

    def test_requirements_alone_decide(self, small: RuleBase):
        candidates: Candidates = small.candidates
        done = evaluate(small, {"main_mode": "sea", "dangerous": True}, TODAY)
        again = decided(done.required, done.facts, candidates)
        assert again.verdicts == done.outcome.verdicts


def test_patterns_carry_what_shades_them(small: RuleBase):
    scope = Space(small, TODAY).scope(r for r in small.requiring if r.id == "imposed")
    patterns: list[Pattern] = sweep(scope, TODAY, PLENTY).patterns
    assert {p.shades.get("imposed_term") for p in patterns} == {None, *small.candidates.codes}
