"""States, verdicts and ranking, on rule bases small enough to check by eye."""

import pytest

from tests.support import TODAY, fired_by, make_rule, outcome, penalties, require, run_both, wish

ALWAYS = {"main_mode": {"known": True, "or_unknown": True}}
PREFERENCE = ["FCA", "CIP", "CPT", "DAP", "FOB", "CIF", "CFR", "DPU", "FAS", "DDP", "EXW"]

buyer_carries = require("buyer-carries", ALWAYS, "main_carriage", "strong", one_of=["buyer"])


def test_without_a_requirement_the_order_of_preference_decides():
    result = outcome([require("idle", {"dangerous": True}, "loading", one_of=["buyer"])])
    assert result.state == "ok"
    assert list(result.verdicts) == PREFERENCE
    assert result.verdicts["FCA"] == "recommended"
    assert set(result.verdicts.values()) == {"recommended", "acceptable"}


def test_ok_when_a_term_meets_every_must_and_wish():
    result = outcome(
        [
            require("no-ship", ALWAYS, "mode", none_of=["waterway"]),
            wish("carriage", "carriage_by", "main_carriage"),
        ],
        carriage_by="seller",
    )
    assert (result.state, result.term) == ("ok", "CIP")
    for code in ("FOB", "CIF", "CFR", "FAS", "FCA", "EXW"):
        assert result.verdicts[code] == "excluded"
    for code in ("CPT", "DAP", "DPU", "DDP"):
        assert result.verdicts[code] == "acceptable"


def test_yielded_when_only_the_hard_facts_stand_between():
    rules = [
        require(
            "no-crane",
            {"seller_can_unload": False},
            "unloading",
            none_of=["seller"],
            basis="capacity",
        ),
        wish("unloading", "unloading_by", "unloading"),
    ]
    result = outcome(rules, seller_can_unload=False, unloading_by="seller")
    assert result.state == "yielded"
    assert result.term == "FCA"
    assert result.gives_up() == ["unloading_by"]
    assert result.verdicts["DPU"] == "excluded"
    assert outcome(rules, unloading_by="seller").term == "DPU"


def test_a_wish_yields_to_a_must_whatever_the_number_of_wishes():
    rules = [
        require("no-import", {"seller_can_import": False}, "import", one_of=["buyer"]),
        wish("clearance", "import_clearance_by", "import"),
        wish("duties", "duties_by", "import"),
    ]
    result = outcome(
        rules, seller_can_import=False, import_clearance_by="seller", duties_by="seller"
    )
    assert result.state == "yielded"
    assert result.verdicts["DDP"] == "excluded"
    assert result.gives_up() == ["import_clearance_by", "duties_by"]


def test_choose_when_wishes_contradict_one_another():
    result = outcome(
        [
            wish("carriage", "carriage_by", "main_carriage"),
            require(
                "risk",
                {"risk_passes_at": "destination_unloaded"},
                "transit_risk",
                one_of=["seller"],
                basis="wish",
                wish="risk_passes_at",
            ),
        ],
        carriage_by="buyer",
        risk_passes_at="destination_unloaded",
    )
    assert result.state == "choose"
    assert result.term is None
    assert set(result.verdicts.values()) == {"excluded"}
    assert list(result.verdicts) != []


def test_blocked_when_every_term_fails_a_must_even_if_wishes_contradict_too():
    hard = [
        require("seller-exports", ALWAYS, "export_clearance", one_of=["seller"], basis="law"),
        require("buyer-exports", ALWAYS, "export_clearance", one_of=["buyer"], basis="law"),
    ]
    assert outcome(hard).state == "blocked"
    assert outcome(hard).term is None
    wishes = [
        wish("carriage", "carriage_by", "main_carriage"),
        require(
            "other-carriage",
            ALWAYS,
            "main_carriage",
            one_of=["seller"],
            basis="wish",
            wish="insurance_by",
        ),
    ]
    assert outcome([*hard, *wishes], carriage_by="buyer").state == "blocked"
    assert outcome(wishes, carriage_by="buyer").state == "choose"


def test_stop_excludes_everything_and_runs_no_further_rule():
    stop = make_rule(
        "hit",
        {"screening": "hit"},
        stage="screen",
        basis="law",
        stop={"topic": "sanctions", "severity": "stop"},
    )
    run = run_both([stop, buyer_carries], {"screening": "hit", "main_mode": "sea"})
    assert run.outcome.state == "stop"
    assert run.outcome.term is None
    assert len(run.outcome.verdicts) == 11
    assert set(run.outcome.verdicts.values()) == {"excluded"}
    assert fired_by(run) == {"hit"}
    assert outcome([stop, buyer_carries], screening="clear").state == "ok"


