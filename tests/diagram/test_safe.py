"""What a user typed does no harm, and pictures live side by side on a page."""

import re
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.render.diagram.graphs import dot_to_svg
from tests.diagram.reading import ROUTE, ids, overflowing, parsed, texts

EVIL = [
    '<script>alert("x")</script> & "quoted" \'s',
    '"]; evil [label="', "</TD></TR></TABLE>>]; evil [label=<b>", "]]><!--", "a\\nb\\l{}|<f0>",
    "&lt;b&gt; \x07\u202e\ud800 \ufffe",
]
SETTING = {"handover": "terminal", "destination_kind": "site"}


def everything(place: str, lang: Any, theme: Any, layout: Any) -> list[Any]:
    facts = SETTING | {"origin_place": place, "destination_place": place}
    return [api.diagram("CIP", facts, lang, theme, layout),
            api.compare_diagram(["FCA", "CIP", "DAP", "DDP"], facts, lang, theme, layout),
            api.wall_diagram(None, lang, theme, layout)]


@pytest.mark.parametrize("layout", ["wide", "stacked"])
@pytest.mark.parametrize("place", EVIL)
def test_what_is_typed_stays_text(place: str, layout: Any):
    for diagram in everything(place, "fr", "dark", layout):
        root = parsed(diagram.svg)
        tags = {node.tag.split("}")[1] for node in root.iter()}
        assert tags <= {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "line",
                        "circle", "ellipse", "text"}
        assert not re.search(r'\son\w+="|href|url\((?!#)|<style', diagram.svg)
        graph = dot_to_svg(diagram.dot.encode("utf-8", "replace").decode())
        names = re.findall(r'class="node">\s*<title>([^<]*)</title>', graph)
        assert all(re.fullmatch(r"term\d+", name) for name in names) and names


def test_markup_is_shown_as_typed():
    place = EVIL[0]
    diagram = api.diagram("FCA", {"handover": "seller_premises", "origin_place": place})
    assert any("<script>" in words for words in texts(diagram.svg))
    assert "<script" not in diagram.svg and "<script" not in diagram.dot


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("layout", ["wide", "stacked"])
def test_no_text_runs_out_of_the_picture(layout: Any, lang: Any):
    places = ["Quai 7", "Zone industrielle portuaire de Marseille-Fos, terminal à conteneurs, "
              "porte 12, 13230 Port-Saint-Louis-du-Rhône, France", "M" * 200]
    for place in places:
        for code in api.knowledge().terms:
            facts = ROUTE | SETTING | {"origin_place": place, "destination_place": place,
                                       "port_of_shipment": place, "port_of_destination": place}
            assert overflowing(api.diagram(code, facts, lang, layout=layout).svg) == []
        for diagram in everything(place, lang, "light", layout):
            assert overflowing(diagram.svg) == []
    advice = api.advise(ROUTE | {"cargo_form": "container_fcl"}, lang)
    assert overflowing(api.wall_diagram(advice, lang, layout=layout).svg) == []


def test_column_heads_stay_in_their_columns():
    from incoadvisor.render.diagram.measure import width

    pitch = (1252 - 172) / 15
    for milestone in api.knowledge().content.journey.milestones:
        for column in (milestone.column.en, milestone.column.fr):
            assert max(width(line, 11) for line in column.split("|")) <= pitch, column


def test_accessible_and_self_contained():
    for layout in ("wide", "stacked"):
        for diagram in everything("Quai 7", "en", "light", layout):
            root = parsed(diagram.svg)
            assert root.get("role") == "img"
            title, about = root[0], root[1]
            assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
            assert title.text == diagram.title and about.text == diagram.sentence
            assert "http" not in diagram.svg.replace("http://www.w3.org/2000/svg", "")


def test_ids_are_unique_on_a_page():
    page = [d.svg for lang in ("en", "fr") for theme in ("light", "dark")
            for layout in ("wide", "stacked")
            for d in everything("Quai 7", lang, theme, layout)]
    advice = api.advise(ROUTE)
    page += [api.argument_diagram(advice, code).svg for code in ("FCA", "FOB")]
    found = [name for svg in page for name in ids(svg)]
    assert len(found) == len(set(found))
    for svg in page:
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids(svg))


def test_the_same_picture_every_time():
    once, again = (api.diagram("CIP", ROUTE, "fr", "dark").svg for _ in range(2))
    assert once == again
