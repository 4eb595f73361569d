"""The pictures of an advice, and what to do about damaged goods, on the page."""

import pytest

from incoadvisor import api
from tests.ui.app import LANGS, opened, say, shown, tab, with_case, with_example

pytest.importorskip("streamlit.testing.v1",
                    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytestmark = [pytest.mark.usefixtures("page_on_path"),
              pytest.mark.filterwarnings("default")]
each_lang = pytest.mark.parametrize("lang", LANGS)


def pictures(page) -> list[str]:
    """What the pictures of the page say in their place."""
    return [picture.alt for image in page.get("image") for picture in image.proto.imgs]


@each_lang
def test_each_picture_can_be_chosen_and_says_what_it_shows(lang: str) -> None:
    page = with_example(lang)
    advice = page.session_state["advice"]
    told = next(iter(advice.values()))
    one = api.diagram(told, lang=lang)
    assert any(one.sentence in alt for alt in pictures(page))
    wall = api.wall_diagram(told, lang)
    for kind, words in (("compared", ["FCA", "FOB"]), ("wall", [wall.title]),
                        ("argument", ["FCA"])):
        page.segmented_control(f"picture/4/{lang}").set_value(kind).run()
        assert not page.exception and not page.error
        assert pictures(page) and all(w in " ".join(pictures(page)) for w in words)


@each_lang
def test_where_nothing_is_recommended_the_wall_shows_why(lang: str) -> None:
    page = with_case(lang, screening="hit", main_mode="sea")
    assert page.segmented_control(f"picture/2/{lang}").value == "wall"
    assert pictures(page)


@each_lang
def test_damage_at_a_milestone_says_who_bears_it_and_what_to_do(lang: str) -> None:
    page = tab(with_example(lang), "ui_tab_damage", lang)
    told = next(iter(page.session_state["advice"].values()))
    for milestone in ("pre_carriage", "main_carriage"):
        page.selectbox("damaged_at").set_value(milestone).run()
        found = api.damage(told, milestone, lang=lang)
        text = shown(page)
        assert found.sentence in text and found.why in text
        assert all(step.text in text for step in found.steps)
        assert all(claim.text in text for claim in found.claims)


@each_lang
def test_the_eleven_rules_and_the_comparison_have_their_picture(lang: str) -> None:
    rules = opened(lang, "rules")
    first = api.diagram(next(iter(api.knowledge().terms)), lang=lang)
    assert any(first.sentence in alt for alt in pictures(rules))
    assert any(say("ui_as_table", lang) in box.label for box in rules.expander)
