"""Pairs that differ in one fact: the answer moves when it should, and only then."""

from typing import Any

import pytest

from tests.cases.suite import advice, identified


def _holds(facts: dict[str, Any], expected: dict[str, Any]) -> None:
    told = advice({k: v for k, v in facts.items() if v != "unknown"})
    verdicts = {r.term: r.verdict for r in told.ranking}
    if "state" in expected:
        assert told.state == expected["state"]
    if expected.get("recommended"):
        assert told.recommended is not None
        assert told.recommended.term == expected["recommended"]
    if "variant" in expected:
        assert told.recommended is not None
        assert told.recommended.variant == expected["variant"]
    for code, verdict in expected.get("verdicts", {}).items():
        assert verdicts[code] == verdict, code
    if "proposed_verdict" in expected:
        assert told.proposed is not None
        assert told.proposed.verdict == expected["proposed_verdict"]


@pytest.mark.parametrize("pair", identified("pairs*.yaml"))
def test_pair(pair: dict[str, Any]) -> None:
    for side in ("first", "second"):
        _holds({**pair["given"], pair["fact"]: pair[side]["value"]}, pair[side])
    outcomes = [{k: v for k, v in pair[side].items() if k != "value"}
                for side in ("first", "second")]
    assert outcomes[0] != outcomes[1], "a pair must differ in its answer"


@pytest.mark.parametrize("case", identified("invariants*.yaml"))
def test_invariant(case: dict[str, Any]) -> None:
    for value in case["values"]:
        told = advice({k: v for k, v in {**case["given"], case["fact"]: value}.items()
                       if v != "unknown"})
        assert told.recommended is not None
        assert told.recommended.term == case["recommended"], value


@pytest.mark.parametrize("case", identified("states*.yaml"))
def test_state(case: dict[str, Any]) -> None:
    told = advice(case["given"])
    assert told.state == case["state"]
    recommended = told.recommended.term if told.recommended else None
    accepted = case.get("recommended")
    assert recommended == accepted or recommended in (accepted or [])
    assert set(told.gives_up) == set(case.get("gives_up", []))
    if told.state in ("yielded", "choose"):
        assert told.relax, "the ways out are listed"