def test_a_must_of_practice_is_as_hard_as_one_of_law():
    for basis in ("law", "capacity", "fit", "practice"):
        result = outcome([require("r", ALWAYS, "mode", none_of=["waterway"], basis=basis)])
        assert result.verdicts["FOB"] == "excluded"


@pytest.mark.parametrize(
    ("proposed", "excluded"), [("FOB", False), ("FCA", False), ("CIF", True), (None, True)]
)
def test_a_wish_that_restates_the_proposed_term_counts_as_moderate(proposed, excluded):
    given = {"proposed_code": proposed} if proposed else {}
    result = outcome(
        [wish("carriage", "carriage_by", "main_carriage")], carriage_by="buyer", **given
    )
    assert result.verdicts["CPT"] == ("excluded" if excluded else "acceptable")
    assert penalties(result)["CPT"] == (0 if excluded else 4)
    assert result.state == "ok"


def test_a_restated_must_that_is_no_wish_stays_a_must():
    result = outcome(
        [require("r", ALWAYS, "main_carriage", one_of=["buyer"], basis="capacity")],
        proposed_code="FOB",
    )
    assert result.verdicts["CPT"] == "excluded"


def test_per_topic_only_the_heaviest_failure_counts():
    def on_carriage(name, strength, topic="main_carriage"):
        return require(name, ALWAYS, topic, strength, one_of=["buyer"])

    twice = outcome([on_carriage("a", "moderate"), on_carriage("b", "moderate")])
    assert penalties(twice)["CIP"] == 4
    assert twice.verdicts["CIP"] == "acceptable"
    mixed = outcome(
        [on_carriage("a", "moderate"), on_carriage("b", "strong"), on_carriage("c", "slight")]
    )
    assert penalties(mixed)["CIP"] == 16
    must = outcome([on_carriage("a", "must"), on_carriage("b", "strong")])
    assert (penalties(must)["CIP"], must.verdicts["CIP"]) == (0, "excluded")
    two_topics = outcome([on_carriage("a", "moderate"), on_carriage("b", "moderate", "loading")])
    assert penalties(two_topics)["CIP"] == 8
    assert penalties(two_topics)["FCA"] == 4


def test_discouraged_from_eight_or_from_any_strong_failure():
    strong = outcome([buyer_carries])
    assert strong.verdicts["CIP"] == "discouraged"
    moderate = require("a", ALWAYS, "main_carriage", "moderate", one_of=["buyer"])
    slight = require("b", ALWAYS, "transit_risk", "slight", one_of=["buyer"])
    another = require("c", ALWAYS, "unloading", "moderate", one_of=["buyer"])
    five = outcome([moderate, slight])
    assert (penalties(five)["DAP"], five.verdicts["DAP"]) == (5, "acceptable")
    nine = outcome([moderate, slight, another])
    assert (penalties(nine)["DAP"], nine.verdicts["DAP"]) == (9, "discouraged")


def test_overrides_withdraw_a_rule_only_while_the_overrider_stands():
    ashore = require("ashore", ALWAYS, "delivery_point", none_of=["alongside", "on_board"])
    law = require(
        "law",
        {"imposed_term": {"known": True}},
        "term",
        same_as="imposed_term",
        basis="law",
        overrides=["ashore"],
    )
    waiver = require(
        "waiver", {"trust": "high"}, "loading", "slight", one_of=["seller"], overrides=["law"]
    )
    rules = [ashore, law, waiver]
    assert outcome(rules).verdicts["FOB"] == "excluded"
    imposed = run_both(rules, {"imposed_term": "FOB"})
    assert imposed.outcome.term == "FOB"
    assert {f.rule: f.withdrawn_by for f in imposed.firings if f.stage == "require"} == {
        "ashore": "law",
        "law": None,
    }
    assert not any(f.rule == "match:ashore" for f in imposed.firings)
    waived = run_both(rules, {"imposed_term": "FOB", "trust": "high"})
    assert waived.outcome.verdicts["FOB"] == "excluded"
    assert {f.rule: f.withdrawn_by for f in waived.firings if f.stage == "require"} == {
        "ashore": None,
        "law": "waiver",
        "waiver": None,
    }


def test_alternatives_fail_only_where_all_of_them_fail():
    either = make_rule(
        "either",
        ALWAYS,
        strength="must",
        require={
            "any_of": [
                {"main_carriage": {"one_of": ["seller"]}},
                {"loading": {"one_of": ["buyer"]}},
            ]
        },
    )
    verdicts = outcome([either]).verdicts
    assert {code for code, v in verdicts.items() if v == "excluded"} == {"FCA", "FOB", "FAS"}


