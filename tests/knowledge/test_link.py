"""A case as a link, and back."""

from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given

from incoadvisor import api
from incoadvisor.knowledge.gather import read_data
from incoadvisor.knowledge.link import PRIVATE
from incoadvisor.model.case import CaseFacts
from tests.strategies import cases

FOLDER = api.knowledge().folder / "cases"
GIVEN = [entry["given"] for path in sorted(FOLDER.glob("*.yaml")) for entry in read_data(path)
         if entry.get("given")]


def through_a_link(case: CaseFacts, everything: bool) -> CaseFacts:
    """The case after a link was written out, as a browser does, and opened."""
    opened = api.read_link(parse_qs(urlencode(api.link(case, everything))))
    assert opened.faults == ()
    return opened.case


def coded(case: CaseFacts) -> dict[str, Any]:
    """The facts with values from a list, and dates."""
    types = {name: spec.type for name, spec in api.knowledge().facts.items()}
    return {k: v for k, v in case.facts.items()
            if types[k] not in PRIVATE or v in api.knowledge().terms}


@pytest.mark.parametrize("facts", GIVEN, ids=range(len(GIVEN)))
def test_every_worked_case_comes_back_from_its_link(facts: dict[str, Any]) -> None:
    case = api.Case(**facts)
    assert through_a_link(case, everything=False).facts == coded(case)
    assert through_a_link(case, everything=True) == case


def test_the_worked_cases_hold_texts_and_figures_to_leave_out() -> None:
    assert len(GIVEN) > 300
    assert any(coded(api.Case(**facts)) != api.Case(**facts).facts for facts in GIVEN)


@given(cases([spec for spec in api.knowledge().facts.values() if spec.kind != "derived"]))
def test_any_case_comes_back_from_its_link(facts: dict[str, Any]) -> None:
    case = api.Case(**facts)
    assert through_a_link(case, everything=True) == case


def test_what_was_typed_is_told_only_when_asked_for() -> None:
    case = api.Case(origin_place="12 rue du Port", goods_value=125000, goods="pumps",
                    proposed_term="FOB Paris", main_mode="sea", dangerous=False,
                    shipment_date="2027-02-15", origin_country="fr")
    assert api.link(case) == {"main_mode": "sea", "dangerous": "false",
                              "shipment_date": "2027-02-15", "origin_country": "FR"}
    assert set(api.link(case, everything=True)) == set(case)


def test_a_bare_code_proposed_is_no_free_text() -> None:
    assert api.link({"proposed_term": "FOB"}) == {"proposed_term": "FOB"}


@pytest.mark.parametrize("text", [
    "a=1&b=2", "50 % + 3", "ligne 1\nligne 2", "<b>&amp;</b>", "é€漢"])
def test_any_text_comes_back_unchanged(text: str) -> None:
    assert through_a_link(api.Case(notes=text), everything=True)["notes"] == text


def test_each_bad_parameter_is_named_and_the_rest_is_kept() -> None:
    opened = api.read_link({
        "main_mode": ["see"], "vessel": ["x"], "goods_value": ["-3"], "dangerous": ["maybe"],
        "trade": ["domestic", "international"], "payment": ["advance"], "trust": ["unknown"],
        "state": ["ok"], "origin_country": [""]})
    assert opened.case.facts == {"payment": "advance"}
    assert [f.key for f in opened.faults] == [
        "bad_value", "unknown_fact", "bad_number", "bad_value", "link_twice", "unknown_fact"]
    assert opened.faults[0].values["suggestion"] == "sea"


def test_no_fact_is_called_as_the_language() -> None:
    assert "lang" not in api.knowledge().facts
