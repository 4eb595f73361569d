"""The country sheet: every row that concerns a country, with its evidence and its readers."""

import json
import re
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import Knowledge

ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}
TODAY = "2026-11-23"
SEEN = ["AE", "BR", "CI", "DE", "DZ", "EG", "ET", "FR", "GB", "GH", "KE", "MA", "NG", "SA", "US"]


def told(capsys: pytest.CaptureFixture[str], *arguments: str,
         env: dict[str, str] = ENGLISH) -> str:
    assert main(["markets", *arguments], env) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.replace("\N{NO-BREAK SPACE}", " ")


def sheet(country: str, on: str = TODAY, lang: Any = "en") -> dict[str, Any]:
    return api.country_sheet(country, lang, on).model_dump(mode="json")


def run_together(text: str) -> str:
    """Without spaces: lines are wrapped anywhere, long addresses too."""
    return re.sub(r"\s", "", text)


def row(country: str, table: str, on: str = TODAY, lang: Any = "en") -> dict[str, Any]:
    rows = sheet(country, on, lang)
    return next(r for r in rows["destination"] + rows["origin"] if r["table"] == table)


def test_the_list_names_every_country_of_the_tables(
        capsys: pytest.CaptureFixture[str], knowledge: Knowledge) -> None:
    listed = {c["country"]: c for c in json.loads(told(capsys, "--format", "json"))["countries"]}
    named = {r.country for t in knowledge.content.markets for r in t.rows if r.country}
    assert named <= set(listed)
    assert listed["GH"] == {"country": "GH", "name": "Ghana", "rows": 2}
    english, french = told(capsys), told(capsys, env=FRENCH)
    assert "Germany" in english and "Allemagne" in french
    assert "has not been cleared" in english


def test_the_list_is_sorted_as_a_reader_expects(capsys: pytest.CaptureFixture[str]) -> None:
    names = [c.name for c in api.countries_covered("fr", TODAY)]
    assert names.index("Égypte") < names.index("Espagne") < names.index("Finlande")


def test_every_row_of_every_table_is_on_a_sheet(knowledge: Knowledge) -> None:
    for table in knowledge.content.markets:
        for entry in table.rows:
            group = knowledge.content.groups.get(entry.group or "")
            country = entry.country or (group.members[0].country if group else "")
            details = [r["detail"] for side in ("destination", "origin")
                       for r in sheet(country)[side]]
            assert entry.detail.en in details, (table.fact, country)


@pytest.mark.parametrize("country", SEEN)
def test_a_row_comes_with_its_words_and_its_evidence(country: str, knowledge: Knowledge) -> None:
    for lang in ("en", "fr"):
        for side in ("destination", "origin"):
            for entry in sheet(country, lang=lang)[side]:
                assert entry["label"] and entry["detail"]
                assert len(entry["words"]) == len(entry["values"])
                assert entry["evidence"]["confidence"] in ("high", "medium", "low")
                assert entry["evidence"]["sources"], entry["table"]
                for rule in entry["rules"]:
                    assert knowledge.rules[rule].reads & set(entry["values"])


