"""The place of the clause: what the user told of it, or else wrote in the proposed term."""

import pytest

from incoadvisor import api

CONTAINER = {"origin_country": "FR", "destination_country": "BR", "main_mode": "sea",
             "cargo_form": "container_fcl"}
AIR = {"origin_country": "DE", "destination_country": "US", "main_mode": "air"}


def advised(facts: dict[str, str], written: str) -> api.Advice:
    return api.advise(facts | {"proposed_term": written}, "en", "2026-11-30")


@pytest.mark.parametrize(("facts", "written", "clause"), [
    (AIR, "FCA Frankfurt Airport, Incoterms 2010", "FCA Frankfurt Airport –"),
    (AIR, "FOB Frankfurt Airport", "FCA Frankfurt Airport –"),  # no port
    (CONTAINER, "FOB Le Havre", "FCA Le Havre –"),
    (CONTAINER, "CIF Santos", "CIP Santos [street or terminal, town, country] (risk"),
    (AIR, "DAP 12 Main Street, Chicago", "DAP 12 Main Street, Chicago –"),
    (AIR, "DAP USA", "DAP [street or terminal, town, country] –"),  # a country is no place
    (AIR, "DAP our warehouse", "DAP [street or terminal, town, country] –"),  # nor is a kind
    (AIR, "FCA", "FCA [airport, cargo terminal, country] –")])
def test_the_clause_takes_the_place_that_is_written(
        facts: dict[str, str], written: str, clause: str) -> None:
    told = advised(facts, written).recommended
    assert told is not None and told.clause.startswith(clause)


def test_what_a_fact_tells_goes_before_what_is_written() -> None:
    told = advised(AIR | {"origin_place": "Munich Airport"}, "FCA Frankfurt Airport")
    assert told.recommended is not None and "Munich" in told.recommended.clause


def test_the_trace_says_where_the_place_was_read() -> None:
    first = advised(AIR, "FCA Frankfurt Airport").trace[0]
    assert first.uses == ("given:proposed_term",)
    assert first.adds == ("derived:proposed_code", "derived:origin_place")
    assert "Frankfurt Airport" in first.because


def test_nobody_is_asked_for_a_place_that_is_written() -> None:
    asking = {w.id for w in advised(AIR, "FCA").warnings}
    assert {w.id for w in advised(AIR, "FCA Frankfurt Airport").warnings} < asking
