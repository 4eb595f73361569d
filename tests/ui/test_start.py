"""Ways to a case: examples, a file, a pasted text, the other side's term."""

from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.knowledge.yamlfile import MAX_BYTES
from tests.ui.app import LANGS, facts, opened, say, shown, tab, unescaped, with_case

pytest.importorskip("streamlit.testing.v1",
                    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = [pytest.mark.usefixtures("page_on_path"),
              pytest.mark.filterwarnings("default")]  # Streamlit's own are not ours to mend
each_lang = pytest.mark.parametrize("lang", LANGS)

BAD = [
    (b"main_mode: sea\nmain_mode: air\n", "fact_twice"),
    (b"transport: sea\n", "unknown_fact"),
    (b"- sea\n", "case_not_mapping"),
    (b"main_mode: [sea\n", "file_unreadable"),
    (b"a: &x sea\nb: *x\n", "yaml_alias"),
    (b"", "file_empty"),
    (b"notes: " + b"x" * MAX_BYTES, "file_too_large"),
]
NOT_TEXT = (b"\xff\xfe\x00", "file_not_text")


def each_bad(cases: list[tuple[bytes, str]]) -> pytest.MarkDecorator:
    """One test for each fault of a case."""
    return pytest.mark.parametrize(("content", "key"), cases, ids=[key for _, key in cases])


def way(page: Any, name: str) -> Any:
    """The page with this way of starting chosen."""
    page.segmented_control("way").set_value(name).run()
    assert not page.exception
    return page


def refusal(content: bytes, name: str, lang: str) -> tuple[str, str]:
    """The key and the words of what is wrong with a case."""
    with pytest.raises(api.InputError) as refused:
        api.read_case(content, name)
    return refused.value.key, api.explain(refused.value, api.knowledge().texts, lang)


@each_lang
@each_bad([*BAD, NOT_TEXT])
def test_a_bad_file_is_refused_in_plain_words(content: bytes, key: str, lang: str) -> None:
    page = way(opened(lang), "file")
    page.file_uploader("upload/0").upload("mine.yaml", content, "application/yaml").run()
    assert not page.exception
    assert (key, unescaped(page.error[0].value)) == refusal(content, "mine.yaml", lang)
    assert facts(page) == {}


@each_lang
def test_an_uploaded_case_fills_the_fields(lang: str) -> None:
    page = way(opened(lang), "file")
    content = b'{"main_mode": "sea", "cargo_form": "dry_bulk", "dangerous": false}'
    page.file_uploader("upload/0").upload("mine.json", content, "application/json").run()
    assert not page.exception and not page.error
    assert facts(page) == api.read_case(content).facts
    assert page.selectbox(f"main_mode/{lang}/1").value == "sea"
    assert len(page.code) > 0


@each_lang
@each_bad(BAD)
def test_a_bad_text_is_refused_in_plain_words(content: bytes, key: str, lang: str) -> None:
    page = way(opened(lang), "paste")
    page.text_area("paste/0").input(content.decode()).run()
    page.button("paste/read").click().run()
    assert not page.exception
    name = say("ui_paste_name", lang)
    assert (key, unescaped(page.error[0].value)) == refusal(content, name, lang)
    page.text_area("paste/0").input("main_mode: air").run()
    page.button("paste/read").click().run()
    assert not page.error and facts(page) == {"main_mode": "air"}


@each_lang
def test_a_worked_case_opens_by_its_title(lang: str) -> None:
    page = opened(lang)
    example = next(iter(api.examples().values()))
    assert example.title.get(lang) in page.selectbox("worked").options
    page.selectbox("worked").select(example.id).run()
    assert example.story.get(lang) in shown(page)
    page.button("worked/open").click().run()
    assert not page.exception and facts(page) == example.facts


def test_every_worked_case_offered_can_be_advised_upon() -> None:
    assert len(api.examples()) > 50
    for example in api.examples().values():
        api.advise(example.facts)


@each_lang
def test_the_other_sides_term_is_diagnosed_and_taken_into_the_case(lang: str) -> None:
    text = "FOB Paris CDG 2010"
    page = way(opened(lang), "clause")
    page.text_input("clause").input(text).run()
    read = api.read_clause(text, lang)
    told = shown(page)
    assert all(finding.text in told for finding in read.findings)
    assert read.line in [c.value for c in page.code]
    page.button("clause/take").click().run()
    assert not page.exception
    assert facts(page) == {"proposed_term": text}


@each_lang
@pytest.mark.parametrize(("text", "active"), [
    ("FOB b :smile: airport", ":smile:"), ("FOB Quay [x](http://e.org)", "](http"),
])
def test_markup_in_the_other_sides_term_is_shown_as_typed(
        text: str, active: str, lang: str) -> None:
    page = way(opened(lang), "clause")
    page.text_input("clause").input(text).run()
    assert not page.exception and active in shown(page)
    assert active not in "\n".join(m.value for m in page.markdown)


@each_lang
def test_a_line_that_is_no_term_or_too_long_is_told_so(lang: str) -> None:
    page = way(opened(lang), "clause")
    page.text_input("clause").input("<b>hello</b>").run()
    assert say("ui_clause_none", lang) in shown(page)
    assert not any("<b>" in m.value for m in page.markdown)
    page.text_input("clause").input("FOB " + "x" * api.MAX_CLAUSE).run()
    assert not page.exception and len(page.error) == 1


@each_lang
def test_an_assumption_is_corrected_where_it_is_told(lang: str) -> None:
    page = tab(with_case(lang, origin_country="FR", destination_country="BR"), "ui_tab_open", lang)
    assumed = {a.fact: a.value for a in api.advise(facts(page), lang).assumptions}
    assert assumed["buyer_can_export"] is False
    page.button("assumed/buyer_can_export/True").click().run()
    assert not page.exception and facts(page)["buyer_can_export"] is True
    assert not any(b.key.startswith("assumed/buyer_can_export") for b in page.button)


@each_lang
def test_an_open_question_is_answered_where_it_is_told(lang: str) -> None:
    page = tab(with_case(lang, main_mode="sea", cargo_form="container_fcl"), "ui_tab_open", lang)
    key = next(b.key for b in page.button if b.key.startswith("open/"))
    _, fact, value = key.split("/")
    question = api.advise(facts(page), lang).open_questions[0]
    assert (fact, value) == (question.fact, next(iter(question.changes)))
    page.button(key).click().run()
    assert str(facts(page)[fact]) == value
    assert page.header[-1].value.startswith(question.changes[value])


@each_lang
def test_a_change_is_tried_without_being_made_and_then_made(lang: str) -> None:
    given = {"main_mode": "sea", "cargo_form": "container_fcl", "carriage_by": "buyer"}
    page = tab(with_case(lang, **given), "ui_tab_whatif", lang)
    page.selectbox("try/fact").select("carriage_by").run()
    assert facts(page) == given
    assert page.selectbox("try/carriage_by/buyer").value == "seller"
    after = api.what_if(api.Case(**given), {"carriage_by": "seller"}, lang)
    text = shown(page)
    assert after.before in text and after.after in text
    page.button("try/make").click().run()
    assert not page.exception
    assert facts(page) == given | {"carriage_by": "seller"}


def test_a_smallest_change_is_made_by_pressing_it() -> None:
    page = tab(with_case("en", main_mode="sea", cargo_form="container_fcl"), "ui_tab_whatif", "en")
    change = api.smallest_changes(facts(page), "en")[0]
    page.button("reply/s0").click().run()
    assert not page.exception
    assert facts(page).items() >= change.set.items()


@each_lang
def test_both_sides_are_advised_side_by_side(lang: str) -> None:
    page = tab(with_case(lang, main_mode="sea", cargo_form="container_fcl"), "ui_tab_sides", lang)
    text = shown(page)
    for side in ("seller", "buyer"):
        own = api.advise(facts(page) | {"perspective": side}, lang)
        assert say(f"ui_sides_{side}", lang) in text and own.headline in text