@pytest.mark.parametrize("env", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("country", SEEN)
def test_the_page_tells_all_that_the_data_hold(
        country: str, env: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    lang = "fr" if env is FRENCH else "en"
    data = sheet(country, lang=lang)
    page = told(capsys, country, "--on", TODAY, env=env)
    assert max(len(line.rstrip()) for line in page.splitlines()) <= 80
    page = run_together(page)
    for entry in data["destination"] + data["origin"] + data["general"]:
        evidence = entry["evidence"]
        texts = [entry["label"], entry["detail"], *entry.get("words", ()),
                 evidence["as_of_text"] or "", *(s["title"] for s in evidence["sources"]),
                 *(s["url"] or "" for s in evidence["sources"])]
        if entry.get("relied_on"):
            texts += entry["rules"]
        for text in texts:
            assert run_together(text) in page
    for label in data["absent"]:
        assert run_together(label) in page


def test_json_and_the_function_agree(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "gh", "--on", TODAY, "--format", "json", "--lang", "fr")
    assert json.loads(out) == sheet("GH", lang="fr")


def test_values_are_told_in_words() -> None:
    assert row("GH", "local_insurance")["words"] == [
        "local cargo insurance is required by law",
        "the local insurance law is strictly applied"]
    assert row("CM", "tracking_note", lang="fr")["words"] == [
        "un bordereau de suivi de cargaison est exigé"]
    assert row("NG", "vat_standard_rate", lang="fr")["words"] == [
        "le taux normal de TVA à destination est de 7,5 %"]
    assert row("DZ", "imposed_term")["values"] == {"imposed_term": "FOB"}


def test_a_sheet_has_both_sides() -> None:
    france = sheet("FR")
    assert [r["table"] for r in france["origin"]] == ["exporter_must_be_established"]
    assert "exporter-of-record-must-be-established" in france["origin"][0]["rules"]
    assert "customs_value_basis" in [r["table"] for r in france["destination"]]


def test_rows_of_a_union_come_with_the_dates_of_membership(
        capsys: pytest.CaptureFixture[str]) -> None:
    assert row("HR", "non_resident_importer")["group"] == "EU customs union"
    assert "EU customs union: member since 2013-07-01" in told(capsys, "HR")
    (left,) = sheet("GB")["memberships"]
    assert (left["since"], left["until"], left["holds"]) == ("1973-01-01", "2020-12-31", False)
    assert left["sources"] and "route-within-the-eu-customs-union" in left["rules"]
    assert "member from 1973-01-01 to 2020-12-31" in told(capsys, "GB")


def test_what_a_union_brings_depends_on_the_date() -> None:
    assert "EU customs union" in [r["group"] for r in sheet("GB", on="2020-06-30")["destination"]]
    assert not any(r["group"] for r in sheet("GB")["destination"])
    assert not any(r["group"] for r in sheet("HR", on="2013-06-30")["destination"])


def test_doubts_are_shown_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert row("GB", "vat_standard_rate")["evidence"]["sourced"] is False
    assert "no source found: check" in told(capsys, "GB")
    assert "aucune source trouvée : à vérifier" in told(capsys, "GB", env=FRENCH)
    weak = row("ET", "imposed_term")
    assert weak["evidence"]["confidence"] == "low" and weak["relied_on"] is False
    page = told(capsys, "ET")
    assert "weak source: check" in page and "Not given to the rules" in page
    assert "undated" in page


def test_a_row_past_its_review_says_since_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert row("MA", "local_insurance")["evidence"]["due"] is False
    assert row("MA", "local_insurance", on="2027-01-01")["evidence"]["due"] is True
    assert "to review by 2026-12-31" in told(capsys, "MA", "--on", TODAY)
    assert "due for review since 2026-12-31" in told(capsys, "MA", "--on", "2027-01-01")
    assert "à revoir depuis le 2026-07-24" in told(capsys, "US", "--on", TODAY, env=FRENCH)


def test_a_row_confined_to_a_mode_or_to_dates_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    morocco = [r for r in sheet("MA")["destination"] if r["table"] == "local_insurance"]
    assert [r["values"] for r in morocco] == [
        {"local_insurance": "none"},
        {"local_insurance": "required", "local_insurance_enforcement": "strict"},
        {"local_insurance": "required", "local_insurance_enforcement": "unclear"}]
    assert [r["cases"] for r in morocco] == [
        ["the goods travel by air"],
        ["the goods travel by sea or by inland waterway or by road or by rail"], []]
    assert (morocco[0]["evidence"]["since"], morocco[0]["evidence"]["until"]) == (
        "2026-01-01", "2026-12-31")
    late = [r for r in sheet("MA", on="2027-01-01")["destination"]
            if r["table"] == "local_insurance"]
    assert [r["values"] for r in late] == [r["values"] for r in morocco[1:]]
    english = run_together(told(capsys, "MA", "--on", TODAY))
    french = run_together(told(capsys, "MA", "--on", TODAY, env=FRENCH))
    assert "Onlywherethegoodstravelbyair." in english and "holdsuntil2026-12-31" in english
    assert "Seulementsilesmarchandisesvoyagentparavion." in french
    assert "vautjusqu'au2026-12-31" in french


def test_what_no_rule_reads_is_for_information(capsys: pytest.CaptureFixture[str]) -> None:
    assert row("FR", "vat_standard_rate")["rules"] == []
    assert "No rule reads it: for information." in told(capsys, "FR")


def test_a_country_without_rows_is_not_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    bare = sheet("AQ")
    assert not bare["destination"] and not bare["origin"] and bare["general"]
    page = run_together(told(capsys, "AQ"))
    assert "Norow." in page and "Thatisnoclearance" in page
    assert "hasnotbeencleared" in page  # the tables' own general notes


@pytest.mark.parametrize(("typed", "meant"), [
    ("Ghana", "GH"), ("Ghan", "GH"), ("GHA", "GH"), ("Allemagne", "DE"), ("germny", "DE"),
    ("côte d'ivoire", "CI"), ("COTE D IVOIRE", "CI"), ("États-Unis", "US"), ("Frence", "FR"),
    ("Holland", None), ("UK", None), ("XX", None), ("", None), ("?" * 500, None)])
def test_anything_but_a_code_is_an_error_with_the_code_meant(
        typed: str, meant: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    for env, asked in ((ENGLISH, "Did you mean"), (FRENCH, "Vouliez-vous dire")):
        assert main(["markets", typed], env) == 2
        out, err = capsys.readouterr()
        assert out == "" and "ISO 3166-1" in err and "Traceback" not in err
        assert (asked in err) is (meant is not None)
        assert meant is None or meant in err


def test_a_bad_date_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["markets", "FR", "--on", "yesterday"], ENGLISH) == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_help_with_examples_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    english, french = told(capsys, "--help"), told(capsys, "--help", env=FRENCH)
    assert "Examples" in english and "incoadvisor markets GH" in english
    assert french.startswith("Usage :") and "Exemples" in french
