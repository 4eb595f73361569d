"""The page of a rule agrees with what the engine did."""

from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.situation import rule_base
from incoadvisor.engine.verify.fired import situations_firing
from incoadvisor.engine.verify.suite import situated
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.render.rule_page import CaseRun, rule_page

CASES: list[dict[str, Any]] = [
    {},
    {"main_mode": "air", "carriage_by": "seller", "payment": "documentary_credit"},
    {"origin_country": "FR", "destination_country": "BR", "main_mode": "sea",
     "cargo_form": "container_fcl", "proposed_term": "FOB", "proposed_by": "buyer"},
    {"trade": "domestic", "carriage_by": "buyer", "handover": "seller_premises"},
    {"main_mode": "sea", "cargo_form": "container_fcl", "imposed_term": "FOB"},
    {"screening": "hit"},
    {"carriage_by": "buyer", "risk_passes_at": "destination_unloaded"},
]


@pytest.mark.parametrize("facts", CASES, ids=str)
def test_conditions_hold_just_when_the_rule_fired(facts: dict[str, Any]) -> None:
    """Values are those of the moment: later assumptions do not change what was unknown then."""
    prepared = api.situation(facts)
    done = CaseRun(prepared, api.run(prepared))
    base = rule_base(api.knowledge())
    for rule_id in base.by_id:
        page = rule_page(base, rule_id, "en", done)
        assert page.case is not None
        if page.case.status in ("fired", "withdrawn", "idle"):
            assert page.conditions.truth == "true", rule_id
        elif page.case.status == "silent":
            assert page.conditions.truth != "true", rule_id


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_rule_has_a_page_in_words(lang: Any) -> None:
    for rule_id, rule in api.knowledge().rules.items():
        page = api.rule_page(rule_id, lang)
        assert page.effects and page.sources and page.conditions.items
        assert page.case is None and page.conditions.truth is None
        texts = [effect.text for effect in page.effects] + _texts(page.conditions)
        assert all(text and "{" not in text for text in texts), rule_id
        assert len(page.examples) == len(rule.examples)


def _texts(node: Any) -> list[str]:
    return [node.text] if node.kind == "fact" else [t for item in node.items for t in _texts(item)]


def test_what_is_false_and_what_is_unknown_are_told_apart() -> None:
    page = api.rule_page("cbam-stands-against-ddp", "en",
                         {"trade": "international", "destination_country": "BR"})
    truth = {item.fact: item.truth for item in page.conditions.items}
    assert truth["trade"] == "true"
    assert truth["destination_country"] == "false"
    assert truth["cbam_goods"] == "unknown"
    assert page.conditions.truth == "false"


def test_the_situations_that_fire_a_rule_fire_it_in_the_engine(
        base: RuleBase, knowledge: Knowledge) -> None:
    """A sample of situations through experta, warnings included."""
    fired_by: dict[int, set[str]] = {}
    suite = situated(knowledge)
    for rule_id in base.by_id:
        for situation, _ in situations_firing(base, rule_id):
            fired_by.setdefault(id(situation), set()).add(rule_id)
    for situation in suite[::25]:
        given = {k: v for k, v in situation.expectation.given.items() if v != "unknown"}
        run = api.run(api.situation(given, on=knowledge.content.about["as_of"]))
        assert {f.rule for f in run.firings if f.rule in base.by_id} == fired_by.get(
            id(situation), set())


def test_every_deciding_rule_has_a_worked_case(knowledge: Knowledge) -> None:
    for rule_id, rule in knowledge.rules.items():
        if rule.stage != "advise":
            assert api.cases_firing(rule_id), rule_id


def test_an_unknown_rule_is_refused() -> None:
    for ask in (api.rule_page, api.cases_firing):
        with pytest.raises(api.InputError) as refused:
            ask("wished-cariage")
        assert refused.value.key == "unknown_rule"
        assert refused.value.values["suggestion"] == "wished-carriage"
