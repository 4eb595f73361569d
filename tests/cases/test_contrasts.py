"""Pairs that differ in one fact: the answer moves when it should, and only then."""

from typing import Any

import pytest

from incoadvisor.engine.verify.suite import Expectation
from tests.cases.suite import advice, departures, expected, identified


@pytest.mark.parametrize("expectation", expected("pairs"))
def test_each_side_of_a_pair(expectation: Expectation) -> None:
    assert departures(expectation) == []


@pytest.mark.parametrize("pair", identified("pairs*.yaml"))
def test_a_pair_differs_in_its_answer(pair: dict[str, Any]) -> None:
    outcomes = [
        {k: v for k, v in pair[side].items() if k != "value"} for side in ("first", "second")
    ]
    assert outcomes[0] != outcomes[1]


@pytest.mark.parametrize("expectation", expected("invariants"))
def test_invariant(expectation: Expectation) -> None:
    assert departures(expectation) == []


@pytest.mark.parametrize("expectation", expected("states"))
def test_state(expectation: Expectation) -> None:
    assert departures(expectation) == []


@pytest.mark.parametrize("case", identified("states*.yaml"))
def test_ways_out_are_listed(case: dict[str, Any]) -> None:
    told = advice(case["given"])
    if told.state in ("yielded", "choose"):
        assert told.relax
