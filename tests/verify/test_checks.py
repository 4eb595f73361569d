"""Each check catches a rule base broken on purpose, and is content with a sound one."""

from dataclasses import replace
from typing import Any

import pytest

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify import (
    examples,
    idle,
    one_country,
    silent,
    stale,
    subsumed,
    texts,
    unreachable,
    unused,
)
from incoadvisor.knowledge.check import override_cycles
from incoadvisor.knowledge.strata import CycleError
from incoadvisor.model.finding import Finding
from incoadvisor.model.text import Text
from tests.support import TODAY, make_base, make_rule, require, wish

AT_SEA: dict[str, Any] = {"main_mode": "sea"}
SELLER_CARRIES = require("seller-carries", AT_SEA, "main_carriage", one_of=["seller"])
BUYER_CARRIES = require("buyer-carries", {"dangerous": True}, "main_carriage", one_of=["buyer"])


def found(check: Any, base: RuleBase) -> list[Finding]:
    return list(check.check(base, TODAY))


def codes(check: Any, base: RuleBase) -> list[str]:
    return [f.code for f in found(check, base)]


def _advice(rule_id: str, when: dict[str, Any], **more: Any) -> Any:
    return make_rule(
        rule_id, when, stage="advise", advise={"topic": "sanctions", "severity": "info"}, **more
    )


NEVER = {"all": [{"main_mode": "sea"}, {"main_mode": "air"}]}


class TestSilent:
    def test_a_condition_no_facts_meet(self):
        base = make_base([require("never", NEVER, "mode", one_of=["any"])])
        assert codes(silent, base) == ["verify_never_fires"]

    def test_a_derived_fact_that_never_has_the_value(self):
        rules = [
            make_rule(
                "by-road", {"main_mode": "road"}, stage="assess", conclude={"route": "domestic"}
            ),
            require("abroad", {"route": "international"}, "mode", one_of=["any"]),
        ]
        assert codes(silent, make_base(rules)) == ["verify_never_fires"]

    def test_a_fact_that_is_never_left_unknown(self):
        rules = [
            make_rule(
                "default",
                {"perspective": {"unknown": True}},
                stage="assess",
                assume={"perspective": "seller"},
            ),
            require("nobody", {"perspective": {"unknown": True}}, "mode", one_of=["any"]),
        ]
        assert codes(silent, make_base(rules)) == ["verify_never_fires"]

    def test_a_warning_about_cases_that_are_stopped(self):
        rules = [
            make_rule(
                "stop",
                {"screening": "hit"},
                stage="screen",
                stop={"topic": "sanctions", "severity": "stop"},
            ),
            _advice("too-late", {"screening": "hit"}),
        ]
        assert codes(silent, make_base(rules)) == ["verify_never_fires"]

    def test_a_warning_that_some_case_is_given(self):
        rule = _advice(
            "told",
            {"recommended_term": "DAP"},
            examples=[{"given": {"recommended_term": "DAP"}, "fires": True}],
        )
        base = make_base([rule, require("arrive", AT_SEA, "term", one_of=["DAP"])])
        assert codes(silent, base) == []


class TestIdle:
    def test_a_must_that_excludes_nobody(self):
        base = make_base([require("nothing", AT_SEA, "mode", one_of=["any", "waterway"])])
        assert codes(idle, base) == ["verify_idle"]

    def test_a_requirement_always_overridden(self):
        rules = [
            require("below", AT_SEA, "mode", one_of=["waterway"]),
            require("above", AT_SEA, "mode", one_of=["any"], overrides=["below"]),
        ]
        assert [f.values["rule"] for f in found(idle, make_base(rules))] == ["below"]

    def test_a_requirement_that_decides(self):
        assert codes(idle, make_base([SELLER_CARRIES, BUYER_CARRIES])) == []


class TestSubsumed:
    WIDE = require("wide", {"main_mode": {"in": ["sea", "air"]}}, "mode", none_of=["waterway"])

    def test_narrower_and_weaker(self):
        narrow = require("narrow", AT_SEA, "mode", "moderate", none_of=["waterway"])
        (finding,) = found(subsumed, make_base([self.WIDE, narrow]))
        assert finding.code == "verify_subsumed"
        assert finding.values == {"rule": "narrow", "other": "wide"}

    def test_twice_the_same(self):
        again = require(
            "again",
            {"any": [{"main_mode": "air"}, {"main_mode": "sea"}]},
            "mode",
            one_of=["any"],
        )
        assert codes(subsumed, make_base([self.WIDE, again])) == ["verify_duplicate"]

    def test_a_warning_twice(self):
        rules = [_advice("one", AT_SEA), _advice("two", AT_SEA)]
        assert codes(subsumed, make_base(rules)) == ["verify_duplicate"]

    @pytest.mark.parametrize(
        "other",
        [
            require("heavier", AT_SEA, "mode", "must", none_of=["waterway"]),
            require("elsewhere", {"main_mode": "road"}, "mode", "slight", none_of=["waterway"]),
            require("other-value", AT_SEA, "mode", "slight", none_of=["any"]),
            require("other-topic", AT_SEA, "chain", "slight", none_of=["none"]),
        ],
        ids=lambda rule: rule.id,
    )
    def test_each_asks_for_itself(self, other: Any):
        wide = self.WIDE.model_copy(update={"strength": "moderate"})
        assert codes(subsumed, make_base([wide, other])) == []

    def test_not_where_only_the_stronger_is_overridden(self):
        narrow = require("narrow", AT_SEA, "mode", none_of=["waterway"])
        law = require("law", {"dangerous": True}, "term", one_of=["FOB"], overrides=["wide"])
        assert codes(subsumed, make_base([self.WIDE, narrow, law])) == []


