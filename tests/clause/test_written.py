"""Golden tests: lines as people write them, against what a reader should find."""

from typing import Any

import pytest

from incoadvisor.clause import Lexicon, read
from tests.clause.suite import CASES, faults_of


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_line_is_read_as_expected(case: dict[str, Any], lexicon: Lexicon) -> None:
    assert faults_of(case, read(case["text"], lexicon)) == []


def test_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))


def test_both_languages_find_the_same(lexicon: Lexicon) -> None:
    for case in CASES:
        english = read(case["text"], lexicon, "en")
        french = read(case["text"], lexicon, "fr")
        assert [f.id for f in english.findings] == [f.id for f in french.findings]
        assert english.suggestions == french.suggestions
        assert all(f.text and "{" not in f.text for f in english.findings + french.findings)


def test_a_line_is_given_only_when_the_rule_is_settled(lexicon: Lexicon) -> None:
    for case in CASES:
        answer = read(case["text"], lexicon)
        found = {f.id for f in answer.findings}
        if "two_terms" in found or not answer.suggestions:
            assert answer.line is None, case["id"]
        if answer.line is None:
            assert answer.ask, case["id"]
        else:
            assert answer.line.startswith(answer.suggestions[0] + " ")


def test_a_corrected_line_reads_clean(lexicon: Lexicon) -> None:
    """What the reader proposes has no fault of its own, blanks and added words aside."""
    for case in CASES:
        line = read(case["text"], lexicon).line
        if line and "[" not in line:
            again = read(line, lexicon)
            assert {f.id for f in again.findings} <= {"vague_place"}, (case["id"], line)
