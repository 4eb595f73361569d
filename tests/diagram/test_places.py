"""Where risk and costs pass, and the places pinned there."""

from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.render.diagram.journey import Journey, Transfer
from incoadvisor.render.diagram.source import of_code
from tests.diagram.reading import ROUTE, texts


def journey(code: str, facts: dict[str, Any], lang: Any = "en") -> Journey:
    return of_code(api.knowledge(), code, facts, lang)


def after(drawn: Journey, transfer: Transfer) -> str:
    """The milestone that begins where something passes."""
    return drawn.stations[transfer.at].id if transfer.at < len(drawn.stations) else "end"


@pytest.mark.parametrize(("code", "facts", "risk", "cost"), [
    ("EXW", {}, "loading_at_origin", "loading_at_origin"),
    ("FCA", {"handover": "seller_premises"}, "pre_carriage", "pre_carriage"),
    ("FCA", {"handover": "terminal"}, "origin_terminal", "origin_terminal"),
    ("FAS", {}, "loading_on_main_carriage", "loading_on_main_carriage"),
    ("FOB", {}, "main_carriage", "main_carriage"),
    ("CFR", {}, "main_carriage", "unloading_from_main_carriage"),
    ("CIP", {"handover": "terminal", "destination_kind": "inland"}, "origin_terminal",
     "unloading_at_destination"),
    ("CPT", {"handover": "on_board_ship", "destination_kind": "port"}, "main_carriage",
     "unloading_from_main_carriage"),
    ("DAP", {"destination_kind": "site"}, "unloading_at_destination", "unloading_at_destination"),
    ("DAP", {"destination_kind": "port"}, "unloading_from_main_carriage",
     "unloading_from_main_carriage"),
    ("DAP", {"destination_kind": "site", "unloading_in_carriage_contract": True},
     "unloading_at_destination", "end"),
    ("DPU", {"destination_kind": "terminal"}, "import_clearance", "import_clearance"),
    ("DPU", {"destination_kind": "site"}, "end", "end"),
])
def test_where_risk_and_costs_pass(code: str, facts: dict[str, Any], risk: str, cost: str):
    drawn = journey(code, facts)
    assert (after(drawn, drawn.risk), after(drawn, drawn.cost)) == (risk, cost)
    assert len(drawn.passings) == (1 if risk == cost else 2)


def test_an_unnamed_place_leaves_a_stretch():
    drawn = journey("FCA", {})
    assert after(drawn, drawn.risk) == "pre_carriage"
    assert drawn.stations[drawn.risk.until].id == "origin_terminal"
    assert any("in this stretch" in t for t in texts(api.diagram("FCA").svg))


def test_where_both_pass_together_one_line_is_drawn():
    words = texts(api.diagram("FCA", {"handover": "seller_premises"}).svg)
    assert words.count("Risk and costs pass here") == 1
    assert "Costs pass here" not in words
    words = texts(api.diagram("CIP", ROUTE | {"handover": "terminal",
                                              "destination_kind": "site"}).svg)
    assert "Risk passes here" in words and "Costs pass here" in words


@pytest.mark.parametrize("layout", ["wide", "stacked"])
def test_the_places_are_in_the_users_words(layout: Any):
    facts = ROUTE | {"handover": "terminal", "destination_kind": "buyer_premises"}
    shown = " ".join(texts(api.diagram("CIP", facts, layout=layout).svg))
    assert "12 rue du Port" in shown and "Praça da República" in shown
    assert "Delivery: risk passes here" in shown
    shown = " ".join(texts(api.diagram("FCA", facts, layout=layout).svg))
    assert "12 rue du Port" in shown and "Praça" not in shown


def test_a_long_place_is_whole_in_the_table():
    place = "Zone industrielle de la Grande Borne, bâtiment 12, quai 4, " * 3 + "Lyon, France"
    diagram = api.diagram("DAP", {"destination_kind": "site", "destination_place": place})
    told = " ".join(cell for row in diagram.table[1] for cell in row)
    assert place in told


def test_insurance_shows_its_level():
    assert any("Clauses (A)" in t and "110" in t for t in texts(api.diagram("CIP").svg))
    assert any("Clauses (C)" in t for t in texts(api.diagram("CIF", lang="fr").svg))
    assert any(t.startswith("No insurance is owed") for t in texts(api.diagram("FOB").svg))


def test_customs_gates_only_where_customs_stand():
    assert "customs" in texts(api.diagram("FCA").svg)
    domestic = api.diagram("FCA", {"trade": "domestic"})
    assert "customs" not in texts(domestic.svg)
    assert any("left out" in note for note in domestic.footnotes)
    assert "no customs formalities" in domestic.sentence
    union = api.diagram("FCA", {"origin_country": "FR", "destination_country": "DE"})
    assert "customs" not in texts(union.svg)


@pytest.mark.parametrize(("code", "facts", "said"), [
    ("FCA", {"handover": "seller_premises"},
     "The seller bears risk and costs up to and including “loading at origin”, the buyer from "
     "there on; the seller clears the goods for export, the buyer for import with duties and "
     "taxes."),
    ("DPU", {"destination_kind": "site", "trade": "domestic"},
     "The seller bears risk and costs to the end of the journey; there are no customs "
     "formalities."),
    ("CIF", {},
     "The seller bears the risk up to and including “loading on the main carriage”, and pays up "
     "to and including “main carriage”, the buyer from there on; the seller clears the goods for "
     "export, the buyer for import with duties and taxes; the seller insures the goods for the "
     "buyer (Institute Cargo Clauses (C))."),
])
def test_the_sentence(code: str, facts: dict[str, Any], said: str):
    assert api.diagram(code, facts).sentence == said


def test_letters_follow_the_language():
    english, french = (texts(api.diagram("FCA", lang=lang).svg) for lang in ("en", "fr"))
    assert {"S", "B"} <= set(english) and {"V", "A"} <= set(french)
    assert "Qui supporte le" in french
