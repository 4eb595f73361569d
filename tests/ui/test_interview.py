"""The guided questions work on the same case as the form."""

from typing import Any

import pytest

from incoadvisor import api
from tests.ui.app import LANGS, VIEWS, facts, opened, say, shown, with_example

pytest.importorskip("streamlit.testing.v1",
                    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = [pytest.mark.usefixtures("page_on_path"),
              pytest.mark.filterwarnings("default")]  # Streamlit's own are not ours to mend
each_lang = pytest.mark.parametrize("lang", LANGS)



def question(page: Any) -> str:
    """The fact asked for now."""
    skipped = page.session_state.get("skipped", ())
    asked = api.interview(facts(page), "en", skipped=skipped).question
    assert asked is not None
    return asked.fact


def reply(page: Any, place: int | str) -> None:
    page.button(f"reply/{place}").click().run()
    assert not page.exception


def replies(page: Any) -> list[str]:
    return [b.key for b in page.button if b.key.startswith("reply/") and b.key[6:].isdigit()]


@each_lang
def test_it_asks_says_why_and_shows_where_each_answer_leads(lang: str) -> None:
    page = opened(lang, "interview")
    spec = api.knowledge().facts[question(page)]
    assert spec.question is not None and spec.why is not None
    text = shown(page)
    assert spec.question.get(lang) in text
    assert say("ask_why", lang, why=spec.why.get(lang)) in text
    assert len(replies(page)) == len(spec.values)
    assert say("ui_so_far", lang) in text and say("ui_most_decisive", lang) in text


@each_lang
def test_an_answer_becomes_a_fact_and_back_takes_it_away(lang: str) -> None:
    page = opened(lang, "interview")
    first = question(page)
    reply(page, 1)
    assert list(facts(page)) == [first]
    assert page.query_params[first] in (facts(page)[first], [facts(page)[first]])
    second = question(page)
    assert second != first
    reply(page, "unknown")
    assert list(facts(page)) == [first] and question(page) not in (first, second)
    page.button("back").click().run()
    assert question(page) == second
    page.button("back").click().run()
    assert question(page) == first and facts(page) == {}
    assert page.button("back").disabled


@each_lang
@pytest.mark.parametrize("place", [1, 2, "unknown"])
def test_it_ends_with_the_whole_advice(place: int | str, lang: str) -> None:
    page = opened(lang, "interview")
    for _ in range(20):
        if not replies(page):
            break
        reply(page, place)
    assert not replies(page) and len(page.success) == 1
    advice = api.advise(facts(page), lang)
    assert advice.headline in shown(page)
    if advice.recommended:
        assert page.code[0].value == advice.recommended.clause


def test_both_ways_in_work_on_one_case() -> None:
    page = with_example("en")
    before = facts(page)
    page.switch_page(VIEWS["interview"]).run()
    assert "Terminal de France" in shown(page)
    asked = question(page)
    reply(page, 1)
    assert facts(page).items() >= before.items() and asked in facts(page)
    page.segmented_control("lang").set_value("fr").run()
    assert not page.exception
    after = facts(page)
    assert after == before | {asked: after[asked]}
    page.switch_page(VIEWS["advise"]).run()
    assert facts(page) == after
    assert page.header[-1].value.startswith(api.advise(after, "fr").recommended.term)


def test_the_form_shows_what_a_question_was_answered() -> None:
    page = opened("en", "interview")
    asked = question(page)
    reply(page, 1)
    page.switch_page(VIEWS["advise"]).run()
    page.session_state[f"section/{api.knowledge().facts[asked].section}"] = True
    page.run()
    shown_value = next(s.value for s in page.selectbox if s.key.startswith(f"{asked}/"))
    assert shown_value == facts(page)[asked]
