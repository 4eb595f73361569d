"""The page, run without a browser: every view in both languages."""

from typing import Any

import pytest
import yaml

from incoadvisor import api
from tests.ui.app import (
    ACTIVE,
    EXAMPLE,
    LANGS,
    MARKUP,
    ROOT,
    TABS,
    VIEWS,
    facts,
    opened,
    say,
    section,
    shown,
    tab,
    unescaped,
    with_case,
    with_example,
)

pytest.importorskip("streamlit.testing.v1",
                    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = [pytest.mark.usefixtures("page_on_path"),
              pytest.mark.filterwarnings("default")]  # Streamlit's own are not ours to mend
each_lang = pytest.mark.parametrize("lang", LANGS)


@each_lang
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_says_what_must_be_said(view: str, lang: str) -> None:
    page = opened(lang, view)
    assert say("disclaimer", lang) in shown(page)
    assert page.query_params["lang"] == lang


@each_lang
def test_the_example_gives_its_rule_and_all_that_stands_behind_it(lang: str) -> None:
    page = with_example(lang)
    case = api.read_case((ROOT / "examples" / f"{EXAMPLE}.yaml").read_bytes())
    advice = api.advise(case, lang)
    assert advice.recommended is not None and advice.recommended.term == "FCA"
    assert page.code[0].value == advice.recommended.clause
    assert page.header[-1].value.startswith("FCA")
    text = shown(page)
    assert advice.headline in text
    for ranked in advice.ranking:
        assert f"**{ranked.term}**" in text
        assert say(f"verdict_{ranked.verdict}", lang) in text
    text = shown(tab(page, "ui_tab_watch", lang))
    for warning in advice.warnings:
        assert warning.text in text
    codes = [c.value for c in tab(page, "ui_tab_letters", lang).code]
    assert advice.counter_offer is not None
    assert any(advice.counter_offer.text in c for c in codes)
    assert all(clause.text in codes for clause in advice.clause_pack)


@each_lang
@pytest.mark.parametrize("key", TABS)
@pytest.mark.parametrize("given", [
    {"main_mode": "sea", "cargo_form": "container_fcl", "proposed_term": "FOB"},
    {"carriage_by": "buyer", "risk_passes_at": "destination_unloaded"},  # choose
    {"screening": "hit"},  # stop
    {"perspective": "both", "main_mode": "air", "seller_can_import": False, "duties_by": "seller"},
], ids=["ok", "choose", "stop", "yielded"])
def test_every_tab_opens_in_every_state(key: str, given: dict[str, Any], lang: str) -> None:
    tab(with_case(lang, **given), key, lang)


@each_lang
def test_a_changed_fact_changes_the_answer(lang: str) -> None:
    page = section(with_example(lang), "wish")
    page.selectbox(f"carriage_by/{lang}/1").select("seller").run()
    assert page.header[-1].value.startswith("CPT")
    page.selectbox(f"carriage_by/{lang}/1").select("unknown").run()
    assert "carriage_by" not in facts(page)


@each_lang
def test_every_fact_has_a_field_that_begins_unknown(lang: str) -> None:
    specs = [s for s in api.knowledge().facts.values() if s.kind != "derived"]
    page = section(opened(lang), *{spec.section for spec in specs})
    for spec in specs:
        kind = {"bool": "radio", "text": "text_input", "currency": "text_input",
                "number": "number_input", "date": "date_input"}.get(spec.type, "selectbox")
        field = getattr(page, kind)(f"{spec.name}/{lang}/0")
        assert field.value in (None, "", "unknown"), spec.name
    assert facts(page) == {}


@each_lang
def test_only_what_is_open_is_drawn(lang: str) -> None:
    page = with_example(lang)
    drawn = {w.key.split("/")[0] for w in (*page.selectbox, *page.radio, *page.text_input)
             if w.key.count("/") == 2}
    sections = {api.knowledge().facts[name].section for name in drawn}
    assert sections == {"carriage"}


def test_the_switch_of_language_keeps_the_answers() -> None:
    page = with_example("en")
    before = facts(page)
    page.segmented_control("lang").set_value("fr").run()
    assert not page.exception
    assert facts(page) == before
    assert page.header[-1].value == "FCA – Franco transporteur"
    assert page.query_params["lang"] == "fr"


@each_lang
def test_a_wrong_value_is_told_beside_its_field_in_plain_words(lang: str) -> None:
    page = section(opened(lang), "goods")
    page.text_input(f"currency/{lang}/0").input("EURO").run()
    assert not page.exception
    told = unescaped(page.error[0].value)
    assert told.startswith(api.knowledge().facts["currency"].label.get(lang))
    assert "ISO 4217" in told and "EURO" in told
    assert "currency" not in facts(page)
    page.text_input(f"currency/{lang}/0").input("eur").run()
    assert not page.error and facts(page) == {"currency": "EUR"}


@pytest.mark.parametrize("given", [
    {"shipment_date": "0001-01-01"}, {"goods_value": 1e300}, {"gross_weight_kg": 0},
    {"destination_country": "JP"}, {"notes": "two\nlines"}, {"proposed_term": "x" * 9000},
    {"screening": "hit"}, {"carriage_by": "buyer", "risk_passes_at": "destination_unloaded"},
], ids=str)
def test_any_valid_case_can_be_shown_and_saved(given: dict[str, Any]) -> None:
    page = with_case("fr", **given)
    section(page, *{api.knowledge().facts[name].section for name in given})
    page.session_state["save"] = True
    page.run()
    assert not page.exception and not page.error
    assert facts(page) == given
    assert any(b.key == "save/case" for b in page.download_button)


@each_lang
def test_markup_is_shown_as_typed_wherever_it_is_shown(lang: str) -> None:
    given = {name: MARKUP for name, s in api.knowledge().facts.items() if s.type == "text"}
    page = with_case(lang, main_mode="sea", carriage_by="buyer", **given)
    assert MARKUP in page.code[0].value
    assert MARKUP in shown(page)
    page.session_state["as_table"] = page.session_state["share"] = True
    for key in TABS:
        tab(page, key, lang)
        marked = [*page.markdown, *page.caption, *page.subheader, *page.header]
        raw = "\n".join(p.value for p in marked)
        assert [active for active in ACTIVE if active in raw] == []
        assert not any(p.allow_html for p in page.markdown)
    page.switch_page(VIEWS["interview"]).run()
    assert MARKUP in shown(page)
    assert [active for active in ACTIVE if any(active in p.value for p in page.markdown)] == []


@each_lang
def test_the_case_can_be_saved_as_it_is(lang: str) -> None:
    page = with_example(lang)
    page.session_state["save"] = True
    page.run()
    assert not page.exception
    assert {b.key for b in page.download_button} >= {
        "save/case", "save/advice", "save/diagram_svg"}


@each_lang
@pytest.mark.parametrize("code", sorted(api.knowledge().terms))
def test_each_rule_shows_milestones_and_articles(code: str, lang: str) -> None:
    page = opened(lang, "rules")
    page.pills("rule").set_value(code).run()
    assert not page.exception
    term = api.term(code)
    text = shown(page)
    assert page.header[0].value.startswith(code)
    for number, article in term.articles.items():
        assert f"**{number} · " in text
        assert article.get(lang) in text
    for milestone in api.knowledge().content.journey.milestones:
        assert f"| {milestone.label.get(lang)} |" in text


def test_the_case_pasted_is_the_case_saved() -> None:
    page = with_case("en", main_mode="sea", dangerous=False, goods_value=12.5, notes="a: b")
    again = yaml.safe_dump(facts(page), allow_unicode=True, sort_keys=False)
    assert api.read_case(again.encode()).facts == facts(page)
