"""One test for each row of docs/conformance.md: a mistake in circulation, and our answer."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.model.advice import Advice
from incoadvisor.model.term import MilestoneView
from tests.cases.suite import advice

DOCS = Path(__file__).resolve().parents[1] / "docs"
ALL = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
C_RULES, D_RULES = ("CPT", "CIP", "CFR", "CIF"), ("DAP", "DPU", "DDP")
SEA_RULES = ("FAS", "FOB", "CFR", "CIF")
BOX = {"main_mode": "sea", "cargo_form": "container_fcl"}


def cell(code: str, milestone: str, **facts: Any) -> MilestoneView:
    return next(m for m in api.term(code, facts).milestones if m.id == milestone)


def acts(milestone: str, *codes: str, **facts: Any) -> set[str]:
    return {cell(code, milestone, **facts).acts for code in codes}


def verdicts(found: Advice) -> dict[str, str]:
    return {r.term: r.verdict for r in found.ranking}


def term(found: Advice) -> str | None:
    return found.recommended.term if found.recommended else None


def rules_fired(found: Advice) -> set[str]:
    return {s.rule for s in found.trace}


def told(found: Advice, row: str) -> str:
    """What the advice says of a country row, given as `table/COUNTRY`."""
    return next(s.because for s in found.trace if s.rule == row)


def faults(line: str) -> set[str]:
    return {f.id for f in api.read_clause(line).findings}


# Charts, tables and diagrams


def test_dpu_differs_from_dap_by_unloading() -> None:
    assert cell("DPU", "unloading_at_destination", destination_kind="site").acts == "seller"
    assert cell("DAP", "unloading_at_destination", destination_kind="site").acts == "buyer"
    points = [api.term(c).risk_passes_at.code for c in ("DAP", "DPU")]
    assert points == ["destination_before_unloading", "destination_unloaded"]


def test_fas_is_delivered_at_the_ship_not_to_a_carrier() -> None:
    assert api.term("FAS").risk_passes_at.code == "alongside_ship"
    assert api.term("FCA").risk_passes_at.code == "carrier_handover"
    assert api.term("FAS").modes == "waterway" and api.term("FCA").modes == "any"


def test_fas_and_fob_each_have_their_point() -> None:
    assert api.term("FAS").risk_passes_at.code == "alongside_ship"
    assert api.term("FOB").risk_passes_at.code == "on_board_ship"


def test_only_cip_and_cif_oblige_anyone_to_insure() -> None:
    for code in ALL:
        owed = "seller" if code in ("CIP", "CIF") else "none"
        assert api.term(code).insurance.by == cell(code, "insurance").acts == owed


def test_a_d_seller_owes_no_insurance() -> None:
    for code in D_RULES:
        assert cell(code, "insurance").acts == cell(code, "insurance").cost == "none"
        assert cell(code, "insurance").risk == "seller"


def test_the_seller_insures_under_cip_and_cif_and_not_under_cpt() -> None:
    assert [cell(c, "insurance").cost for c in ("CPT", "CIP", "CIF")] == [
        "none", "seller", "seller"]


def test_cip_and_cif_ask_for_different_covers() -> None:
    cip, cif = api.term("CIP").insurance, api.term("CIF").insurance
    assert (cip.cover, cif.cover) == ("clauses_a", "clauses_c")
    assert cip.minimum_percent == cif.minimum_percent == 110


def test_a_fas_seller_pays_the_terminal_of_departure() -> None:
    assert cell("FAS", "origin_terminal").acts == cell("FAS", "origin_terminal").cost == "seller"


def test_pre_carriage_under_fca_follows_the_named_place() -> None:
    assert cell("FCA", "pre_carriage").cost == "by_place"
    assert cell("FCA", "pre_carriage", handover="seller_premises").cost == "buyer"
    assert cell("FCA", "pre_carriage", handover="terminal").cost == "seller"


def test_fca_has_two_places_of_delivery() -> None:
    sale = {**BOX, "origin_country": "FR", "destination_country": "JP", "carriage_by": "buyer"}
    for handover, variant in {"seller_premises": "seller_premises",
                              "terminal": "other_place"}.items():
        found = advice({**sale, "handover": handover}).recommended
        assert found is not None and (found.term, found.variant) == ("FCA", variant)
    assert "not unloaded" in api.term("FCA").delivery.en


def test_the_arrival_terminal_under_cpt_and_cip_follows_place_and_contract() -> None:
    for code in ("CPT", "CIP"):
        assert cell(code, "destination_terminal").cost == "by_place"
        at_port = cell(code, "destination_terminal", destination_kind="port")
        assert (at_port.cost, at_port.default) == ("by_contract", "buyer")
        assert cell(code, "destination_terminal", destination_kind="inland").cost == "seller"


def test_cpt_and_cip_carry_as_far_as_the_named_place() -> None:
    assert acts("on_carriage", "CPT", "CIP", destination_kind="buyer_premises") == {"seller"}
    assert acts("on_carriage", "CPT", "CIP", destination_kind="port") == {"buyer"}


def test_cpt_and_cip_differ_by_insurance_alone() -> None:
    pairs = zip(api.term("CPT").milestones, api.term("CIP").milestones, strict=True)
    assert [cpt.id for cpt, cip in pairs if cpt != cip] == ["insurance"]


def test_dap_and_dpu_carry_as_far_as_the_named_place() -> None:
    assert acts("on_carriage", "DAP", "DPU", "DDP", destination_kind="inland") == {"seller"}


def test_transit_clearance_has_a_side_under_every_rule() -> None:
    assert acts("transit_clearance", *D_RULES) == {"seller"}
    assert acts("transit_clearance", *(c for c in ALL if c not in D_RULES)) == {"buyer"}


def test_loading_the_ship_is_not_loading_the_lorry() -> None:
    assert acts("loading_at_origin", *SEA_RULES) == {"seller"}
    assert acts("loading_on_main_carriage", "FAS") == {"buyer"}
    assert acts("loading_on_main_carriage", "FOB", "CFR", "CIF") == {"seller"}


def test_cost_and_risk_pass_apart_under_the_c_rules() -> None:
    for code in C_RULES:
        carriage = cell(code, "main_carriage")
        assert (carriage.cost, carriage.risk) == ("seller", "buyer")
        rule = api.term(code)
        assert rule.risk_passes_at.code != rule.costs_pass_at.code == "named_destination"


def test_risk_passes_at_departure_under_the_c_rules() -> None:
    assert {api.term(c).risk_passes_at.code for c in ("CPT", "CIP")} == {"carrier_handover"}
    assert {api.term(c).risk_passes_at.code for c in ("CFR", "CIF")} == {"on_board_ship"}
    assert "first carrier" in api.term("CPT").risk_passes_at.text.en


def test_unloading_is_the_buyers_unless_the_carriage_includes_it() -> None:
    for code in ("CPT", "CIP", "DAP", "DDP"):
        unloading = cell(code, "unloading_at_destination", destination_kind="inland")
        assert (unloading.acts, unloading.cost, unloading.default) == (
            "buyer", "by_contract", "buyer")
        included = cell(code, "unloading_at_destination", destination_kind="inland",
                        unloading_in_carriage_contract=True)
        assert included.cost == "seller"


def test_dat_is_no_rule_of_2020() -> None:
    with pytest.raises(api.InputError):
        api.term("DAT")
    assert "obsolete_code" in faults("DAT Lyon")
    assert list(api.read_clause("DAT Lyon").suggestions) == ["DPU"]
    assert "DPU" in verdicts(advice({}))


def test_an_exw_seller_does_not_load() -> None:
    assert cell("EXW", "loading_at_origin").acts == cell("EXW", "loading_at_origin").risk == "buyer"
    assert "modified_term" in faults("EXW loaded, Lyon, Incoterms 2020")


def test_an_exw_seller_helps_with_the_formalities_when_asked() -> None:
    assert "At the buyer's request, risk and cost, it helps" in api.term("EXW").articles["A7"].en


def test_article_b8_asks_nothing() -> None:
    for code in ALL:
        assert "owes the seller nothing" in api.term(code).articles["B8"].en


# Selectors, calculators and games


def test_a_container_is_not_sold_fob() -> None:
    found = advice({**BOX, "origin_country": "ID", "destination_country": "NL",
                    "proposed_term": "FOB Jakarta"})
    assert term(found) == "FCA" and verdicts(found)["FOB"] == "excluded"


def test_sea_freight_does_not_call_for_a_sea_rule() -> None:
    boxed = advice({**BOX, "insurance_by": "seller"})
    assert term(boxed) == "CIP"
    assert {verdicts(boxed)[c] for c in SEA_RULES} == {"excluded"}
    bulk = advice({"main_mode": "sea", "cargo_form": "dry_bulk", "insurance_by": "seller"})
    assert verdicts(bulk)["CIF"] != "excluded"


def test_no_sea_rule_goes_by_air() -> None:
    found = advice({"main_mode": "air", "proposed_term": "CIF Roissy airport",
                    "carriage_by": "seller", "insurance_by": "seller"})
    assert term(found) == "CIP"
    assert {verdicts(found)[c] for c in SEA_RULES} == {"excluded"}
    assert "mode_mismatch" in faults("FOB airport Paris CDG, Incoterms 2020")


def test_all_eleven_are_weighed() -> None:
    for facts in ({}, BOX, {"main_mode": "air"}, {"main_mode": "courier"}):
        assert set(verdicts(advice(facts))) == set(ALL)


def test_fob_costs_more_than_ex_works() -> None:
    before_the_ship = ("loading_at_origin", "pre_carriage", "export_clearance",
                       "origin_terminal", "loading_on_main_carriage")
    assert {cell("EXW", m).cost for m in before_the_ship} == {"buyer"}
    assert {cell("FOB", m).cost for m in before_the_ship} == {"seller"}


def test_the_situation_is_enough() -> None:
    wishes = {s.name for s in api.knowledge().content.facts if s.kind == "wish"}
    facts = {"main_mode": "road", "cargo_form": "pallets", "origin_country": "FR",
             "destination_country": "CH", "buyer_can_export": False, "seller_can_import": False}
    assert not wishes & set(facts)
    found = advice(facts)
    assert term(found) == "FCA"
    assert {verdicts(found)[c] for c in ("EXW", "DDP")} == {"excluded"}


def test_the_order_of_the_facts_changes_nothing() -> None:
    facts = [("main_mode", "sea"), ("cargo_form", "container_fcl"), ("carriage_by", "seller"),
             ("payment", "documentary_credit")]
    answers = [advice(dict(order)).ranking for order in itertools.permutations(facts)]
    assert all(ranking == answers[0] for ranking in answers)


def test_ddp_waits_for_an_importer_of_record() -> None:
    found = advice({"origin_country": "FR", "destination_country": "BR", "proposed_term": "DDP"})
    assert term(found) == "DAP" and verdicts(found)["DDP"] == "excluded"
    assert "non-resident-cannot-import" in rules_fired(found)


def test_a_prohibited_sale_gets_no_rule() -> None:
    found = advice({"origin_country": "FR", "destination_country": "IR"})
    assert found.state == "stop" and found.recommended is None
    assert set(verdicts(found).values()) == {"excluded"}


# Order forms and software


def test_a_code_without_a_place_is_not_complete() -> None:
    assert "missing_place" in faults("FOB, Incoterms 2020")
    found = advice({"main_mode": "road", "carriage_by": "buyer"}).recommended
    assert found is not None and not found.place.complete and "[" in found.clause


def test_a_term_says_its_edition() -> None:
    assert "missing_edition" in faults("FCA 12 rue du Port, 76600 Le Havre, France")
    found = advice({"main_mode": "road"}).recommended
    assert found is not None and found.clause.endswith("Incoterms® 2020")


def test_old_codes_lead_to_the_rule_of_today() -> None:
    for old, new in (("DDU", "DAP"), ("DAF", "DAP"), ("DES", "DAP"), ("DEQ", "DPU"),
                     ("FOT", "FCA")):
        assert "obsolete_code" in faults(f"{old} Lyon")
        assert api.read_clause(f"{old} Lyon").suggestions[0] == new
    assert "not_an_incoterm" in faults("CNF Jakarta")
    assert api.read_clause("CNF Jakarta").suggestions[0] == "CFR"


def test_american_fob_is_another_term() -> None:
    assert "us_ucc_fob" in faults("FOB Destination, Freight Prepaid")
    assert "FOB" not in api.read_clause("FOB Destination, Freight Prepaid").suggestions


def test_dap_cleared_is_not_a_rule() -> None:
    assert "modified_term" in faults("DAP cleared Lyon, Incoterms 2020")
    assert set(api.read_clause("DAP cleared Lyon").suggestions) == {"DAP", "DDP"}


# Customs, insurance and countries


def test_the_basis_of_the_customs_value_is_not_the_rule() -> None:
    for country, code, warning in (("US", "CIP", "fob-value-leaves-out-freight"),
                                   ("FR", "FCA", "cif-value-adds-freight")):
        found = advice({**BOX, "origin_country": "CN", "destination_country": country,
                        "proposed_term": code})
        assert term(found) == code and warning in rules_fired(found)


def test_a_vat_number_makes_nobody_exporter_of_record() -> None:
    found = advice({"origin_country": "DE", "destination_country": "JP", "proposed_term": "EXW"})
    assert term(found) == "FCA" and verdicts(found)["EXW"] == "excluded"
    assert "EORI number is not enough" in told(
        found, "exporter_must_be_established/eu_customs_union")


def test_the_ships_rail_divides_nothing() -> None:
    for code in ("FOB", "CFR", "CIF"):
        assert api.term(code).risk_passes_at.code == "on_board_ship"
        texts = [t for a in api.term(code).articles.values() for t in (a.en, a.fr)]
        assert not any("ship's rail" in t or "bastingage" in t for t in texts)


def test_no_rule_moves_ownership() -> None:
    sale = {**BOX, "origin_country": "FR", "destination_country": "BR"}
    plain, kept = advice(sale), advice({**sale, "title_retention": True})
    assert verdicts(plain) == verdicts(kept)
    assert "clause-retention-of-title" in {c.id for c in kept.clause_pack}
    assert "no-rule-moves-ownership" in rules_fired(kept)


def test_the_rule_does_not_decide_who_files_a_us_export() -> None:
    found = advice({"origin_country": "US", "destination_country": "FR", "proposed_term": "EXW"})
    assert verdicts(found)["EXW"] != "excluded"
    said = next(w.text for w in found.warnings if w.id == "export-may-be-routed")
    assert "the Incoterms rule does not decide who does" in said
    assert "power of attorney" in told(found, "routed_export/US")


def test_the_sellers_cover_leaves_out_war() -> None:
    found = advice({"origin_country": "FR", "war_risk_route": True, "proposed_term": "CIP"})
    assert "war-is-outside-the-sellers-cover" in rules_fired(found)
    assert "war" in api.term("CIP").articles["A5"].en.lower()


def test_brazil_accepts_the_sellers_cover() -> None:
    found = advice({**BOX, "origin_country": "FR", "destination_country": "BR"})
    assert verdicts(found)["CIP"] == "acceptable"
    assert "lawful since 2007" in told(found, "local_insurance/BR")


def test_indonesia_imposes_local_cover_on_few_goods() -> None:
    found = advice({**BOX, "origin_country": "FR", "destination_country": "ID"})
    assert verdicts(found)["CIP"] == "acceptable"
    assert "imports of rice" in told(found, "local_insurance/ID")


def test_morocco_lets_air_freight_be_insured_abroad_in_2026() -> None:
    found = advice({"main_mode": "air", "origin_country": "FR", "destination_country": "MA"})
    assert verdicts(found)["CIP"] == "acceptable"
    assert "by air or post" in told(found, "local_insurance/MA")


def test_a_law_weakly_applied_excludes_nothing() -> None:
    weak = advice({**BOX, "origin_country": "FR", "destination_country": "CM"})
    strict = advice({**BOX, "origin_country": "FR", "destination_country": "UG"})
    assert verdicts(weak)["CIP"] != "excluded" and verdicts(strict)["CIP"] == "excluded"
    assert "local-insurance-is-bought-by-the-buyer" in rules_fired(weak)


def test_an_imposed_basis_is_kept_with_a_warning() -> None:
    found = advice({**BOX, "origin_country": "FR", "destination_country": "DZ"})
    assert term(found) == "FOB" and verdicts(found)["FCA"] == "excluded"
    assert "the-imposed-basis-does-not-suit-a-box" in rules_fired(found)


def test_syria_is_screened_and_not_refused() -> None:
    found = advice({"origin_country": "FR", "destination_country": "SY"})
    assert found.state == "ok" and "a-country-is-partly-sanctioned" in rules_fired(found)


def test_us_duties_are_told_with_their_date() -> None:
    found = advice({"origin_country": "FR", "destination_country": "US"})
    row = told(found, "duty_volatile/US")
    assert "struck down in February 2026" in row
    assert "due for review since 2026-07-24" in row


def test_the_union_has_no_single_vat_rate() -> None:
    rates = {}
    for country in ("FR", "DE", "HU", "LU", "IT"):
        found = advice({"origin_country": "CN", "destination_country": country})
        row = told(found, f"vat_standard_rate/{country}")
        rates[country] = re.sub(r".*rate (\S+)%.*", r"\1", row)
    assert rates == {"FR": "20", "DE": "19", "HU": "27", "LU": "17", "IT": "22"}


@pytest.mark.parametrize("page", ["conformance.md", "conformite.md"])
def test_page_and_tests_list_the_same_rows(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.search(r"\| test_\w+ \|$", line)]
    assert all(row.count("|") == 6 for row in rows)
    listed = [row.split()[-2] for row in rows]
    own = re.findall(r"^def (test_\w+)", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == own[:-1]
    assert len(listed) >= 25
