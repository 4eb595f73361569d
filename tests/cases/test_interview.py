"""The interview, with each published case as the one who answers."""

import statistics
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.engine.ask import LIMIT, answered_from
from tests.cases.suite import TODAY, entries, identified

# What is known before the first question: whose side, the countries, and any term on the table.
OPENING = {"perspective", "origin_country", "destination_country", "seller_country",
           "buyer_country", "shipment_date", "proposed_term"}


def _finished(given: dict[str, Any], opening: set[str]) -> Any:
    known = {k: v for k, v in given.items() if k in opening}
    return answered_from(api.interview(known, on=TODAY), given)


@pytest.mark.parametrize("case", identified("selection*.yaml"))
def test_same_answer_as_when_told_everything(case: dict[str, Any]) -> None:
    done = _finished(case["given"], OPENING)
    told = api.advise(case["given"], on=TODAY)
    assert told.recommended is not None
    assert done.other.now.outcome.term == told.recommended.term
    assert len(done.asked) <= LIMIT


def test_few_questions_are_enough() -> None:
    asked = [len(_finished(c["given"], OPENING).asked) for c in entries("selection*.yaml")]
    assert statistics.median(asked) <= 5


def test_wishes_are_found_out_by_asking() -> None:
    wishes = {s.name for s in api.knowledge().content.facts if s.kind == "wish"}
    cases = entries("selection*.yaml")
    right = sum(
        _finished(c["given"], set(c["given"]) - wishes).other.now.outcome.term
        in c["expected"]["recommended"] for c in cases)
    assert right / len(cases) >= 0.97


@pytest.mark.parametrize("case", identified("states*.yaml")[::4])
def test_no_question_that_cannot_change_the_answer(case: dict[str, Any]) -> None:
    told = api.advise(case["given"], on=TODAY)
    now = told.recommended.term if told.recommended else told.state
    for question in told.open_questions:
        assert set(question.changes.values()) != {now}
        for value, answer in question.changes.items():
            after = api.advise({**case["given"], question.fact: value}, on=TODAY)
            assert answer == (after.recommended.term if after.recommended else after.state)


def test_i_do_not_know_is_never_asked_again() -> None:
    interview = api.interview({}, on=TODAY)
    seen = []
    while interview.question and not interview.at_limit:
        seen.append(interview.question.fact)
        interview = interview.skip(interview.question.fact)
    assert len(seen) == len(set(seen))
