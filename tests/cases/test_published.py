"""Published situations: what to recommend, and what becomes of a proposed term."""

import pytest

from incoadvisor.engine.verify.suite import Expectation
from tests.cases.suite import departures, expected


@pytest.mark.parametrize("expectation", expected("selection"))
def test_selection(expectation: Expectation) -> None:
    assert departures(expectation) == []


@pytest.mark.parametrize("expectation", expected("misuse"))
def test_misuse(expectation: Expectation) -> None:
    assert departures(expectation) == []
