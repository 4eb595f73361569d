"""The views that advise, in a real browser: by keyboard, back and forward, and on a telephone."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from incoadvisor import api
from tests.browser.visit import Visit

CASE = {"main_mode": "sea", "cargo_form": "container_fcl", "carriage_by": "buyer"}
MANY = 40  # presses of a key after which something is out of reach


def told(page: Visit) -> dict[str, str]:
    """The case in the address bar."""
    found = parse_qs(urlsplit(page.page.url).query)
    return {name: values[0] for name, values in found.items() if name != "lang"}


def tab_to(page: Visit, css: str) -> None:
    """Press Tab until the keyboard is inside."""
    for _ in range(MANY):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("css => document.activeElement.closest(css) !== null", css):
            return
    pytest.fail(f"{css} is out of the keyboard's reach")


def test_the_questions_can_be_answered_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    page = visit().open("interview")
    tab_to(page, ".st-key-reply-1")
    facts: dict[str, object] = {}
    for _ in range(3):
        question = api.interview(facts).question
        assert question is not None
        page.page.keyboard.press("Enter")  # the next question's answer stands in the same place
        facts[question.fact] = next(iter(question.answers))
        page.page.wait_for_function(
            "count => location.search.split('&').length > count", arg=len(facts))
        page.settle()
    assert told(page) == api.link(facts)


def asks_for(page: Visit, facts: dict[str, object]) -> bool:
    """Whether the page comes to ask what these facts leave open."""
    question = api.interview(facts).question
    assert question is not None
    spec = api.knowledge().facts[question.fact]
    assert spec.question is not None
    return page.shows(spec.question.en)


def test_back_and_forward_take_answers_back_and_give_them_again(
        visit: Callable[..., Visit]) -> None:
    page = visit().open("interview")
    steps = []
    for _ in range(3):
        steps.append(told(page))
        page.page.locator(".st-key-reply-1 button").click()
        page.page.wait_for_function(
            "count => location.search.split('&').length > count", arg=len(steps))
        page.settle()
    for step in reversed(steps):
        page.page.go_back()
        assert asks_for(page, step) and told(page) == step
    page.page.go_forward()
    assert asks_for(page, steps[1]) and told(page) == steps[1]
    assert not page.errors


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_telephone_shows_the_answer_in_reach_and_the_upright_diagram(
        visit: Callable[..., Visit], lang: str) -> None:
    page = visit(lang, width=390).open(**CASE)
    assert page.overflow() == 0
    page.page.locator(".st-key-to_answer a").click()
    page.page.wait_for_timeout(300)
    assert page.page.locator("#answer").is_visible()
    assert page.page.locator('[class*="st-key-diagram_stacked"] img').is_visible()
    assert not page.page.locator('[class*="st-key-diagram_wide"] img').is_visible()


def test_a_shared_link_opens_the_same_case_in_another_browser(visit: Callable[..., Visit]) -> None:
    page = visit().open(**CASE)
    page.page.locator(".st-key-share button").first.click()
    page.settle()
    link = page.page.locator('[data-testid="stPopoverBody"] code').first.inner_text()
    other = visit("fr")
    other.page.goto("".join(link.split()))
    other.lang = "en"  # the link's wins over the browser's
    other.settle()
    assert told(other) == CASE == told(page)
    advice = api.advise(CASE)
    assert advice.headline in other.text()
