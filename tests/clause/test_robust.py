"""Any text is read, quickly, without an error."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incoadvisor.clause import Lexicon, load_lexicon, read
from tests.clause.suite import CASES, KNOWLEDGE

LEXICON = load_lexicon(KNOWLEDGE)
IDS = {
    "obsolete_code", "not_an_incoterm", "us_ucc_fob", "missing_place", "vague_place",
    "wrong_place_kind", "mode_mismatch", "container_with_sea_term", "missing_edition",
    "wrong_edition", "modified_term", "typo", "ambiguous", "two_terms",
}  # fmt: skip
RULES = {code.id for code in LEXICON.codes.values() if code.last is None and code.first}
PIECES = sorted({word for case in CASES for word in case["text"].split()})

# Hostile lines, each ten thousand signs or so.
LONG = {
    "brackets": "FOB a" + "(" * 10_000,
    "years": "FOB X " + "2020 " * 2_000,
    "codes": "FOB a CIF b " * 900,
    "containers": "FOB " + "a FCL " * 1_600,
    "dots": "f" + "." * 10_000,
    "dotted": "f." * 5_000,
    "numbers": "1 " * 5_000,
    "one word": "FOB " + "x" * 10_000,
    "ideographs": "FOB" + "上海" * 5_000,
    "editions": "incoterms 2020 " * 700,
    "entities": "&amp;" * 2_000,
    "markup": "<" * 10_000,
    "prose": "lorem ipsum dolor sit amet " * 400,
    "ports": "FOB " + "Hamburg/" * 1_250,
    "towns": "Hamburg " * 1_250,
    "slashes": "1/2/" * 2_500,
}


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    answer = read(text, LEXICON)
    assert answer.text == text
    assert {f.id for f in answer.findings} <= IDS
    assert set(answer.suggestions) <= RULES


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_any_mixture_of_real_words_is_read(text: str) -> None:
    answer = read(text, LEXICON, "fr")
    assert {f.id for f in answer.findings} <= IDS
    assert len(answer.findings) == len({f.id for f in answer.findings})
    assert set(answer.suggestions) <= RULES
    assert answer.modern is None or answer.modern in RULES
    assert answer.line is None or answer.suggestions
    assert answer == read(text, LEXICON, "fr")


@given(st.sampled_from(CASES), st.sampled_from(["  ", "\t", "\n", "\u00a0", "\x00"]))
def test_kind_of_blank_makes_no_difference(case: dict[str, str], blank: str) -> None:
    plain = read(case["text"], LEXICON)
    other = read(blank + case["text"].replace(" ", blank) + blank, LEXICON)
    assert other.model_copy(update={"text": plain.text}) == plain


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_lines_are_read_quickly(text: str, lexicon: Lexicon) -> None:
    begun = time.process_time()
    read(text, lexicon)
    assert time.process_time() - begun < 2
