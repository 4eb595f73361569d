"""The picture, the table, the sentence and the term say the same."""

from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.render.diagram.journey import LANES
from tests.diagram.reading import ROUTE, squares, squares_by_term

CODES = sorted(api.knowledge().terms)
ASPECT = {"acts": 1, "cost": 2, "risk": 3}
SETTINGS: list[dict[str, Any]] = [
    {}, {"handover": "seller_premises"}, {"handover": "terminal"}, {"handover": "on_board_ship"},
    {"destination_kind": "port"}, {"destination_kind": "buyer_premises"},
    {"trade": "domestic"}, {"trade": "intra_union", "handover": "seller_premises"},
    {"unloading_in_carriage_contract": True},
    {"unloading_in_carriage_contract": False, "destination_kind": "site"},
    {"handover": "seller_premises", "destination_kind": "site", "trade": "international"},
]
LAYOUTS = ("wide", "stacked")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("facts", SETTINGS, ids=str)
@pytest.mark.parametrize("code", CODES)
def test_picture_and_table_are_the_term(code: str, facts: dict[str, Any], layout: Any):
    lang = "fr" if layout == "stacked" else "en"
    diagram = api.diagram(code, facts, lang, layout=layout)
    drawn = squares(diagram.svg)
    _, rows = diagram.table
    milestones = api.term(code, facts).milestones
    assert len(drawn) == 3 * len(milestones) == 3 * len(rows)
    word = {party: api.knowledge().texts.say(f"diagram_word_{party}", lang)
            for party in ("seller", "buyer", "none", "by_contract", "by_place")}
    for milestone, row in zip(milestones, rows, strict=True):
        for lane in LANES:
            party = getattr(milestone, lane)
            square, cell = drawn[lane, milestone.id], row[ASPECT[lane]]
            opened = party in ("by_contract", "by_place")
            assert square.party == party
            assert square.default == (milestone.default if opened else None)
            assert square.words.endswith(cell)
            assert square.words.startswith(row[0])
            assert cell.startswith(word[party])
            assert ("[" in cell) == opened, "an open square, and only that, has a footnote"


@pytest.mark.parametrize("facts", SETTINGS, ids=str)
@pytest.mark.parametrize("code", CODES)
def test_every_note_is_told_and_every_told_note_is_used(code: str, facts: dict[str, Any]):
    diagram = api.diagram(code, facts)
    used = {cell.split("[")[1].rstrip("]") for row in diagram.table[1] for cell in row[1:4]
            if "[" in cell}
    told = {note.split(".")[0] for note in diagram.footnotes if note[0].isdigit()}
    assert used == told


@pytest.mark.parametrize("changes", [
    {"handover": "seller_premises", "carriage_by": "buyer"},
    {"handover": "terminal", "carriage_by": "buyer", "cargo_form": "container_fcl"},
    {"carriage_by": "seller", "risk_passes_at": "destination_before_unloading"},
    {"destination_country": "DE", "main_mode": "road"},
])
def test_an_advice_is_drawn_as_it_stands(changes: dict[str, Any]):
    advice = api.advise(ROUTE | changes)
    assert advice.recommended is not None and advice.responsibilities is not None
    diagram = api.diagram(advice)
    assert diagram.title == advice.recommended.clause
    drawn = squares(diagram.svg)
    for cell in advice.responsibilities.milestones:
        assert [drawn[lane, cell.id].party for lane in LANES] == [cell.acts, cell.cost, cell.risk]


def test_nothing_recommended_cannot_be_drawn():
    advice = api.advise({"screening": "hit"})
    with pytest.raises(api.InputError, match="diagram_nothing_recommended"):
        api.diagram(advice)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("codes", [("FCA", "CIP", "DAP"), ("CIP", "DAP"), ("EXW", "FCA", "DDP",
                                                                          "DPU")], ids=str)
def test_a_comparison_marks_what_differs_and_nothing_else(codes: tuple[str, ...], layout: Any):
    diagram = api.compare_diagram(codes, ROUTE | {"handover": "terminal"}, layout=layout)
    heads, rows = diagram.table
    terms = [api.diagram(code, ROUTE | {"handover": "terminal"}).table[1]
             for code in codes]
    assert len(heads) == 1 + 3 * len(codes)
    marked = 0
    for i, row in enumerate(rows):
        for n, table in enumerate(terms):
            for k in range(3):
                cell, first = table[i][k + 1], terms[0][i][k + 1]
                plain = cell.split(" [")[0] != first.split(" [")[0]
                assert row[1 + 3 * n + k] == ("≠ " if plain else "") + cell
                marked += plain
    assert diagram.svg.count('data-differs="true"') == marked > 0


def test_two_to_four_terms_are_compared():
    for codes in (["FCA"], ["FCA", "fca"], ["FCA", "CPT", "DAP", "DDP", "EXW"]):
        with pytest.raises(api.InputError, match="diagram_compare_count"):
            api.compare_diagram(codes)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_wall_chart_holds_all_terms_as_they_are(layout: Any):
    drawn = squares_by_term(api.wall_diagram(layout=layout).svg)
    assert sorted(drawn) == CODES
    for code, cells in drawn.items():
        for m in api.term(code).milestones:
            assert [cells[lane, m.id].party for lane in LANES] == [m.acts, m.cost, m.risk]


def test_the_wall_chart_of_a_case_gives_verdicts_and_reasons():
    advice = api.advise(ROUTE | {"cargo_form": "container_fcl", "carriage_by": "buyer"})
    diagram = api.wall_diagram(advice)
    told = {row[0]: row[-1] for row in diagram.table[1]}
    for ranked in advice.ranking:
        assert told[ranked.term].startswith(ranked.verdict)
        assert told[ranked.term].endswith(ranked.text)
    greyed = diagram.svg.count('opacity="0.3"')
    assert greyed == sum(r.verdict == "excluded" for r in advice.ranking) > 0


def test_the_usual_order_of_the_chart():
    order = [row[0] for row in api.wall_diagram().table[1][::3]]
    assert order == ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"]