def test_one_of_meets_the_cell_and_none_of_leaves_something():
    # CPT may deliver at the premises or elsewhere; FCA's two rows give one each.
    off = outcome([require("r", ALWAYS, "delivery_point", none_of=["premises_loaded"])])
    assert off.verdicts["CPT"] != "excluded"
    assert off.variant == "other_place"
    on = outcome([require("r", ALWAYS, "delivery_point", one_of=["premises_loaded"])])
    assert on.verdicts["CPT"] != "excluded"
    assert on.variant == "seller_premises"


def test_the_variant_is_named_only_where_facts_tell_the_two_apart():
    assert outcome([buyer_carries]).variant is None


def test_nearness_to_the_proposed_term_ranks_and_never_judges():
    plain, near = outcome([buyer_carries]), outcome([buyer_carries], proposed_code="FAS")
    assert plain.term == "FCA"
    assert near.term == "FAS"

    def judged(result):
        return {c: v.replace("recommended", "acceptable") for c, v in result.verdicts.items()}

    assert judged(plain) == judged(near)


def test_perspective_gates_a_rule():
    sided = require("for-buyers", ALWAYS, "main_carriage", one_of=["buyer"], perspective=["buyer"])
    assert outcome([sided], perspective="buyer").verdicts["CPT"] == "excluded"
    assert outcome([sided], perspective="seller").verdicts["CPT"] == "acceptable"
    assert outcome([sided]).verdicts["CPT"] == "acceptable"


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2024-12-31", False),
        ("2025-01-01", True),
        ("2025-12-31", True),
        ("2026-01-01", False),
        (None, False),
    ],
)
def test_a_dated_rule_is_read_on_the_shipment_date(day, fires):
    dated = require(
        "of-2025",
        ALWAYS,
        "mode",
        none_of=["waterway"],
        basis="law",
        valid={"from": "2025-01-01", "to": "2025-12-31"},
    )
    given = {"shipment_date": day} if day else {}
    assert (outcome([dated], **given).verdicts["FOB"] == "excluded") is fires


def test_conclusions_feed_later_strata_and_never_overwrite_what_is_given():
    rules = [
        make_rule(
            "route", {"main_mode": "sea"}, stage="assess", conclude={"route": "international"}
        ),
        make_rule(
            "trade",
            {"route": {"known": True}},
            stage="assess",
            conclude={"trade": {"fact": "route"}},
        ),
        make_rule(
            "no-export",
            {"trade": "international"},
            stage="assess",
            assume={"buyer_can_export": False},
        ),
        make_rule(
            "date",
            {"shipment_date": {"unknown": True}},
            stage="assess",
            assume={"shipment_date": {"today": True}},
        ),
        require(
            "exports",
            {"buyer_can_export": False},
            "export_clearance",
            one_of=["seller"],
            basis="capacity",
        ),
    ]
    run = run_both(rules, {"main_mode": "sea"})
    assert run.outcome.verdicts["EXW"] == "excluded"
    assert run.facts["trade"] == "international"
    assert run.facts["shipment_date"] == TODAY
    assert run.ids["trade"] == "derived:trade"
    assert run.ids["buyer_can_export"] == "assumed:buyer_can_export"
    told = run_both(rules, {"main_mode": "sea", "buyer_can_export": True})
    assert told.outcome.verdicts["EXW"] == "acceptable"
    assert "no-export" not in fired_by(told)
    own = run_both(rules, {"main_mode": "sea", "trade": "domestic"})
    assert own.facts["trade"] == "domestic"
    assert own.outcome.verdicts["EXW"] == "acceptable"


def test_an_assumption_yields_to_a_conclusion_of_the_same_fact():
    rules = [
        make_rule("guess", ALWAYS, stage="assess", assume={"handover": "terminal"}),
        make_rule("sure", {"main_mode": "air"}, stage="assess", conclude={"handover": "airport"}),
        buyer_carries,
    ]
    assert run_both(rules, {"main_mode": "air"}).facts["handover"] == "airport"
    assert run_both(rules, {"main_mode": "sea"}).facts["handover"] == "terminal"


def test_warnings_concern_the_terms_still_standing_or_proposed():
    warn = make_rule(
        "note",
        ALWAYS,
        stage="advise",
        advise={"topic": "loading", "severity": "info", "about": ["FOB", "FAS"]},
    )
    ashore = require("ashore", {"cargo_form": "parcel"}, "mode", none_of=["waterway"])
    about = {
        ready.id: codes for ready, codes, _ in run_both([ashore, warn], {"main_mode": "sea"}).warned
    }
    assert set(about["note"]) == {"FOB", "FAS"}
    assert run_both([ashore, warn], {"cargo_form": "parcel"}).warned == []
    proposed = run_both([ashore, warn], {"cargo_form": "parcel", "proposed_code": "FOB"})
    assert [codes for _, codes, _ in proposed.warned] == [("FOB",)]
