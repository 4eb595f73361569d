"""Three people use the page: an exporter, a student and a trainer."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from incoadvisor import api
from tests.browser.views import CASE
from tests.browser.visit import Visit

EXAMPLE = Path(__file__).parents[2] / "examples" / "container-le-havre-to-santos.yaml"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_exporter_is_guided_to_a_report(lang: str, visit: Callable[..., Visit]) -> None:
    pypdf = pytest.importorskip("pypdf")
    here = visit(lang).open()
    here.page.locator(".st-key-to_interview button").click()
    here.settle()
    facts: dict[str, object] = {}
    talk = api.interview(facts, lang)
    while talk.question is not None and not talk.at_limit:
        fact, value = talk.question.fact, next(iter(talk.question.answers))
        assert here.shows(api.knowledge().facts[fact].question.get(lang))
        here.page.locator('[class*="st-key-reply-1"] button').first.click()
        here.page.wait_for_function("fact => location.search.includes(fact + '=')", arg=fact)
        here.settle()
        facts[fact] = value
        talk = api.interview(facts, lang, asked=list(facts))
    advice = api.advise(facts, lang)
    assert advice.recommended is not None
    assert here.shows(advice.recommended.clause)
    here.page.locator(".st-key-save button").first.click()
    here.settle()
    with here.page.expect_download() as download:
        here.page.locator('[class*="st-key-save-report"] button').click()
    report = pypdf.PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in report.pages))
    assert advice.recommended.clause in words


def test_a_student_opens_a_shared_link_and_reads_why_not(visit: Callable[..., Visit]) -> None:
    case = api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name)
    here = visit("fr").open(**api.link(case, everything=True))
    advice = api.advise(case, "fr")
    assert here.shows(advice.headline)
    here.page.get_by_role("tab", name=api.knowledge().texts.say("ui_tab_ranking", "fr")).click()
    here.settle()
    here.page.get_by_role("radio", name="FOB").first.click()
    here.settle()
    steps = {step.step: step for step in advice.trace}
    fob = next(r for r in advice.ranking if r.term == "FOB")
    for number in fob.against:
        assert here.shows(steps[number].because)


def test_switching_the_language_keeps_every_answer(visit: Callable[..., Visit]) -> None:
    here = visit("en").open(**CASE)
    here.page.get_by_role("radio", name="Français").click()
    here.lang = "fr"
    here.settle()
    assert here.shows(api.advise(CASE, "fr").headline)
    for fact, value in CASE.items():
        assert f"{fact}={value}" in here.page.url


def test_a_trainer_walks_the_trace_to_a_rule_and_back(visit: Callable[..., Visit]) -> None:
    here = visit().open(**CASE)
    here.page.get_by_role("link", name=api.knowledge().texts.say("tx_view", "en"),
                          exact=True).first.click()
    here.settle()
    rule = "containers-are-handed-over-ashore"
    here.open("trace", part="steps", stage="require", about="FOB", **CASE)
    said = api.rule_page(rule, "en").because
    here.page.locator("summary", has_text=said).click()
    here.settle()
    here.page.locator(f'a[href*="{rule}"]').first.click()
    here.page.wait_for_url(f"**/rulebase?*{rule}*")
    here.settle()
    assert here.shows(said)
    back = here.page.locator('[data-testid="stMain"] a[href*="trace"]').first
    back.click()
    here.page.wait_for_url("**/trace?*")
    here.settle()
    assert here.shows(said)


def test_what_a_visitor_typed_is_shown_and_never_run(visit: Callable[..., Visit]) -> None:
    typed = "<img src=x onerror=alert(1)> **Quai** $x$ :red[y]"
    here = visit()
    dialogs: list[str] = []
    here.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    here.open(**CASE, origin_place=typed)
    assert here.shows("<img src=x onerror=alert(1)> **Quai** $x$ :red[y]")
    assert not dialogs and not here.page.locator('img[src="x"]').count()
