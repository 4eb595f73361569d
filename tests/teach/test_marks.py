"""Marks a trainer would give: published exam entries, and good, fair and wrong copies."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.knowledge.gather import read_data
from incoadvisor.model.marking import CriterionMark, Mark

DAKAR = "containers-le-havre-dakar"
PLAN = "export-action-plan"
PLAIN = {"answer": "FOB Le Havre, because it is sea freight"}
STRONG: dict[str, Any] = {  # an oral answer put into the fields, and no more than it says
    "term": "CIP",
    "place": "port terminal Dakar",
    "edition": 2020,
    "risk_passes_at": {"at": "carrier_handover", "place": "Le Havre terminal"},
    "insurance_by": "seller",
    "insurance_cover": "clauses_a",
    "payment_fit": "credit-rests-on-own-carriers-document",
    "documents": ["multimodal-transport-document"],
    "refused": [
        {"term": "FOB", "reasons": ["containers-are-handed-over-ashore"], "text": "container"},
        {"term": "DAP", "reasons": ["documents-through-a-bank-need-a-transport-document"],
         "text": "credit on the buyer's receipt"},
        {"term": "CIF", "reasons": ["containers-are-handed-over-ashore"], "text": "container"},
    ],
}  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
COPIES = sorted((Path(__file__).parent / "copies").glob("*.yaml"))


def points(mark: Mark) -> dict[str, float]:
    return {c.id: c.points for c in mark.criteria}


def line(mark: Mark, name: str) -> CriterionMark:
    return next(c for c in mark.criteria if c.id == name)


def test_a_bare_sea_rule_for_a_container():
    mark = api.mark(DAKAR, PLAIN)
    assert points(mark) == {
        "rule_fit": 1,
        "edition_and_exact_place": 0,
        "risk_point_named": 0,
        "cost_split": 1,
        "clearance_and_tax": 0,
        "insurance": 0,
        "payment_fit": 0,
        "consequences_documents": 0,
        "alternatives_rejected": 0,
        "link_to_case_facts": 0,
        "clarity": 1,
    }
    assert (mark.total, mark.out_of, mark.verdict) == (3, 20, "not_acquired")


def test_a_strong_answer_to_the_same_case():
    mark = api.mark(DAKAR, STRONG)
    assert mark.total >= 17
    assert mark.verdict == "acquired"
    assert len(mark.oral) >= 3  # the quay, the terminal charges, the on-board notation


def test_a_plain_line_gives_term_place_and_edition_and_the_rest_is_for_the_trainer():
    answer = api.read_answer(b"answer: CIP container terminal, Dakar, Incoterms 2020; ICC (A)")
    assert (answer.term, answer.place, answer.edition) == ("CIP", "terminal, Dakar", 2020)
    assert answer.insurance_cover is None
    assert answer.reasons_text == "ICC (A)"
    marked = api.mark(DAKAR, answer)
    assert points(marked)["edition_and_exact_place"] == 2
    assert points(marked)["insurance"] == 0
    assert [s.text for s in marked.to_judge] == ["ICC (A)"]


@pytest.mark.parametrize(
    "text, term, place",
    [
        ("FOB Le Havre, because it is sea freight", "FOB", "Le Havre"),
        ("FCA Lyon parce que le transitaire passe", "FCA", "Lyon"),
        ("FCA Lyon, car le transitaire passe", "FCA", "Lyon"),
        ("DAP Oslo puisqu'il faut livrer", "DAP", "Oslo"),
        ("we do not know", None, None),
        ("FOB or CIF Dakar", None, "Dakar"),
    ],
)
def test_plain_lines(text: str, term: str | None, place: str | None):
    answer = api.read_answer(text.encode(), "copy.txt")
    assert (answer.term, answer.place) == (term, place)


@pytest.mark.parametrize("path", COPIES, ids=lambda p: p.stem)
def test_copies_are_ranked_as_a_trainer_would(path: Path):
    copies = read_data(path)
    strong, middling, wrong = (api.mark(path.stem, copies[k]) for k in copies)
    assert list(copies) == ["strong", "middling", "wrong"]
    assert strong.total >= 17
    assert strong.total > middling.total + 2 > wrong.total + 4
    assert strong.verdict == "acquired"
    assert wrong.verdict == "not_acquired"


def test_there_are_five_cases_with_copies():
    assert len(COPIES) >= 5


def test_another_defensible_rule_is_worth_as_much_with_a_reason():
    own = {**STRONG, "term": "CPT", "insurance_by": "none", "insurance_cover": None,
           "documents": ["sea-waybill"]}  # fmt: skip
    assert points(api.mark(DAKAR, own))["rule_fit"] == 4
    bare = {k: v for k, v in own.items() if k != "refused"}
    assert points(api.mark(DAKAR, bare))["rule_fit"] == 3


def test_a_slip_in_the_rule_is_charged_once():
    own = {
        "term": "FOB", "place": "terminal, Port 2000, Le Havre", "edition": 2020,
        "risk_passes_at": {"at": "on_board_ship", "place": "Le Havre"},
        "costs_pass_at": "on_board_ship", "export_clearance_by": "seller",
        "import_clearance_by": "buyer", "duties_by": "buyer", "insurance_by": "buyer",
        "payment_fit": "credit-needs-a-document-from-the-buyers-carrier",
        "documents": ["carriers-receipt"],
    }  # fmt: skip
    mark = api.mark(DAKAR, own)
    for name in ("edition_and_exact_place", "risk_point_named", "cost_split",
                 "clearance_and_tax", "insurance", "payment_fit",
                 "consequences_documents"):  # fmt: skip
        assert line(mark, name).points == line(mark, name).out_of, name
    assert line(mark, "rule_fit").points == 1
    assert line(mark, "cost_split").own_term == "FOB"
    assert mark.result.points < mark.result.out_of
    # the same words beside the right rule are no longer right
    assert points(api.mark(DAKAR, {**own, "term": "CIP"}))["risk_point_named"] < 2


def test_a_place_at_the_wrong_end_is_charged_once():
    mark = api.mark(DAKAR, {**STRONG, "place": "Lagos"})
    assert api.mark(DAKAR, STRONG).total - mark.total == 1


def test_a_reason_that_rules_out_the_own_answer_proves_nothing():
    own = {"term": "FOB", "refused": [
        {"term": "CIF", "reasons": ["containers-are-handed-over-ashore"]}]}  # fmt: skip
    assert points(api.mark(DAKAR, own))["alternatives_rejected"] == 0


def test_choosing_every_reason_earns_nothing():
    every = [c.id for c in api.choices(DAKAR).fields["reasons"]]
    wrong = [r for r in every if not _holds(r)]
    right = [r for r in every if r not in wrong]
    assert len(wrong) >= 6
    for reasons, earned in ((wrong[:2] + right[:1], 0), (wrong[:1] + right[:2], 1)):
        own = {"term": "CIP", "reasons": reasons}
        assert points(api.mark(DAKAR, own))["link_to_case_facts"] == earned


def _holds(rule: str) -> bool:
    mark = api.mark(DAKAR, {"term": "CIP", "reasons": [rule]})
    return points(mark)["link_to_case_facts"] == 1


@pytest.mark.parametrize(
    "facts, answer, killer",
    [
        ({"payment": "documentary_credit"}, {"term": "EXW"}, "exw_with_documentary_credit"),
        ({"destination_country": "NO"}, {"term": "DDP"}, "ddp_seller_cannot_import"),
        ({"dual_use": True}, {"term": "FCA"}, "dual_use_missed"),
        ({"destination_country": "RU"}, {"term": "DAP"}, "sanctioned_destination"),
    ],
)
def test_killer_errors(facts: dict[str, Any], answer: dict[str, Any], killer: str):
    given = {"origin_country": "FR", "destination_country": "SN", "main_mode": "road",
             "cargo_form": "pallets"} | facts  # fmt: skip
    case = api.read_exercise(json.dumps(given).encode(), "case.json", "2026-11-23")
    full = {**answer, "edition": 2020, "reasons_text": "so"}
    mark = api.mark(case, full)
    assert killer in [k.id for k in mark.killers]
    assert mark.verdict == "not_acquired"
    written = not killer.startswith(("exw", "ddp"))  # the free text may speak of it
    assert any("free text" in note for note in mark.notes) is written
    told = api.mark(case, {**full, "checks": ["export_control", "sanctions_screening"]})
    assert (killer in [k.id for k in told.killers]) is (answer["term"] in ("EXW", "DDP"))


def test_a_mark_near_the_pass_mark_is_read_twice():
    copies = read_data(next(p for p in COPIES if p.stem == DAKAR))
    assert api.mark(DAKAR, copies["middling"]).total == 9
    assert api.mark(DAKAR, copies["middling"]).second_reader
    assert not api.mark(DAKAR, copies["strong"]).second_reader
    assert not api.mark(DAKAR, copies["wrong"]).second_reader


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_same_answer_same_mark(lang: Any):
    first = api.mark(DAKAR, STRONG, lang=lang).model_dump_json()
    assert all(api.mark(DAKAR, STRONG, lang=lang).model_dump_json() == first for _ in range(3))
    assert api.choices(DAKAR, lang) == api.choices(DAKAR, lang)


def test_every_process_lists_the_same_choices():
    script = f"from incoadvisor import api; print(api.choices({DAKAR!r}).model_dump_json())"
    told = {
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, cwd=ROOT,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_the_students_sheet_holds_no_answer_key():
    marked = api.mark(DAKAR, PLAIN)
    sheet = api.student_sheet(marked).model_dump_json()
    assert "CIP" not in sheet
    assert "CPT" not in sheet
    assert marked.criteria[0].revise in sheet
    assert "CIP" in marked.model_dump_json()


def test_an_old_code_is_read_and_costs_the_edition():
    case = "racks-dat-tunis" if "racks-dat-tunis" in _ids() else DAKAR
    mark = api.mark(case, {"term": "DAT", "place": "terminal, Tunis", "edition": 2020})
    assert mark.term == "DPU"
    assert any("DAT" in note for note in mark.notes)
    assert line(mark, "edition_and_exact_place").points <= 1


def _ids() -> list[str]:
    return [s.id for s in api.case_studies()]


def test_an_answer_may_use_the_words_of_either_language():
    codes = {"term": "CIP", "export_clearance_by": "seller", "duties_by": "buyer",
             "risk_passes_at": "carrier_handover", "insurance_cover": "clauses_a",
             "documents": ["multimodal-transport-document"],
             "reasons": ["containers-are-handed-over-ashore"]}  # fmt: skip
    for lang in ("en", "fr"):
        words = {field: {c.id: c.text for c in choices}
                 for field, choices in api.choices(DAKAR, lang).fields.items()}  # type: ignore
        written = {f: [words[f][x].upper() for x in v] if isinstance(v, list)
                   else words[f][v] for f, v in codes.items()}
        assert api.mark(DAKAR, written).total == api.mark(DAKAR, codes).total > 8
    with pytest.raises(api.InputError) as raised:
        api.read_answer(b"duties_by: vendeuse")
    assert raised.value.values["accepted"] == "seller, buyer, none"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_sheet_quotes_in_the_readers_words(lang: Any):
    answer = {**STRONG, "reasons": ["containers-are-handed-over-ashore"]}
    quotes = [q for c in api.mark(DAKAR, answer, lang=lang).criteria for q in c.quote]
    told = " ".join(quotes)
    for code in ("carrier_handover", "clauses_a", "containers-are", "refused.", "insurance_by",
                 "documents-through"):  # fmt: skip
        assert code not in told
    for words in {"en": ("Named place: port terminal Dakar", "Insurance: seller"),
                  "fr": ("Lieu convenu : port terminal Dakar", "Assurance : vendeur")}[lang]:
        assert any(q.startswith(words) for q in quotes), words


def test_contradictions_are_named():
    reason = "containers-are-handed-over-ashore"
    against = api.mark(DAKAR, {"term": "FOB", "reasons": [reason]})
    told = " ".join(line(against, "link_to_case_facts").missing)
    assert "FOB" in told and api.knowledge().rules[reason].because.en in told
    both = {"term": "CIP", "reasons": [reason], "refused": [{"term": "CIP", "text": "dear"}]}
    assert line(api.mark(DAKAR, both), "clarity").points == 0
    assert "CIP" in line(api.mark(DAKAR, both), "clarity").missing[0]
    assert line(api.mark(DAKAR, {**both, "refused": []}), "clarity").points == 1


def test_a_bare_case_goes_by_its_own_name_and_names_what_to_refuse():
    facts = {"origin_country": "FR", "destination_country": "SN", "main_mode": "sea",
             "cargo_form": "container_fcl", "carriage_by": "seller"}  # fmt: skip
    for given, name in ((facts | {"case_id": "Sale 7"}, "sale-7"), (facts, "my-case")):
        case = api.read_exercise(json.dumps(given).encode(), "dir/My case.json", "2026-11-23")
        for told in (name, name.replace("-", " ").upper()):
            mark = api.mark(case, {"case": told, "term": "FOB"})
            assert mark.case == name
        with pytest.raises(api.InputError):
            api.mark(case, {"case": "another", "term": "FOB"})
        refused = line(mark, "alternatives_rejected").expected
        assert refused and any(r.startswith("C") for r in refused)


# --- putting actions in order

RIGHT = [
    "classify-goods", "check-sanctions-and-dual-use", "choose-incoterm-and-place",
    "agree-payment", "check-lc-draft", "book-transport", "insure", "export-declaration", "ship",
    "collect-transport-document", "present-documents", "archive-exit-proof",
]  # fmt: skip


def moved(action: str, after: str) -> list[str]:
    order = [a for a in RIGHT if a != action]
    order.insert(order.index(after) + 1, action)
    return order


def test_more_than_one_order_is_right():
    for order in (
        RIGHT,
        moved("archive-exit-proof", "export-declaration"),
        ["export-declaration", *(a for a in RIGHT if a != "export-declaration")],
    ):
        mark = api.mark(PLAN, {"order": order})
        assert (mark.total, mark.verdict) == (20, "acquired")


@pytest.mark.parametrize(
    "order, killer",
    [
        (moved("insure", "ship"), "insured-after-shipping"),
        (moved("check-lc-draft", "ship"), "credit-checked-after-shipping"),
        (moved("check-sanctions-and-dual-use", "agree-payment"),
         "sanctions-checked-after-the-contract"),
        (moved("check-sanctions-and-dual-use", "choose-incoterm-and-place"),
         "sanctions-checked-after-the-contract"),
    ],
)  # fmt: skip
def test_orders_that_fail(order: list[str], killer: str):
    mark = api.mark(PLAN, {"order": order})
    assert [k.id for k in mark.killers] == [killer]
    assert mark.verdict == "not_acquired"
    assert mark.total == 18  # one action is out of place, and is charged once


def test_a_gap_is_charged_once():
    mark = api.mark(PLAN, {"order": [a for a in RIGHT if a != "book-transport"]})
    assert mark.total == 19
    assert api.mark(PLAN, {"order": []}).total == 0
    assert api.mark(PLAN, {"order": RIGHT[::-1]}).verdict == "not_acquired"


def test_actions_may_be_named_by_their_label():
    task = api.case_study(PLAN)
    labels = [a.label.fr for a in task.actions]  # type: ignore[union-attr]
    assert api.mark(PLAN, {"order": labels}).total == 20
    assert api.mark(PLAN, {"order": [x.replace("-", " ").title() for x in RIGHT]}).total == 20


BUNDLE = [
    "cover-sheet-and-index", "contract-or-order", "pro-forma", "commercial-invoice",
    "packing-list", "transport-document", "insurance-certificate", "proof-of-origin",
    "inspections-and-licences", "export-declaration-and-mrn", "proof-of-exit",
    "credit-and-amendments", "payment-advice", "correspondence-log",
]  # fmt: skip


def test_a_bundle_of_documents_is_put_in_order():
    beside_the_contract = [b for b in BUNDLE if b != "credit-and-amendments"]
    beside_the_contract.insert(2, "credit-and-amendments")
    for order in (BUNDLE, beside_the_contract):
        mark = api.mark("document-bundle", {"order": order})
        assert (mark.total, mark.verdict) == (20, "acquired")
    late = [b for b in BUNDLE if b != "transport-document"]
    late.append("transport-document")
    assert api.mark("document-bundle", {"order": late}).total == 18
    assert api.mark("document-bundle", {"order": BUNDLE[::-1]}).verdict == "not_acquired"
