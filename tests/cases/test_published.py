"""Published situations: what to recommend, and what becomes of a proposed term."""

from typing import Any

import pytest

from incoadvisor import api
from tests.cases.suite import advice, identified

UNFIT = {"discouraged", "excluded"}
FIT = {"recommended", "acceptable"}


@pytest.mark.parametrize("case", identified("selection*.yaml"))
def test_selection(case: dict[str, Any]) -> None:
    told = advice(case["given"])
    verdicts = {r.term: r.verdict for r in told.ranking}
    assert told.recommended is not None
    assert told.recommended.term in case["expected"]["recommended"]
    for code in case["expected"].get("not_recommended", []):
        assert verdicts[code] in UNFIT, code


@pytest.mark.parametrize("case", identified("misuse*.yaml"))
def test_misuse(case: dict[str, Any]) -> None:
    told = advice(case["given"])
    verdicts = {r.term: r.verdict for r in told.ranking}
    expected = case["expected"]
    proposed = case["given"].get("proposed_term")
    code = api.read_clause(proposed).modern if proposed else None
    if code is not None and code in expected["recommended"]:
        assert verdicts[code] in FIT
    else:
        assert told.recommended is not None
        assert told.recommended.term in expected["recommended"]
        if code is not None:
            assert verdicts[code] in UNFIT
    for unfit in expected.get("not_recommended", []):
        assert verdicts[unfit] in UNFIT, unfit
