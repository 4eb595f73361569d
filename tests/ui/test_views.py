"""The page, run without a browser: every view in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from incoadvisor import api
from incoadvisor.knowledge.yamlfile import MAX_BYTES

testing = pytest.importorskip(
    "streamlit.testing.v1",
    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "ui"
EXAMPLE = "container-le-havre-to-santos"
MARKUP = "<b>Dock</b> **4** [x](http://example.org) $a$ :smile: :red[hot] | ~~no~~ #1"
JOINER = "\u2060"
LANGS = ("en", "fr")
VIEWS = {"advise": "views/advise.py", "interview": "views/interview.py",
         "rules": "views/rules.py"}
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


def opened(lang: str, view: str = "advise") -> Any:
    page = testing.AppTest.from_file(PAGE / "app.py", default_timeout=60)
    page.query_params["lang"] = lang
    page.run()
    if view != "advise":
        page.switch_page(VIEWS[view]).run()
    assert not page.exception
    return page


def with_example(lang: str) -> Any:
    page = opened(lang)
    page.button(f"example/{EXAMPLE}").click().run()
    assert not page.exception
    return page


def shown(page: Any) -> str:
    """All running text, as a reader sees it."""
    parts = [*page.header, *page.subheader, *page.markdown, *page.caption, *page.info]
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(p.value for p in parts)).replace(
        JOINER, "").replace("\u00a0", " ")


def say(key: str, lang: str, **values: object) -> str:
    return api.knowledge().texts.say(key, lang, **values)


@each_lang
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_says_what_must_be_said(view: str, lang: str) -> None:
    page = opened(lang, view)
    assert say("disclaimer", lang) in shown(page)
    assert page.query_params["lang"] == lang


@each_lang
def test_the_example_gives_its_rule_and_clause(lang: str) -> None:
    page = with_example(lang)
    case = api.read_case((ROOT / "examples" / f"{EXAMPLE}.yaml").read_bytes())
    advice = api.advise(case, lang)
    assert advice.recommended is not None and advice.recommended.term == "FCA"
    assert page.code[0].value == advice.recommended.clause
    assert page.header[0].value.startswith("FCA")
    text = shown(page)
    assert advice.headline in text
    for ranked in advice.ranking:
        assert f"**{ranked.term}**" in text
        assert say(f"verdict_{ranked.verdict}", lang) in text
    for warning in advice.warnings:
        assert warning.text in text
    codes = [c.value for c in page.code]
    assert advice.counter_offer is not None
    assert any(advice.counter_offer.text in c for c in codes)
    assert all(clause.text in codes for clause in advice.clause_pack)
    assert len(page.download_button) == 2


@each_lang
def test_a_changed_fact_changes_the_answer(lang: str) -> None:
    page = with_example(lang)
    page.selectbox(f"carriage_by/{lang}/1").select("seller").run()
    assert page.header[0].value.startswith("CPT")
    page.selectbox(f"carriage_by/{lang}/1").select("unknown").run()
    assert "carriage_by" not in page.session_state["facts"]


@each_lang
def test_every_fact_has_a_field_that_begins_unknown(lang: str) -> None:
    page = opened(lang)
    for name, spec in api.knowledge().facts.items():
        if spec.kind == "derived":
            continue
        kind = {"bool": "radio", "text": "text_input", "currency": "text_input",
                "number": "number_input", "date": "date_input"}.get(spec.type, "selectbox")
        field = getattr(page, kind)(f"{name}/{lang}/0")
        assert field.value in (None, "", "unknown"), name
    assert page.session_state["facts"] == {}


def test_the_switch_of_language_keeps_the_answers() -> None:
    page = with_example("en")
    before = dict(page.session_state["facts"])
    page.segmented_control("lang").set_value("fr").run()
    assert not page.exception
    assert page.session_state["facts"] == before
    assert page.header[0].value == "FCA – Franco transporteur"
    assert page.query_params["lang"] == "fr"


@each_lang
def test_a_wrong_value_is_told_in_plain_words(lang: str) -> None:
    page = opened(lang)
    page.text_input(f"currency/{lang}/0").input("EURO").run()
    assert not page.exception
    assert "ISO 4217" in page.error[0].value
    assert "currency" not in page.session_state["facts"]


@each_lang
@pytest.mark.parametrize(("content", "key"), [
    (b"main_mode: sea\nmain_mode: air\n", "fact_twice"),
    (b"transport: sea\n", "unknown_fact"),
    (b"\xff\xfe\x00", "file_not_text"),
    (b"notes: " + b"x" * MAX_BYTES, "file_too_large"),
])
def test_a_bad_file_is_refused_in_plain_words(content: bytes, key: str, lang: str) -> None:
    page = opened(lang)
    page.file_uploader("upload/0").upload("mine.yaml", content, "application/yaml").run()
    assert not page.exception
    with pytest.raises(api.InputError) as refused:
        api.read_case(content, "mine.yaml")
    assert refused.value.key == key
    said = api.explain(refused.value, api.knowledge().texts, lang)
    told = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", page.error[0].value)
    assert told.replace(JOINER, "").replace("\u00a0", " ") == said
    assert page.session_state["facts"] == {}


@each_lang
def test_an_uploaded_case_fills_the_fields(lang: str) -> None:
    page = opened(lang)
    content = b"main_mode: sea\ncargo_form: dry_bulk\ndestination_country: NO\ndangerous: false\n"
    page.file_uploader("upload/0").upload("mine.yaml", content, "application/yaml").run()
    assert not page.exception and not page.error
    assert page.session_state["facts"] == api.read_case(content).facts
    assert page.selectbox(f"destination_country/{lang}/1").value == "NO"
    assert page.radio(f"dangerous/{lang}/1").value == "false"
    assert len(page.code) > 0


@pytest.mark.parametrize("facts", [
    {"shipment_date": "0001-01-01"}, {"goods_value": 1e300}, {"gross_weight_kg": 0},
    {"destination_country": "JP"}, {"notes": "two\nlines"}, {"proposed_term": "x" * 9000},
    {"screening": "hit"}, {"carriage_by": "buyer", "risk_passes_at": "destination_unloaded"},
], ids=str)
def test_any_valid_case_can_be_shown_and_saved(facts: dict[str, Any]) -> None:
    page = opened("fr")
    content = yaml.safe_dump(facts).encode()
    page.file_uploader("upload/0").upload("mine.yaml", content, "application/yaml").run()
    assert not page.exception and not page.error
    assert page.session_state["facts"] == facts


@each_lang
def test_markup_in_a_place_is_shown_as_typed(lang: str) -> None:
    page = with_example(lang)
    page.text_input(f"origin_place/{lang}/1").input(MARKUP).run()
    assert not page.exception
    assert MARKUP in page.code[0].value
    assert MARKUP in shown(page)
    raw = "\n".join(p.value for p in page.markdown)
    for active in ("<b>", "**4**", "](http://example.org", "$a$", ":smile:", ":red[hot]", "~~no~~"):
        assert active not in raw
    assert not any(p.allow_html for p in page.markdown)


@each_lang
def test_the_interview_reaches_an_answer(lang: str) -> None:
    page = opened(lang, "interview")
    first = page.subheader[0].value
    reply(page, 1, "carrier_handover")
    assert page.subheader[0].value != first
    page.button("back").click().run()
    assert page.subheader[0].value == first
    for number in range(1, 20):
        if not any(b.key == f"answer/{number}/unknown" for b in page.button):
            break
        reply(page, number, "unknown")
    assert not page.exception
    assert len(page.code) > 0 and len(page.info) == 1
    page.button("carry_on").click().run()
    assert not page.exception


def reply(page: Any, number: int, value: str) -> None:
    page.button(f"answer/{number}/{value}").click().run()
    assert not page.exception


def test_the_interview_begins_with_the_case_and_carries_on() -> None:
    page = with_example("en")
    page.switch_page(VIEWS["interview"]).run()
    page.button("from_case").click().run()
    assert "Terminal de France" in shown(page)
    page.segmented_control("lang").set_value("fr").run()
    assert not page.exception
    assert "Réponse à ce stade" in shown(page)


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
