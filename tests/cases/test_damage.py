"""Damage at a stage: who bears it, whom to claim from, within which days, and the price."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.damage import damage_book
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.folder import default_folder
from incoadvisor.model.damage import DamageBook
from incoadvisor.render.damage import Claim, Damage
from incoadvisor.render.damaged import damage_at
from tests.cases.suite import advice, identified

KNOWLEDGE = api.knowledge()
CODES = list(KNOWLEDGE.terms)
STAGES = [m.id for m in KNOWLEDGE.content.journey.milestones]
MODES = list(KNOWLEDGE.facts["main_mode"].values)
BOOK = damage_book(KNOWLEDGE)
LANGS: list[Any] = ["en", "fr"]


def plain(code: str, stage: str, facts: dict[str, Any]) -> Damage:
    """The answer from these facts alone, without what the rules would add to them."""
    return damage_at(KNOWLEDGE, code, None, stage, facts, facts, "en")


def claim(damage: Damage, identity: str) -> Claim:
    return next(c for c in damage.claims if c.id == identity)


def ids(items: Any) -> set[str]:
    return {item.id for item in items}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", CODES)
def test_every_stage_has_an_answer(code: str, lang: Any):
    risks = {m.id: m.risk for m in api.term(code).milestones}
    for stage in STAGES:
        damage = api.damage(code, stage, lang=lang)
        assert damage.bearer == risks[stage]
        assert damage.presumed is None or damage.bearer == "by_place"
        assert damage.sentence and damage.why
        assert {c.kind for c in damage.claims} >= {"insurer"}, stage
        assert damage.claims and damage.price
        assert len([s for s in damage.steps if s.days is None and s.months is None]) >= 3
        open_risk = damage.bearer == "by_place" and damage.presumed is None
        assert {s.if_bearer for s in damage.steps} <= ({None, "seller", "buyer"} if open_risk
                                                       else {None})


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("code", CODES)
def test_some_carrier_or_handler_answers_in_every_mode(code: str, mode: str):
    for stage in STAGES:
        for trade in ("domestic", "international"):
            damage = plain(code, stage, {"main_mode": mode, "trade": trade})
            assert {c.kind for c in damage.claims} - {"insurer"}, (stage, trade)
            insurers = [c for c in damage.claims if c.kind == "insurer"]
            sides = 2 if damage.bearer == "by_place" and damage.presumed is None else 1
            assert len(insurers) == sides, (stage, ids(insurers))


@pytest.mark.parametrize("facts", [
    {"main_mode": "sea", "handover": "terminal", "carriage_by": "buyer"},
    {"main_mode": "road", "destination_kind": "buyer_premises", "risk_passes_at":
        "destination_before_unloading"},
    {"main_mode": "air", "carriage_by": "seller", "insurance_by": "seller"},
])
def test_an_advice_gives_its_own_risk_cells(facts: dict[str, Any]):
    told = advice(facts)
    assert told.responsibilities is not None
    for cell in told.responsibilities.milestones:
        damage = api.damage(told, cell.id)
        assert (damage.term, damage.bearer) == (told.responsibilities.term, cell.risk)


@pytest.mark.parametrize("case", [p for p in identified("risks*.yaml")
                                  if "milestone" in p.values[0]])
def test_published_cases_of_risk(case: dict[str, Any]):
    damage = api.damage(case["term"], case["milestone"], case.get("given", {}))
    assert damage.bearer == case["expected"]
    if case["expected"] == "by_place":
        assert damage.presumed == case["default"]


# --- chosen answers -----------------------------------------------------------------------------
BOX = {"main_mode": "sea", "cargo_form": "container_fcl", "origin_country": "FR",
       "destination_country": "BR"}


def test_a_container_falls_at_the_terminal_before_loading():
    fob = api.damage("FOB", "origin_terminal", BOX)
    fca = api.damage("FCA", "origin_terminal", BOX | {"handover": "terminal"})
    assert (fob.bearer, fca.bearer) == ("seller", "buyer")
    assert (fob.article, fca.article) == ("A3", "B3")
    assert "risk-does-not-follow-the-truck" in ids(fob.notes)
    assert "risk-does-not-follow-the-truck" not in ids(fca.notes)
    assert "seller-must-still-deliver" in ids(fob.price)
    assert "buyer-still-owes-the-price" in ids(fca.price)
    assert {c.who for c in fob.claims} == {"seller"} and {c.who for c in fca.claims} == {"buyer"}
    assert "french-port-handling" in ids(fob.claims)  # only who hired the handler can act
    assert "buyer-at-risk-goods-still-at-origin" in ids(fca.steps)


def test_sea_damage_under_cif_is_the_buyers_claim_on_the_sellers_minimum_policy():
    damage = api.damage("CIF", "main_carriage", BOX)
    policy, carrier = claim(damage, "insurer-seller-bought-clauses-c"), claim(damage, "hague-visby")
    assert damage.bearer == policy.who == carrier.who == "buyer"
    assert policy.insurance and "(C)" in policy.insurance and "minimum" in policy.insurance
    assert "110 %" in str(policy.limit)
    assert "bill of lading" in str(carrier.document)
    assert "666.67 SDR" in str(carrier.limit) and "2 SDR per kg" in str(carrier.limit)
    assert [s.days for s in damage.steps if s.id == "hague-visby-hidden"] == [3]
    assert [s.months for s in damage.steps if s.id == "hague-visby-suit"] == [12]
    assert "call-the-certificate-agent" in ids(damage.steps)
    assert "paid-to-there-risk-from-here" in ids(damage.notes)


def test_wider_cover_agreed_under_cif_replaces_the_minimum():
    wider = api.damage("CIF", "main_carriage", BOX | {"insurance_cover": "clauses_a"})
    assert "insurer-seller-bought-clauses-a" in ids(wider.claims)
    assert "insurer-seller-bought-clauses-c" not in ids(wider.claims)


def test_cfr_leaves_the_buyer_to_its_own_policy():
    for known, identity in ((True, "insurer-buyer-own-policy"), (False, "insurer-buyer-uninsured"),
                            ("unknown", "insurer-buyer-unknown")):
        damage = api.damage("CFR", "main_carriage", BOX | {"buyer_open_cover": known})
        assert [c.id for c in damage.claims if c.kind == "insurer"] == [identity]


def test_air_damage_under_cip():
    damage = api.damage("CIP", "main_carriage", {"main_mode": "air", "gross_weight_kg": 120})
    carrier = claim(damage, "montreal")
    assert damage.bearer == "buyer"
    assert "insurer-seller-bought-clauses-a" in ids(damage.claims)
    assert "26 SDR" in str(carrier.limit) and "3,120 SDR" in str(carrier.limit)
    assert carrier.as_of == "2024-12-28"
    periods = {s.id: (s.days, s.months) for s in damage.steps}
    assert periods["montreal-hidden"] == (14, None)
    assert periods["montreal-delay"] == (21, None)
    assert periods["montreal-suit"] == (None, 24)


def test_road_damage_under_dap_is_the_sellers_claim_on_the_cmr_note():
    facts = {"main_mode": "road", "destination_kind": "buyer_premises",
             "origin_country": "FR", "destination_country": "DE"}
    damage = api.damage("DAP", "main_carriage", facts, "fr")
    carrier = claim(damage, "cmr")
    assert damage.bearer == carrier.who == "seller"
    assert "CMR" in str(carrier.document) and "8,33 DTS" in str(carrier.limit)
    hidden = next(s for s in damage.steps if s.id == "cmr-hidden")
    assert hidden.days == 7 and "dimanches" in hidden.deadline
    assert "seller-at-risk-goods-far-away" in ids(damage.steps)
    unloading = api.damage("DAP", "unloading_at_destination", facts)
    assert unloading.bearer == "buyer" and "cmr" not in ids(unloading.claims)


def test_inside_france_three_days_and_inside_another_country_no_figure():
    france = api.damage("DAP", "main_carriage", {
        "main_mode": "road", "origin_country": "FR", "destination_country": "FR",
        "destination_kind": "buyer_premises"})
    assert "french-road" in ids(france.claims) and "cmr" not in ids(france.claims)
    step = next(s for s in france.steps if s.id == "french-road-hidden")
    assert step.days == 3 and "L133-3" in step.text
    spain = api.damage("DAP", "main_carriage", {
        "main_mode": "road", "origin_country": "ES", "destination_country": "ES",
        "destination_kind": "buyer_premises"})
    assert "carrier-inside-one-country" in ids(spain.claims)
    assert {"french-road", "cmr"}.isdisjoint(ids(spain.claims))


@pytest.mark.parametrize(("mode", "regime", "days", "months", "figure"), [
    ("inland_waterway", "cmni", 7, 12, "666.67"), ("rail", "cim", 7, 12, "17 SDR"),
    ("multimodal", "multimodal", 6, 9, "8.33"),
])
def test_other_modes(mode: str, regime: str, days: int, months: int, figure: str):
    damage = api.damage("CPT", "main_carriage", {"main_mode": mode})
    assert figure in str(claim(damage, regime).limit)
    periods = {s.id: (s.days, s.months) for s in damage.steps}
    assert periods[f"{regime}-hidden"] == (days, None)
    assert periods[f"{regime}-suit"] == (None, months)


def test_own_lorry_leaves_no_carrier():
    damage = api.damage("DAP", "main_carriage", {
        "main_mode": "road", "own_vehicle": "seller", "destination_kind": "buyer_premises"})
    assert [c.id for c in damage.claims if c.kind == "carrier"] == ["own-vehicle-no-carrier"]


def test_a_courier_parcel_and_an_unknown_mode_invent_no_period():
    courier = api.damage("DAP", "main_carriage", {"main_mode": "courier"})
    assert [c.id for c in courier.claims if c.kind == "carrier"] == ["courier"]
    unknown = api.damage("FCA", "main_carriage")
    assert [c.id for c in unknown.claims if c.kind == "carrier"] == ["carrier-of-unknown-mode"]


def test_where_the_place_decides_both_sides_are_told():
    damage = api.damage("FCA", "pre_carriage")
    assert damage.presumed is None and damage.settled_by == ("handover",)
    assert {p.if_bearer for p in damage.price} == {"seller", "buyer"}
    settled = api.damage("FCA", "pre_carriage", {"handover": "seller_premises"})
    assert settled.bearer == "buyer" and settled.settled_by == ()
    presumed = api.damage("DAP", "on_carriage")
    assert (presumed.bearer, presumed.presumed) == ("by_place", "seller")
    assert presumed.settled_by == ("destination_kind",)


@pytest.mark.parametrize(("payment", "bearer", "identity"), [
    ("documentary_credit", "buyer", "credit-pays-on-documents"),
    ("documentary_credit", "seller", "credit-cannot-be-drawn"),
    ("advance", "buyer", "advance-buyer"), ("open_account", "seller", "open-account-seller"),
])
def test_the_payment_agreed(payment: str, bearer: str, identity: str):
    code = {"buyer": "CFR", "seller": "DPU"}[bearer]
    damage = api.damage(code, "main_carriage", {"main_mode": "sea", "payment": payment})
    assert [p.id for p in damage.price][1:] == [identity]


def test_steps_come_by_date():
    damage = api.damage("CIP", "main_carriage", {"main_mode": "air", "dangerous": True})
    due = [(s.months or 0) * 30 + (s.days or 0) for s in damage.steps]
    assert due == sorted(due)
    assert damage.steps[0].id == "dangerous-goods-first"


# --- the data -----------------------------------------------------------------------------------
def test_figures_stand_in_the_words_of_both_languages():
    for regime in BOOK.regimes:
        for amount in regime.limit.amounts:
            shown = f"{amount.value:g}"
            assert shown in regime.limit.text.en, regime.id
            assert shown.replace(".", ",") in regime.limit.text.fr, regime.id


def test_every_entry_can_be_met():
    """Nothing lies there that no term, stage and situation brings up."""
    met: set[str] = set()
    variations: list[dict[str, Any]] = [
        {}, {"trade": "domestic", "origin_country": "FR"}, {"trade": "domestic"},
        {"origin_country": "FR", "destination_country": "FR"}, {"own_vehicle": "seller"},
        {"cargo_form": "container_fcl"}, {"cargo_form": "dry_bulk", "goods_already_shipped": True},
        {"buyer_open_cover": True, "seller_open_cover": True, "high_value": True},
        {"buyer_open_cover": False, "seller_open_cover": False, "perishable": True},
        {"insurance_cover": "clauses_a", "war_risk_route": True, "dangerous": True},
        {"insurance_cover": "clauses_b"},
        *({"payment": p} for p in KNOWLEDGE.facts["payment"].values)]
    wanted = {e.id for e in BOOK.entries()} | {r.id for r in BOOK.regimes}
    for varied in variations:
        for mode in (None, *MODES) if varied.get("payment") is None else ("sea",):
            facts = varied | ({"main_mode": mode} if mode else {})
            for code in ("EXW", "FCA", "CIP", "CIF", "FOB", "DAP", "DPU"):
                for stage in STAGES if wanted - met else ():
                    damage = plain(code, stage, facts)
                    met |= ids((*damage.claims, *damage.steps, *damage.price, *damage.notes))
    assert wanted <= met


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "knowledge"
    shutil.copytree(default_folder(), copy, ignore=shutil.ignore_patterns("cases"))
    return copy


@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("notes.yaml", "cargo_form: {in:", "cargo_shape: {in:", "unknown fact `cargo_shape`"),
    ("notes.yaml", "stage: insurance", "stage: insurrance", "stage cannot be `insurrance`"),
    ("steps.yaml", "bearer: buyer", "bearer: bank", "bearer cannot be `bank`"),
    ("price.yaml", "dmg-cisg-66", "dmg-cisg-99", "unknown source `dmg-cisg-99`"),
    ("steps.yaml", "id: take-proof", "id: limit-the-damage", "is defined twice"),
    ("claims.yaml", "    fr: personne (aucun assureur)\n", "", "Field required"),
    ("regimes.yaml", "days: 3\n", "days: soon\n", "valid integer"),
])
def test_a_fault_is_told_at_load_with_file_and_line(folder: Path, file: str, old: str, new: str,
                                                    told: str):
    path = folder / "damage" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert any(re.match(rf"damage/{file}:\d+: ", fault) and told in fault
               for fault in raised.value.faults), raised.value.faults


def test_the_damage_files_are_part_of_the_digest(folder: Path):
    before = load(folder).digest
    load.cache_clear()
    path = folder / "damage" / "notes.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert load(folder).digest != before


def test_a_knowledge_without_the_folder_has_an_empty_book(folder: Path):
    shutil.rmtree(folder / "damage")
    assert damage_book(load(folder)) == DamageBook()


# --- the command --------------------------------------------------------------------------------
def told(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> str:
    assert main(["damage", *arguments], {"LANG": f"{lang}_XX.UTF-8"}) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_in_both_languages(capsys: pytest.CaptureFixture[str]):
    english = told(capsys, "cif", "main_carriage", "--set", "main_mode=sea")
    assert english.startswith("Under CIF, at “Main carriage”, the buyer bears the damage.")
    assert "Within 3 days of delivery" in english and "Within one year of delivery" in english
    assert all(len(line) <= 80 for line in english.splitlines())
    french = told(capsys, "cif", "main_carriage", "--set", "main_mode=sea", lang="fr")
    assert "l'acheteur supporte le dommage" in french and "Dans les 3 jours" in french


def test_a_case_file_and_json(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path = tmp_path / "case.yaml"
    path.write_text("main_mode: sea\ncargo_form: container_fcl\nhandover: terminal\n"
                    "carriage_by: buyer\n", encoding="utf-8")
    data = json.loads(told(capsys, str(path), "origin_terminal", "--format", "json"))
    assert data["schema"] == "incoadvisor/damage/1"
    assert (data["term"], data["bearer"]) == ("FCA", "buyer")
    assert all(c["sources"] and c["as_of"] and c["confidence"] for c in data["claims"])


@pytest.mark.parametrize(("of", "stage", "key"), [
    ("CIF", "main_cariage", "damage_unknown_milestone"), ("DAT", "main_carriage", "unknown_term"),
])
def test_a_wrong_word_is_told(of: str, stage: str, key: str):
    with pytest.raises(InputError) as raised:
        api.damage(of, stage)
    assert raised.value.key == key


def test_an_advice_without_a_term_is_told():
    stopped = advice({"screening": "hit"})
    with pytest.raises(InputError) as raised:
        api.damage(stopped, "main_carriage")
    assert raised.value.key == "damage_no_term"
