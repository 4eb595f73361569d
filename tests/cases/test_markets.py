"""Country data in an advice: dated, graded and sourced for the reader, and never hardened."""

import json
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.knowledge.markets import join
from incoadvisor.model.advice import Advice, Ranked
from incoadvisor.model.market import MarketRow
from tests.cases.suite import TODAY, advice

COUNTRIES = ["GH", "DZ", "MA", "ET", "EG", "US", "BR", "SA"]
LANGUAGES = ["en", "fr"]
BOX = {"main_mode": "sea", "cargo_form": "container_fcl", "origin_country": "FR"}


def sale(country: str, **facts: Any) -> dict[str, Any]:
    return {**BOX, "destination_country": country, **facts}


def rows(case: dict[str, Any], on: str = TODAY) -> dict[str, MarketRow]:
    return {j.key: j.row for j in join(load(), case, on)}


def ranked(found: Advice, code: str) -> Ranked:
    return next(r for r in found.ranking if r.term == code)


def page(case: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str],
         *arguments: str) -> str:
    """The advice as text, without the spaces and breaks of the layout."""
    path = folder / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    assert main(["advise", str(path), "--on", TODAY, *arguments], {}) == 0
    return "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_row_brings_source_date_and_confidence(
        country: str, lang: Any, knowledge: Knowledge) -> None:
    found = advice(sale(country), lang).model_dump(mode="json")
    joined = rows(sale(country))
    steps = [s for s in found["trace"] if s["stage"] == "market"]
    assert any(s["rule"].endswith(f"/{country}") or f"/{country}/" in s["rule"] for s in steps)
    for step in steps:
        row, source = joined[step["rule"]], step["source"]
        reference = knowledge.content.references[row.source[0]]
        assert source["title"] == reference.named(lang)
        assert source["url"] == reference.url
        assert source["as_of"] == (row.as_of or reference.as_of)
        assert source["confidence"] == row.confidence
    for warning in found["warnings"]:
        if warning["id"] in joined:
            row = joined[warning["id"]]
            assert (warning["as_of"], warning["confidence"]) == (row.as_of, row.confidence)
            assert warning["source"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_page_shows_the_data_it_rests_on(
        country: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grades = {"en": {"high": "highconfidence", "medium": "mediumconfidence",
                     "low": "lowconfidence"},
              "fr": {"high": "confianceélevée", "medium": "confiancemoyenne",
                     "low": "confiancefaible"}}[lang]
    found = advice(sale(country), lang)
    text = page(sale(country), tmp_path, capsys, "--lang", lang)
    full = page(sale(country), tmp_path, capsys, "--lang", lang, "--full")
    read = {fact for step in found.trace for fact in step.uses}
    for step in found.trace:
        if step.stage != "market":
            continue
        assert step.source is not None and step.source.confidence is not None
        relied_on = bool(read & set(step.adds))
        for shown, expected in ((text, relied_on), (full, True)):
            if expected:
                told = shown[shown.index("".join(step.because.split())):]
                assert "".join(step.source.title.split()) in told
                assert grades[step.source.confidence] in told
        if step.source.url:
            assert "".join(step.source.url.split()) in full or not relied_on


def _enforced(values: set[str]) -> list[str]:
    table = next(t for t in load().content.markets if t.fact == "local_insurance")
    return [r.country for r in table.rows if r.country and r.value == "required"
            and r.confidence != "low" and r.also["local_insurance_enforcement"] in values]


@pytest.mark.parametrize("country", _enforced({"weak", "deferred", "unclear"}))
def test_a_law_not_strictly_applied_warns_and_excludes_nothing(country: str) -> None:
    for code in ("CIP", "CIF"):
        found = advice({"destination_country": country, "origin_country": "FR",
                        "main_mode": "sea", "cargo_form": "dry_bulk", "proposed_term": code})
        assert ranked(found, code).verdict != "excluded"
        assert "local-insurance-may-double-the-premium" in {w.id for w in found.warnings}


@pytest.mark.parametrize("country", _enforced({"strict"}))
def test_a_law_strictly_applied_excludes_the_sellers_cover(country: str) -> None:
    found = advice(sale(country))
    assert {ranked(found, c).verdict for c in ("CIP", "CIF")} == {"excluded"}
    assert ranked(found, "CPT").verdict != "excluded"


@pytest.mark.parametrize("country", ["BR", "ID"])
def test_where_local_cover_is_not_imposed_the_seller_may_insure(country: str) -> None:
    found = advice(sale(country))
    assert ranked(found, "CIP").verdict == "acceptable"
    assert not {"local-insurance-strictly-required", "local-insurance-loosely-required"} & {
        s.rule for s in found.trace}


@pytest.mark.parametrize(("country", "key", "fact"), [
    ("DZ", "local_insurance/DZ", "local_insurance"),
    ("PK", "local_insurance/PK", "local_insurance"),
    ("ET", "imposed_term/ET", "imposed_term"),
    ("ET", "non_resident_importer/ET", "non_resident_importer"),
    ("NE", "tracking_note/NE", "tracking_note")])
def test_a_weak_source_is_told_and_not_believed(country: str, key: str, fact: str) -> None:
    for lang, doubt in (("en", "weak source: check"), ("fr", "source faible : à vérifier")):
        found = advice(sale(country), lang)
        assert not any(f"market:{fact}" in step.adds for step in found.trace)
        (warning,) = [w for w in found.warnings if w.id == key]
        assert doubt in warning.text and warning.confidence == "low"


def test_a_weak_report_of_an_imposed_basis_imposes_nothing() -> None:
    ethiopia, algeria = advice(sale("ET")), advice(sale("DZ"))
    assert ethiopia.recommended is not None and ethiopia.recommended.term == "FCA"
    assert algeria.recommended is not None and algeria.recommended.term == "FOB"
    assert "the-imposed-basis-does-not-suit-a-box" in {w.id for w in algeria.warnings}


def test_a_row_without_a_source_says_so() -> None:
    for lang, doubt in (("en", "no source found: check"),
                        ("fr", "aucune source trouvée : à vérifier")):
        step = next(s for s in advice(sale("ET"), lang).trace if s.rule == "landlocked/ET")
        assert doubt in step.because


@pytest.mark.parametrize(("country", "key", "date"), [
    ("US", "duty_volatile/US", "2026-07-24"), ("MA", "local_insurance/MA", "2026-12-31"),
    ("GH", "local_insurance/GH", "2026-12-31"), ("DZ", "imposed_term/DZ", "2026-12-31")])
def test_a_row_past_its_review_is_shown_as_such(
        country: str, key: str, date: str, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    after = {"shipment_date": "2027-02-01"}
    told: list[tuple[Any, str]] = [
        ("en", f"due for review since {date}"), ("fr", f"à revoir depuis le {date}")]
    for lang, due in told:
        late = api.advise(sale(country, **after), lang, "2027-02-01")
        early = api.advise(sale(country), lang, "2026-07-01")
        assert due in next(s.because for s in late.trace if s.rule == key)
        assert due not in next(s.because for s in early.trace if s.rule == key)
        text = page(sale(country, duties_by="seller"), tmp_path, capsys, "--lang", lang,
                    "--on", "2027-02-01")
        assert "".join(due.split()) in text


def test_why_not_names_the_source_of_the_row(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(sale("GH")), encoding="utf-8")
    assert main(["why-not", str(path), "CIP"], {}) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Ghanaian press: arguments against enforcing local marine cover" in text
    assert "as of 2026-02-01, high confidence" in text


def test_what_the_user_says_wins_over_the_table() -> None:
    found = advice(sale("GH", local_insurance="none"))
    assert ranked(found, "CIP").verdict != "excluded"
    step = next(s for s in found.trace if s.rule == "local_insurance/GH")
    assert step.adds == ("market:local_insurance_enforcement",)


def test_every_market_fact_that_should_matter_is_read_by_a_rule(knowledge: Knowledge) -> None:
    filled = {fact for table in knowledge.content.markets if table.fact
              for row in table.rows for fact in (table.fact, *row.also)}
    read = {fact for rule in knowledge.content.rules for fact in rule.reads}
    assert filled - read == {"vat_standard_rate"}  # part of the price, never of the choice
    assert {s.name for s in knowledge.content.facts if s.kind == "market"} <= filled


def test_every_row_is_dated_graded_and_sourced_or_says_that_it_is_not(
        knowledge: Knowledge) -> None:
    for table in knowledge.content.markets:
        for row in table.rows:
            kinds = [knowledge.content.references[ref].url for ref in row.source]
            assert row.source
            assert row.sourced is any(kinds), (table.fact, row.country)
            assert bool(row.as_of) is bool(row.as_of_text), (table.fact, row.country)
