"""The address of the page carries the case, and follows every answer."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from incoadvisor import api
from tests.ui.app import (
    ACTIVE,
    LANGS,
    MARKUP,
    VIEWS,
    facts,
    opened,
    say,
    section,
    shown,
    with_case,
    with_example,
)
from tests.ui.test_layers import SOURCES

pytest.importorskip("streamlit.testing.v1",
                    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = [pytest.mark.usefixtures("page_on_path"),
              pytest.mark.filterwarnings("default")]  # Streamlit's own are not ours to mend
each_lang = pytest.mark.parametrize("lang", LANGS)



def parameters(page: Any) -> dict[str, str]:
    """The case in the address."""
    return {k: v if isinstance(v, str) else v[-1] for k, v in page.query_params.items()
            if k != "lang"}


@each_lang
@pytest.mark.parametrize("view", ["advise", "interview"])
def test_a_link_brings_its_case(view: str, lang: str) -> None:
    given = {"main_mode": "sea", "cargo_form": "container_fcl", "dangerous": "false",
             "shipment_date": "2027-02-15", "origin_country": "FR"}
    page = opened(lang, view, **given)
    assert facts(page) == api.Case(**given).facts
    assert parameters(page) == given
    assert not page.warning


def test_the_address_follows_each_answer_and_each_answer_taken_back() -> None:
    page = section(opened("en", main_mode="sea"), "wish", "goods")
    page.selectbox("carriage_by/en/1").select("buyer").run()
    assert parameters(page) == {"main_mode": "sea", "carriage_by": "buyer"}
    section(page, "wish", "goods")
    page.radio("dangerous/en/1").set_value("true").run()
    assert parameters(page)["dangerous"] == "true"
    section(page, "wish", "goods")
    page.selectbox("carriage_by/en/1").select("unknown").run()
    assert parameters(page) == {"main_mode": "sea", "dangerous": "true"}
    page.button("clear").click().run()
    assert parameters(page) == {} and facts(page) == {}


def test_what_was_typed_stays_out_of_the_address_until_the_box_is_ticked() -> None:
    page = with_case("en", main_mode="sea", origin_place="12 rue du Port", goods_value=9)
    assert parameters(page) == {"main_mode": "sea"}
    page.session_state["share"] = True
    page.run()
    assert "rue" not in page.code[-1].value
    page.checkbox("share/everything").check().run()
    everything = {"main_mode": "sea", "origin_place": "12 rue du Port", "goods_value": "9"}
    assert parameters(page) == everything
    link = next(c.value for c in page.code if "rue" in c.value and "?" in c.value)
    assert {k: v[0] for k, v in parse_qs(urlsplit(link).query).items()} == {
        "lang": "en", **everything}
    again = opened("en", **everything)
    assert facts(again) == facts(page)
    assert parameters(again) == everything  # a reload must not lose what the link brought
    page.checkbox("share/everything").uncheck().run()
    assert parameters(page) == {"main_mode": "sea"}
    assert facts(page)["goods_value"] == 9


@each_lang
def test_what_a_link_gets_wrong_is_told_and_the_rest_kept(lang: str) -> None:
    page = section(opened(lang, main_mode="see", vessel="x", payment="advance", goods_value="-1"),
                   "wish")
    assert facts(page) == {"payment": "advance"}
    told = shown(page)
    assert say("ui_link_faults", lang) in told
    for parameter in ({"main_mode": ["see"]}, {"vessel": ["x"]}, {"goods_value": ["-1"]}):
        fault = api.read_link(parameter).faults[0]
        assert api.explain(fault, api.knowledge().texts, lang) in told
    assert parameters(page) == {"payment": "advance"}
    page.selectbox(f"carriage_by/{lang}/1").select("buyer").run()
    assert not page.warning


def test_markup_in_a_link_is_shown_as_typed() -> None:
    page = opened("en", **{MARKUP: "x", "main_mode": MARKUP, "notes": MARKUP})
    assert facts(page) == {"notes": MARKUP}
    assert MARKUP in shown(page)
    assert [a for a in ACTIVE if a in page.warning[0].value] == []


def test_the_browser_going_back_takes_the_answer_back() -> None:
    page = section(with_case("en", main_mode="sea", notes="kept"), "wish")
    page.selectbox("carriage_by/en/1").select("buyer").run()
    del page.query_params["carriage_by"]  # as the browser asks on going back
    page.run()
    assert facts(page) == {"main_mode": "sea", "notes": "kept"}
    page.query_params["carriage_by"] = "buyer"  # and forward
    page.run()
    assert facts(page) == {"main_mode": "sea", "notes": "kept", "carriage_by": "buyer"}


def test_an_answer_counts_even_if_the_browser_sends_an_old_address() -> None:
    page = section(opened("en", main_mode="sea"), "wish")
    page.selectbox("carriage_by/en/1").select("buyer").run()
    section(page, "wish")
    del page.query_params["carriage_by"]
    page.selectbox("loading_by/en/1").select("seller").run()
    assert facts(page) == {"main_mode": "sea", "carriage_by": "buyer", "loading_by": "seller"}


def test_another_view_and_back_keeps_the_case() -> None:
    page = with_example("fr")
    before = facts(page)
    for view in ("rules", "interview", "advise"):
        page.query_params.clear()  # as the navigation of the page does
        page.switch_page(VIEWS[view]).run()
        assert not page.exception
        assert page.query_params["lang"] in ("fr", ["fr"])
    assert facts(page) == before


def test_no_parameter_bound_by_a_view_is_a_fact() -> None:
    bound = [re.search(r'key="(\w+)"', call) for code in SOURCES.values()
             for call in code.split("st.") if 'bind="query-params"' in call]
    assert all(bound)
    assert {found[1] for found in bound if found}.isdisjoint(api.knowledge().facts)
