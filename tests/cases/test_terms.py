"""Who owes and who bears: published questions against the term sheets."""

from typing import Any

import pytest

from incoadvisor import api
from tests.cases.suite import entries, identified


def _field(term: Any, path: str) -> Any:
    for name in path.split("."):
        term = getattr(term, name)
    return term


@pytest.mark.parametrize("case", identified("obligations*.yaml") + identified("risks*.yaml"))
def test_obligation_or_risk(case: dict[str, Any]) -> None:
    term = api.term(case["term"], case.get("given", {}))
    if "field" in case:
        assert _field(term, case["field"]) == case["expected"]
        return
    cell = next(m for m in term.milestones if m.id == case["milestone"])
    assert getattr(cell, case["aspect"]) == case["expected"]
    if "default" in case:
        assert cell.default == case["default"]


def test_exceptions_are_argued_in_both_languages() -> None:
    argued = [case for case in entries("*.yaml") if "exception" in case]
    assert argued
    for case in argued:
        assert case["exception"]["en"] and case["exception"]["fr"], case["id"]
