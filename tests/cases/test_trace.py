"""Every conclusion can be followed back to what was given, joined or assumed."""

from typing import Any

import pytest

from tests.cases.suite import advice, entries

CASES = [pytest.param(c["given"], id=c["id"])
         for pattern in ("selection*.yaml", "misuse*.yaml", "states*.yaml")
         for c in entries(pattern)]


@pytest.mark.parametrize("given", CASES)
def test_the_trace_closes(given: dict[str, Any]) -> None:
    told = advice(given)
    known = {f"given:{name}" for name in told.case}
    for step in told.trace:
        for used in step.uses:
            assert used in known, f"step {step.step} uses {used} before it exists"
        known |= set(step.adds)
    for ranked in told.ranking:
        assert f"verdict:{ranked.term}" in known
    assumed = {f"assumed:{a.fact}" for a in told.assumptions}
    assert {i for i in known if i.startswith("assumed:")} == assumed


@pytest.mark.parametrize("given", CASES)
def test_every_verdict_rests_on_facts(given: dict[str, Any]) -> None:
    told = advice(given)
    producer = {added: step for step in told.trace for added in step.adds}

    def roots(fact_id: str) -> set[str]:
        if fact_id not in producer:
            return {fact_id}
        step = producer[fact_id]
        found: set[str] = set()
        for used in step.uses:
            found |= roots(used)
        return found

    for ranked in told.ranking:
        assert all(root.startswith("given:") for root in roots(f"verdict:{ranked.term}"))


@pytest.mark.parametrize("given", CASES)
def test_both_languages_say_the_same(given: dict[str, Any]) -> None:
    english, french = advice(given, "en"), advice(given, "fr")
    assert [r.term for r in english.ranking] == [r.term for r in french.ranking]
    assert [s.rule for s in english.trace] == [s.rule for s in french.trace]
    assert english.headline != french.headline
