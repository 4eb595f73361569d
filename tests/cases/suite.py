"""The project's own cases, as `knowledge/cases/` holds them."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.engine.verify.suite import Answer, Expectation, expectations
from incoadvisor.knowledge.gather import read_data
from incoadvisor.model.advice import Advice

FOLDER = Path(__file__).parents[2] / "knowledge" / "cases"
TODAY = "2026-11-23"


@cache
def entries(pattern: str) -> list[dict[str, Any]]:
    """Every case of the files that match, in file order."""
    return [case for path in sorted(FOLDER.glob(pattern)) for case in read_data(path)]


def identified(pattern: str) -> list[Any]:
    """Parameters for pytest, named by the case; argued exceptions stand apart."""
    return [pytest.param(case, id=case["id"]) for case in entries(pattern)
            if "exception" not in case]


def advice(facts: dict[str, Any], lang: Any = "en") -> Advice:
    """The advice on these facts, as of the day the suite was written."""
    return api.advise(facts, lang, TODAY)


def expected(kind: str) -> list[Any]:
    """Parameters for pytest: every situation of one kind, and what its answer must be."""
    return [
        pytest.param(e, id=f"{e.case}-{number}")
        for number, e in enumerate(expectations(FOLDER))
        if e.kind == kind
    ]


def departures(expectation: Expectation) -> list[str]:
    """How the whole advice departs from what is expected."""
    told = advice({k: v for k, v in expectation.given.items() if v != "unknown"})
    proposed = expectation.given.get("proposed_term")
    return expectation.faults(
        Answer(
            state=told.state,
            term=told.recommended.term if told.recommended else None,
            variant=told.recommended.variant if told.recommended else None,
            verdicts={r.term: r.verdict for r in told.ranking},
            gives_up=frozenset(told.gives_up),
            proposed=api.read_clause(proposed).modern if proposed else None,
        )
    )
