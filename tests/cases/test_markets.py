"""Country data in an advice: dated, graded and sourced for the reader, and never hardened."""

import json
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.engine.situation import rule_base
from incoadvisor.engine.sql.changes import all_changes
from incoadvisor.engine.sql.run import outcomes
from incoadvisor.engine.whatif import Counterfactuals
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
    at_sea = [r for r in table.rows if r.country and r.concerns({"main_mode": "sea"})]
    first = {r.country: r for r in reversed(at_sea)}  # the first row that applies holds
    return [c for c, r in first.items() if c and r.value == "required"
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


MOROCCO = [
    ("sea", 2026, "excluded", "local-insurance-strictly-required"),
    ("road", 2027, "excluded", "local-insurance-strictly-required"),
    ("air", 2026, "acceptable", "the-sellers-policy-is-accepted"),
    ("air", 2027, "acceptable", "local-insurance-loosely-required"),  # the waiver is for 2026
    ("courier", 2026, "discouraged", "local-insurance-loosely-required"),
    (None, 2026, "acceptable", "local-insurance-loosely-required")]


def to_morocco(mode: str | None, year: int) -> dict[str, str]:
    case = {"origin_country": "FR", "destination_country": "MA", "shipment_date": f"{year}-06-01"}
    return case | ({"main_mode": mode} if mode is not None else {})


@pytest.mark.parametrize(("mode", "year", "cip", "fires"), MOROCCO)
def test_a_duty_that_depends_on_the_mode_and_the_year(
        mode: str | None, year: int, cip: str, fires: str) -> None:
    found = advice(to_morocco(mode, year))
    assert ranked(found, "CIP").verdict == cip
    assert fires in {step.rule for step in found.trace}


def test_the_query_sees_the_mode_and_the_year_too() -> None:
    trips = [to_morocco(mode, year) for mode, year, _, _ in MOROCCO]
    for trip, told in zip(trips, outcomes(rule_base(load()), trips, TODAY), strict=True):
        assert told.verdicts == {r.term: r.verdict for r in advice(trip).ranking}, trip


def test_what_if_asks_the_tables_again() -> None:
    case = {"origin_country": "FR", "destination_country": "MA"}
    other = Counterfactuals(api.situation(case, on=TODAY))
    assert other.now.outcome.verdicts["CIP"] == "acceptable"
    for mode in ("sea", "air", "courier"):
        told = {r.term: r.verdict for r in advice(case | {"main_mode": mode}).ranking}
        assert other.outcome({"main_mode": mode}).verdicts == told
    at_sea = Counterfactuals(api.situation(case | {"main_mode": "sea"}, on=TODAY))
    options = [("main_mode", "air"), ("main_mode", "courier"), ("insurance_by", "seller")]
    for change in all_changes(at_sea.situation, options):
        said = at_sea.outcome(dict(change.set))
        assert (change.answer, change.verdict("CIP")) == (said.answer, said.verdicts["CIP"])
    assert at_sea.outcome({"main_mode": None}).verdicts == other.now.outcome.verdicts


def test_of_two_countries_the_heavier_sanctions_hold() -> None:
    stopped = {("IR", "RU"): "stop", ("RU", "IR"): "stop", ("RU", "CU"): "ok"}
    trips = [{"origin_country": origin, "destination_country": destination, "main_mode": "sea"}
             for origin, destination in stopped]
    for case, state in zip(trips, stopped.values(), strict=True):
        assert advice(case).state == state
        assert Counterfactuals(api.situation(case, on=TODAY)).now.outcome.state == state
    in_sql = [o.state for o in outcomes(rule_base(load()), trips, TODAY)]  # planned once
    assert in_sql == list(stopped.values())


BY_TABLE = [  # what a country's row makes a general rule warn of, and words of that row
    ("low-value-parcels-pay-duty", {"destination_country": "US", "sale": "b2c"},
     "2025-08-28", "USD 800", "800 USD"),
    ("export-may-be-routed", {"origin_country": "US", "destination_country": "FR",
                              "proposed_term": "FCA"}, None, "15 CFR 30.3", "15 CFR 30.3"),
    ("export-agents-report-the-consignor",
     {"origin_country": "CN", "destination_country": "FR", "proposed_term": "EXW"},
     "2025-09-30", "real consignor", "expéditeur réel"),
    ("exw-buyer-may-be-unable-to-export",
     {"origin_country": "ZA", "destination_country": "GB", "proposed_term": "EXW"}, None,
     "registered agent", "agent local enregistré"),
    ("an-importer-in-name-only-is-refused",
     {"destination_country": "JP", "proposed_term": "DDP"}, "2023-09-30",
     "through an attorney for customs procedures", "mandataire douanier"),
    ("an-importer-in-name-only-is-refused",
     {"destination_country": "BR", "proposed_term": "DDP"}, None, "hidden nominee", "prête-nom"),
    ("foreign-importer-on-conditions", {"destination_country": "JP", "proposed_term": "DDP"},
     None, "Japanese buyer is the importer", "l'acheteur japonais est l'importateur"),
    ("foreign-importer-needs-a-set-up", {"destination_country": "CA", "proposed_term": "DDP"},
     None, "CARM", "CARM"),
    ("the-sellers-policy-is-accepted", {"destination_country": "BR"}, None, "since 2007",
     "depuis 2007"),
    ("the-sellers-policy-is-accepted", {"destination_country": "ID"}, None, "rice", "riz"),
    ("ddp-is-a-bet-on-duties", {"destination_country": "US", "proposed_term": "DDP"}, None,
     "IEEPA", "IEEPA"),
]


@pytest.mark.parametrize(("rule", "facts", "before", "english", "french"), BY_TABLE)
def test_a_general_rule_tells_what_the_country_row_says(
        rule: str, facts: dict[str, Any], before: str | None, english: str, french: str,
        knowledge: Knowledge) -> None:
    case = {"main_mode": "air", "origin_country": "FR", **facts}
    for lang, words in (("en", english), ("fr", french)):
        found = advice(case, lang)
        (warning,) = [w for w in found.warnings if w.id == rule]
        assert words in warning.text
        row = rows(case)[str(warning.row)]
        assert (warning.as_of, warning.confidence) == (
            row.as_of or knowledge.content.references[row.source[0]].as_of, row.confidence)
        assert warning.source == knowledge.content.references[row.source[0]].named(lang)
    if before is not None:  # the law was not yet in force
        early = advice({**case, "shipment_date": before})
        assert rule not in {w.id for w in early.warnings}


def test_a_fact_the_user_gives_brings_no_row() -> None:
    found = advice({"origin_country": "FR", "destination_country": "DE", "main_mode": "air",
                    "trade": "international", "sale": "b2c", "low_value_duty": True})
    (warning,) = [w for w in found.warnings if w.id == "low-value-parcels-pay-duty"]
    assert warning.row is None and "US" not in warning.text


def test_a_row_told_in_a_warning_is_not_told_twice(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {"main_mode": "air", "origin_country": "FR", "destination_country": "US",
            "sale": "b2c"}
    words = "suspendedforalloriginssince29August2025"
    assert page(case, tmp_path, capsys).count(words) == 1
    assert page(case, tmp_path, capsys, "--full").count(words) > 1  # with the trace, all of it


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


@pytest.mark.parametrize(("origin", "destination"), [("FR", "RE"), ("GP", "FR"), ("CN", "YT")])
def test_overseas_departments_are_apart_for_vat(origin: str, destination: str) -> None:
    for lang, words in (("en", "octroi de mer"), ("fr", "libre pratique")):
        found = advice({"origin_country": origin, "destination_country": destination,
                        "main_mode": "sea", "cargo_form": "container_fcl"}, lang)
        assert any(w.topic == "import_vat" and words in w.text for w in found.warnings)
        assert found.recommended is not None
        assert "derived:route" in {fact for step in found.trace for fact in step.adds}
    none = advice({"origin_country": "FR", "destination_country": "NC", "main_mode": "sea"})
    assert not any("octroi" in w.text for w in none.warnings)


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