class TestUnreachable:
    def test_a_term_that_always_loses(self):
        rules = [
            require("no-ddp", {"main_mode": {"unknown": True}}, "term", none_of=["DDP"]),
            require("nor-there", {"main_mode": {"known": True}}, "term", none_of=["DDP"]),
        ]
        told = [f for f in found(unreachable, make_base(rules)) if f.values["term"] == "DDP"]
        assert [f.code for f in told] == ["verify_never_recommended"]

    def test_a_term_that_nothing_excludes(self):
        rules = [wish("wished", "carriage_by", "main_carriage")]
        told = codes(unreachable, make_base(rules))
        assert "verify_never_excluded" not in told
        assert codes(unreachable, make_base([])).count("verify_never_excluded") == 11


class TestUnused:
    def test_a_derived_fact_for_nobody(self):
        rule = make_rule("for-nobody", AT_SEA, stage="assess", conclude={"route": "international"})
        told = {f.code: f for f in found(unused, make_base([rule])) if f.severity == "fault"}
        assert told["verify_derived_unused"].values == {"fact": "route"}
        assert told["verify_derived_unused"].where.startswith("facts.yaml:")

    def test_a_fact_that_no_rule_reads(self):
        notes = [f.values["fact"] for f in found(unused, make_base([SELLER_CARRIES]))]
        assert "dangerous" in notes
        assert "main_mode" not in notes


class TestExamples:
    def test_examples_that_lie(self):
        rule = require(
            "liar",
            AT_SEA,
            "mode",
            one_of=["any"],
            examples=[
                {"given": {"main_mode": "air"}, "fires": True},
                {"given": {"main_mode": "sea"}, "fires": False},
            ],
        )
        assert codes(examples, make_base([rule])) == [
            "verify_example_silent",
            "verify_example_fires",
        ]


class TestStale:
    def test_a_row_past_its_review(self):
        base = make_base([])
        content = base.knowledge.content
        table = next(t for t in content.markets if t.fact)
        rows = (table.rows[0].model_copy(update={"review_by": "2020-01-01"}), *table.rows[1:])
        markets = tuple(
            t.model_copy(update={"rows": rows}) if t is table else t for t in content.markets
        )
        aged = content.model_copy(update={"markets": markets})
        known = RuleBase(replace(base.knowledge, content=aged))
        assert len(codes(stale, known)) == len(codes(stale, base)) + 1

    def test_a_rule_past_its_last_day(self):
        rule = require("was", AT_SEA, "mode", one_of=["any"], valid={"to": "2020-12-31"})
        assert "verify_expired" in codes(stale, make_base([rule]))


class TestOneCountry:
    @pytest.mark.parametrize(
        ("when", "named"),
        [
            ({"destination_country": "BR"}, "BR"),
            ({"origin_country": {"is_not": "US", "or_unknown": True}}, "US"),
            ({"any": [AT_SEA, {"seller_country": {"in": ["JP", "KR"]}}]}, "JP, KR"),
        ],
    )
    def test_a_country_written_into_a_rule(self, when: dict[str, Any], named: str):
        (finding,) = found(one_country, make_base([require("r", when, "mode", one_of=["any"])]))
        assert finding.code == "verify_one_country" and finding.severity == "fault"
        assert finding.values == {"rule": "r", "countries": named}

    def test_a_country_taken_for_granted(self):
        rule = make_rule("home", AT_SEA, stage="assess", assume={"origin_country": "FR"})
        assert codes(one_country, make_base([rule])) == ["verify_one_country"]

    @pytest.mark.parametrize(
        "when",
        [
            {"destination_country": {"in_group": "eu_customs_union"}},
            {"destination_country": {"same_as": "origin_country"}},
            {"destination_country": {"known": True}},
            {"routed_export": True},
        ],
    )
    def test_groups_other_countries_and_market_facts_are_fine(self, when: dict[str, Any]):
        assert codes(one_country, make_base([require("r", when, "mode", one_of=["any"])])) == []


class TestTexts:
    def test_a_place_in_one_language_only(self):
        base = make_base([])
        broken = base.knowledge.content.texts | {
            "verify_idle": Text(en="rule `{rule}` changes nothing", fr="une règle ne change rien")
        }
        content = base.knowledge.content.model_copy(update={"texts": broken})
        (finding,) = found(texts, RuleBase(replace(base.knowledge, content=content)))
        assert finding.values == {"message": "verify_idle", "places": "rule"}
        assert finding.where.startswith("texts/verify.yaml:")


class TestCycles:
    """Refused at load: nothing can be enumerated over rules that wait for one another."""

    def test_rules_that_wait_for_one_another(self):
        rules = [
            make_rule(
                "one", {"handover": "terminal"}, stage="assess", conclude={"route": "domestic"}
            ),
            make_rule(
                "two", {"route": "domestic"}, stage="assess", conclude={"handover": "terminal"}
            ),
        ]
        with pytest.raises(CycleError):
            make_base(rules)

    def test_rules_that_override_one_another(self):
        rules = [
            require("one", AT_SEA, "mode", one_of=["any"], overrides=["two"]),
            require("two", AT_SEA, "mode", one_of=["waterway"], overrides=["one"]),
        ]
        assert override_cycles(rules) == [["one", "two", "one"]]
