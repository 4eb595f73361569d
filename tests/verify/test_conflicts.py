"""Musts that clash, gaps and double conclusions: broken rule bases, and what is said of them."""

from typing import Any

import pytest

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify import conclusions, contradiction, gap
from incoadvisor.knowledge.base import load
from incoadvisor.model.finding import Finding
from incoadvisor.model.vocabulary import Facts
from tests.support import TODAY, make_base, make_rule, require, wish

AT_SEA: dict[str, Any] = {"main_mode": "sea"}
SELLER_CARRIES = require("seller-carries", AT_SEA, "main_carriage", one_of=["seller"])
BUYER_CARRIES = require("buyer-carries", {"dangerous": True}, "main_carriage", one_of=["buyer"])


def found(check: Any, base: RuleBase) -> list[Finding]:
    return list(check.check(base, TODAY))


def codes(check: Any, base: RuleBase) -> list[str]:
    return [f.code for f in found(check, base)]


class TestContradiction:
    def test_two_musts_of_one_topic(self):
        base = make_base([SELLER_CARRIES, BUYER_CARRIES])
        (finding,) = found(contradiction, base)
        assert finding.severity == "fault"
        assert finding.where == "test:buyer-carries"
        assert finding.values["rules"] == ["buyer-carries", "seller-carries"]
        witness: Facts = finding.values["witness"]
        assert witness == {"main_mode": "sea", "dangerous": True}
        assert evaluate(base, witness, TODAY).outcome.state == "blocked"

    def test_three_of_which_any_two_agree(self):
        rules = [
            require("not-there", {"dangerous": True}, "import", none_of=["buyer"]),
            require("not-ddp", {"perishable": True}, "term", none_of=["DDP"]),
        ]
        assert codes(contradiction, make_base(rules)) == []
        assert codes(gap, make_base(rules)) == ["verify_gap"]

    def test_overridden_is_no_contradiction(self):
        law = require(
            "buyer-carries",
            {"dangerous": True},
            "main_carriage",
            one_of=["buyer"],
            overrides=["seller-carries"],
        )
        assert codes(contradiction, make_base([SELLER_CARRIES, law])) == []

    def test_overridden_only_while_the_other_stands(self):
        """What overrides the overrider leaves both musts in force."""
        law = require(
            "buyer-carries",
            {"dangerous": True},
            "main_carriage",
            one_of=["buyer"],
            overrides=["seller-carries"],
        )
        above = require(
            "above",
            {"perishable": True},
            "main_carriage",
            one_of=["buyer"],
            overrides=["buyer-carries"],
        )
        (finding,) = found(contradiction, make_base([SELLER_CARRIES, law, above]))
        assert finding.values["rules"] == ["above", "seller-carries"]

    def test_conditions_that_exclude_one_another(self):
        other = require("by-air", {"main_mode": "air"}, "main_carriage", one_of=["buyer"])
        assert codes(contradiction, make_base([SELLER_CARRIES, other])) == []

    def test_wishes_are_exempt(self):
        rules = [SELLER_CARRIES, wish("wished", "carriage_by", "main_carriage")]
        assert codes(contradiction, make_base(rules)) == []

    def test_a_real_conflict_may_be_named(self):
        named = require(
            "buyer-carries",
            {"dangerous": True},
            "main_carriage",
            one_of=["buyer"],
            conflicts=["seller-carries"],
        )
        base = make_base([SELLER_CARRIES, named])
        assert codes(contradiction, base) == []
        assert codes(gap, base) == []

    def test_through_a_fact_that_a_rule_works_out(self):
        rules = [
            make_rule("to-quay", AT_SEA, stage="assess", assume={"handover": "terminal"}),
            require("ashore", {"handover": "terminal"}, "mode", one_of=["any"]),
            require("ship", {"dangerous": True}, "mode", one_of=["waterway"]),
        ]
        (finding,) = found(contradiction, make_base(rules))
        base = make_base(rules)
        assert evaluate(base, finding.values["witness"], TODAY).outcome.state == "blocked"


class TestGap:
    def test_musts_of_two_topics(self):
        rules = [
            SELLER_CARRIES,
            require("at-works", {"dangerous": True}, "loading", one_of=["buyer"]),
        ]
        (finding,) = found(gap, make_base(rules))
        assert finding.code == "verify_gap"
        assert finding.values["witness"] == {"main_mode": "sea", "dangerous": True}

    def test_a_must_that_no_term_meets(self):
        rules = [require("impossible", AT_SEA, "term", none_of=sorted(load().terms))]
        (finding,) = found(gap, make_base(rules))
        assert finding.code == "verify_must_of_none"

    def test_a_conflict_named_in_vain(self):
        rules = [
            SELLER_CARRIES,
            require(
                "same-side",
                {"dangerous": True},
                "main_carriage",
                one_of=["seller"],
                conflicts=["seller-carries"],
            ),
        ]
        assert codes(gap, make_base(rules)) == ["verify_conflict_in_vain"]

    def test_naming_some_of_three_is_not_enough(self):
        rules = [
            require("not-fca", {"dangerous": True}, "term", one_of=["EXW", "DDP"]),
            require("seller-clears", AT_SEA, "export_clearance", one_of=["seller"]),
            require("buyer-imports", {"perishable": True}, "import", one_of=["buyer"]),
        ]
        assert codes(gap, make_base(rules)) == ["verify_gap"]
        two = rules[0].model_copy(update={"conflicts": ("seller-clears",)})
        assert "verify_gap" in codes(gap, make_base([two, *rules[1:]]))
        three = rules[0].model_copy(update={"conflicts": ("seller-clears", "buyer-imports")})
        assert codes(gap, make_base([three, *rules[1:]])) == []


class TestConclusions:
    def test_two_values_at_once(self):
        rules = [
            make_rule("one", AT_SEA, stage="assess", conclude={"handover": "terminal"}),
            make_rule("two", {"dangerous": True}, stage="assess", conclude={"handover": "airport"}),
        ]
        (finding,) = found(conclusions, make_base(rules))
        assert finding.severity == "fault"
        assert finding.values["witness"] == {"main_mode": "sea", "dangerous": True}

    def test_assumptions_are_noted_only(self):
        rules = [
            make_rule("one", AT_SEA, stage="assess", assume={"handover": "terminal"}),
            make_rule("two", {"dangerous": True}, stage="assess", assume={"handover": "airport"}),
        ]
        assert [f.severity for f in found(conclusions, make_base(rules))] == ["note"]

    @pytest.mark.parametrize("other", [{"handover": "terminal"}, {"own_vehicle": "none"}])
    def test_the_same_value_or_another_fact(self, other: dict[str, Any]):
        rules = [
            make_rule("one", AT_SEA, stage="assess", conclude={"handover": "terminal"}),
            make_rule("two", {"dangerous": True}, stage="assess", conclude=other),
        ]
        assert codes(conclusions, make_base(rules)) == []
