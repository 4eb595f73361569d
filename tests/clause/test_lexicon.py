"""The lexicon says what the reader needs, in both languages, and nothing twice over."""

import string
from typing import Any

import pytest

from incoadvisor.clause import Lexicon
from incoadvisor.clause.lexicon import read_yaml, words
from incoadvisor.clause.normalise import phrase_keys
from tests.clause.suite import KNOWLEDGE

FILES = sorted((KNOWLEDGE / "clause").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_file_begins_with_a_comment_that_says_what_it_holds(path: Any) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def _bilingual(entry: Any) -> list[dict[str, str]]:
    if isinstance(entry, dict):
        if {"en", "fr"} & entry.keys():
            return [entry]
        return [t for value in entry.values() for t in _bilingual(value)]
    return [t for value in entry for t in _bilingual(value)] if isinstance(entry, list) else []


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_text_has_both_languages_with_the_same_blanks(path: Any) -> None:
    for text in _bilingual(read_yaml(path)):
        assert text.keys() == {"en", "fr"}
        assert _blanks(text["en"]) == _blanks(text["fr"])


def test_rules_named_are_rules_in_force(lexicon: Lexicon) -> None:
    current = {c.id for c in lexicon.codes.values() if c.first and c.last is None}
    named = {m for c in lexicon.codes.values() for m in (*c.modern, *c.also, *c.reads)}
    named |= {c.anywhere for c in lexicon.codes.values() if c.anywhere}
    for base in lexicon.expressions["bases"].values():
        named |= set(base["gives"])
    for row in (*lexicon.expressions["resolutions"], *lexicon.domestic["readings"]):
        named |= set(row["gives"])
    for entry in lexicon.modifiers.values():
        named |= {code for codes in entry.get("turns", {}).values() for code in codes}
    assert named == current


def test_entries_named_exist(lexicon: Lexicon) -> None:
    bases = lexicon.expressions["bases"]
    for row in lexicon.expressions["resolutions"]:
        assert set(row["basis"]) <= bases.keys()
        assert set(row.get("with", [])) <= lexicon.modifiers.keys()
        assert set(row.get("place", [])) <= lexicon.places["kinds"].keys()
        assert set(row.get("owner", [])) <= lexicon.places["owners"].keys()
    for side in lexicon.expressions["opposed"]:
        assert set(side) <= bases.keys()
    for base in bases.values():
        assert set(base.get("agrees", [])) <= lexicon.codes.keys()
        assert base.get("asks", "rule") in lexicon.texts["questions"]
    for entry in lexicon.modifiers.values():
        codes = {*entry.get("turns", {}), *entry.get("same", []), *entry.get("contradicts", [])}
        assert codes <= lexicon.codes.keys()
    for freight in lexicon.domestic["freight"].values():
        assert freight["base"] in bases
    assert {k for c in lexicon.codes.values() for k in c.unnamed} <= lexicon.places["kinds"].keys()


def test_every_look_alike_says_what_it_is(lexicon: Lexicon) -> None:
    assert all(code.says for code in lexicon.codes.values() if code.foreign)


def test_no_name_belongs_to_two_codes(lexicon: Lexicon) -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for id_, entry in read_yaml(KNOWLEDGE / "clause" / "codes.yaml").items():
        for keys in phrase_keys(words(entry["names"])):
            owners.setdefault(keys, set()).add(id_)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


def test_no_place_is_both_a_harbour_and_inland(lexicon: Lexicon) -> None:
    places = lexicon.gazetteer
    assert not places.ports & places.inland.keys()
    assert places.kind("hamburg") == "port"
    assert places.kind("munchen") == "inland"
    assert places.kind("san antonio") == "either"
    assert places.kind("roissy") == "airport"
    assert places.kind("xyzzy") is None


def test_references_of_the_reader_are_complete() -> None:
    for entry in read_yaml(KNOWLEDGE / "references" / "clause.yaml").values():
        assert entry.keys() == {"title", "url", "kind", "as_of"}
