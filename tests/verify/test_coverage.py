"""The worked cases notice changes to the rules, and what cannot be noticed is told apart."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.coverage import Bench, coverage
from incoadvisor.engine.verify.equivalence import equivalent
from incoadvisor.engine.verify.mutants import Mutant, mutants
from incoadvisor.engine.verify.report import Coverage, Mutation, caught_percent
from incoadvisor.engine.verify.space import Space
from incoadvisor.engine.verify.suite import Answer, Expectation, expectations, situated
from incoadvisor.model.rule import Rule
from tests.support import TODAY, make_base, make_rule, require

SEA: dict[str, Any] = {"main_mode": "sea"}
RULE = require(
    "rule",
    {
        "all": [
            {"cargo_form": {"in": ["container_fcl", "parcel"]}},
            {"dangerous": True},
            {"trust": {"is_not": "low", "or_unknown": True}},
        ]
    },
    "delivery_point",
    "strong",
    none_of=["alongside", "on_board"],
    overrides=["other"],
)


def _made(rule: Rule = RULE) -> list[Mutant]:
    return list(mutants(rule))


class TestMutants:
    def test_one_of_each_change(self):
        assert Counter(m.kind for m in _made()) == {
            "rule": 1,
            "operator": 4,  # in, is, is_not, none_of
            "value": 2 + 1 + 2,
            "unknown": 1,
            "condition": 3,
            "strength": 2,
            "override": 1,
        }

    def test_each_differs_from_the_rule_in_one_place(self):
        for mutant in _made():
            if mutant.changed is None:
                continue
            fields = [
                f
                for f in Rule.model_fields
                if getattr(mutant.changed, f) != getattr(RULE, f)
            ]
            assert len(fields) == 1, mutant

    def test_the_condition_is_read_anew(self):
        turned = next(m for m in _made() if m.detail == "dangerous false")
        assert turned.changed is not None
        base = make_base([turned.changed])
        given = {"cargo_form": "parcel", "dangerous": False}
        assert evaluate(base, given, TODAY).fired == {"rule": True}
        assert evaluate(base, given | {"dangerous": True}, TODAY).fired == {"rule": False}

    def test_a_wish_keeps_its_strength(self):
        rule = require("w", SEA, "mode", one_of=["any"], basis="wish", wish="carriage_by")
        assert not any(m.kind == "strength" for m in _made(rule))

    def test_dates_and_side_are_dropped_one_by_one(self):
        dates = {"from": "2026-01-01", "to": "2026-12-31"}
        rule = require("r", SEA, "mode", one_of=["any"], valid=dates, perspective=["seller"])
        changed = {m.detail: m.changed for m in _made(rule) if m.kind == "condition"}
        assert changed.keys() == {"−valid from", "−valid to", "−perspective"}
        assert changed["−valid from"].valid == {"to": "2026-12-31"}
        assert changed["−valid from"].perspective == ("seller",)
        assert changed["−perspective"].valid == dates

    def test_a_bound_is_turned_and_moved_by_its_own_value(self):
        rule = require("r", {"goods_value": {"le": 150}}, "mode", one_of=["any"])
        at_the_bound = {"goods_value": 150}
        fires = {m.detail: evaluate(make_base([m.changed]), at_the_bound, TODAY).fired["r"]
                 for m in _made(rule) if m.kind == "operator" and m.changed and m.changed.when
                 != rule.when}
        assert fires == {"goods_value gt": False, "goods_value lt": False}

    def test_a_conclusion_is_turned(self):
        rule = make_rule("r", SEA, stage="assess", assume={"seller_can_import": False})
        assert "seller_can_import: true" in [m.detail for m in _made(rule)]


class TestEquivalence:
    @staticmethod
    def _none(rules: list[Rule], changed: Rule, kind: Any = "condition") -> bool:
        base = make_base(rules)
        before = next(r for r in rules if r.id == changed.id)
        return bool(equivalent(Space(base, TODAY), [Mutant(before, kind, "", changed)]))

    def test_a_condition_that_says_nothing_new(self):
        rule = require("r", {"all": [SEA, {"main_mode": {"is_not": "air"}}]}, "mode",
                       one_of=["any"])
        assert self._none([rule], require("r", {"all": [SEA]}, "mode", one_of=["any"]))

    def test_a_condition_that_matters(self):
        rule = require("r", {"all": [SEA, {"dangerous": True}]}, "mode", one_of=["any"])
        assert not self._none([rule], require("r", {"all": [SEA]}, "mode", one_of=["any"]))

    def test_a_failure_hidden_by_a_heavier_one(self):
        heavy = require("heavy", {"main_mode": {"known": True}}, "mode", one_of=["any"])
        light = require("light", SEA, "mode", "slight", one_of=["any"])
        assert self._none([heavy, light], require("light", SEA, "mode", "strong", one_of=["any"]),
                          "strength")
        apart = require("heavy", {"main_mode": "air"}, "mode", one_of=["any"])
        assert not self._none(
            [apart, light], require("light", SEA, "mode", "strong", one_of=["any"]), "strength")

    def test_a_fact_worked_out_for_nobody(self):
        rule = make_rule("r", SEA, stage="assess", assume={"handover": "terminal"})
        by_air = {"main_mode": "air"}
        other = make_rule("r", by_air, stage="assess", assume={"handover": "terminal"})
        blind = require("asks", {"dangerous": True}, "mode", one_of=["any"])
        sees = require("asks", {"handover": "terminal"}, "mode", one_of=["any"])
        assert self._none([rule, blind], other, "value")
        assert not self._none([rule, sees], other, "value")

    def test_an_override_beside_a_must_that_leaves_one_term(self):
        weak = require("weak", SEA, "mode", "strong", one_of=["any"])
        hard = require("hard", SEA, "mode", one_of=["any"])
        law = {"imposed_term": {"known": True}}
        over = require("law", law, "term", same_as="imposed_term", overrides=["weak", "hard"])
        for kept, same in ((("hard",), True), (("weak",), False)):
            changed = require("law", law, "term", same_as="imposed_term", overrides=list(kept))
            assert self._none([weak, hard, over], changed, "override") is same


class TestExpectations:
    ANSWER = Answer("ok", "FCA", "other_place", {"FCA": "recommended", "FOB": "excluded",
                                                 "CPT": "acceptable"}, frozenset())

    @pytest.mark.parametrize(("expected", "faults"), [
        ({"recommended": "FCA"}, 0),
        ({"recommended": ["CPT", "FCA"]}, 0),
        ({"recommended": "CPT"}, 1),
        ({"state": "yielded", "recommended": "FCA"}, 1),
        ({"variant": "seller_premises"}, 1),
        ({"verdicts": {"FOB": "excluded", "CPT": "discouraged"}}, 1),
        ({"gives_up": ["duties_by"]}, 1),
        ({"recommended": None}, 1),
    ])
    def test_exact(self, expected: dict[str, Any], faults: int):
        assert len(Expectation("c", "pairs", {}, expected, True).faults(self.ANSWER)) == faults

    @pytest.mark.parametrize(("proposed", "expected", "faults"), [
        (None, {"recommended": ["FCA"], "not_recommended": ["FOB"]}, 0),
        (None, {"recommended": ["CIP"], "not_recommended": ["CPT"]}, 2),
        ("CPT", {"recommended": ["CPT"], "judges": True}, 0),
        ("FOB", {"recommended": ["FOB"], "judges": True}, 1),
        ("CPT", {"recommended": ["FCA"], "judges": True}, 1),
    ])
    def test_fitting(self, proposed: str | None, expected: dict[str, Any], faults: int):
        answer = replace(self.ANSWER, proposed=proposed)
        assert len(Expectation("c", "misuse", {}, expected, False).faults(answer)) == faults

    def test_no_cases_no_expectations(self, tmp_path: Path):
        assert expectations(tmp_path) == []


def test_each_requirement_is_quick_to_try_and_the_same(base: RuleBase):
    """The short cut for requirements answers as the whole base with the mutant does."""
    bench = Bench(base)
    tried = [m for rule in bench.rules if rule.stage == "require" for m in mutants(rule)][::40]
    assert tried
    for mutant in tried:
        quick, whole = bench._requiring(mutant), bench._otherwise(mutant)
        for situation, now in list(zip(bench.suite, bench.now, strict=True))[::7]:
            short = quick(situation, now) or now.outcome
            full = whole(situation, now)
            assert full is not None
            assert (short.state, short.verdicts, short.variant) == (
                full.state, full.verdicts, full.variant)


def test_the_suite_holds(base: RuleBase):
    for situation in situated(base.knowledge):
        outcome = evaluate(base, situation.facts, TODAY).outcome
        assert situation.faults(outcome) == [], situation.expectation.case


def test_the_suite_notices_nine_mutants_in_ten(base: RuleBase):
    """Counting against it even those that nothing can notice. All are tried by `verify --coverage`,
    which CI runs; here every third.
    """
    bench = Bench(base)
    made = [m for rule in bench.rules for m in mutants(rule)][::3]
    noticed = [m for m in made if bench.noticed(m)]
    assert len(noticed) >= 0.9 * len(made)


def test_their_examples_notice_nine_mutants_of_the_warning_rules_in_ten(base: RuleBase):
    made = Bench(base).warnings()
    assert len(made) > 1000
    assert caught_percent(made) >= 90.0


class TestWarnings:
    @staticmethod
    def _report(*examples: dict[str, Any]) -> Coverage:
        rule = make_rule("w", {"all": [SEA, {"dangerous": True}]}, stage="advise",
                         advise={"topic": "t", "severity": "info"}, examples=examples)
        return coverage(make_base([require("r", SEA, "mode", one_of=["any"]), rule]))

    FIRES: ClassVar = {"given": {"main_mode": "sea", "dangerous": True}, "fires": True}
    NEAR: ClassVar = [{"given": {"main_mode": "air", "dangerous": True}, "fires": False},
                      {"given": {"main_mode": "sea", "dangerous": False}, "fires": False}]

    def test_a_near_miss_for_each_condition_notices_all(self):
        found = self._report(self.FIRES, *self.NEAR)
        assert found.warnings_percent == 100.0
        assert {m.caught_by for m in found.warnings} == {"w#1", "w#2", "w#3"}
        assert "verify_too_few_warned" not in {f.code for f in found.findings}

    def test_without_them_a_fault_is_told(self):
        found = self._report(self.FIRES)
        assert {m.detail for m in found.warnings if m.caught_by is None} == {
            "−main_mode", "−dangerous"}
        assert found.warnings_percent == 60.0
        assert "verify_too_few_warned" in {f.code for f in found.findings}


def test_a_share_leaves_out_what_cannot_be_noticed():
    def mutation(caught: str | None, no_effect: Any) -> Mutation:
        return Mutation(rule="r", where="w", kind="rule", detail="", caught_by=caught,
                        no_effect=no_effect)

    found = (mutation("case", None), mutation(None, None), mutation(None, "facts"))
    assert caught_percent(found) == 50.0
    assert caught_percent(()) == 100.0
