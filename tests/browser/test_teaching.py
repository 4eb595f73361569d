"""A trainer plays a trace and marks a class; a student answers and takes the copy away."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from incoadvisor import api
from tests.browser.test_accessible import violations
from tests.browser.views import CASE
from tests.browser.visit import Visit

STUDY = "cider-container-yokohama"
A_STEP = 4100  # milliseconds: a little more than a step takes when playing


def say(key: str, lang: str, **values: object) -> str:
    return api.knowledge().texts.say(key, lang, **values)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_trainer_plays_the_trace_and_keeps_it(
        lang: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    recording = api.record(CASE)
    here = visit(lang).open("player", **CASE)
    here.page.locator('[class*="st-key-te-next"] button').click()
    assert here.shows(recording.steps[0].because.get(lang))
    here.page.locator('[class*="st-key-te-decided"] button').click()
    assert here.shows(say("te_decides", lang))
    assert here.shows(str(api.player(recording, lang).scene(recording.decided).how))
    assert f"step={recording.decided}" in here.page.url
    here.page.get_by_role("radio", name=say("te_part_file", lang)).click()
    here.settle()
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name=say("te_save_trace", lang)).click()
    content = json.loads(Path(download.value.path()).read_bytes())
    content["receipt"]["digest"] = "sha256:older"
    saved = tmp_path / "older.json"
    saved.write_text(json.dumps(content))
    other = visit(lang).open("player")
    other.page.locator('input[type="file"]').set_input_files(saved)
    assert other.shows(say("te_from_file", lang, name="older.json"))
    assert other.shows(say("te_begins", lang))
    assert say("te_other_digest", lang, digest=api.knowledge().digest[:19]) in other.text()
    assert not here.errors and not other.errors


def test_playing_goes_on_by_itself_until_paused(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.page.clock.install()  # so that nobody need wait for the clock of the page
    here.open("player", **CASE)
    count = len(api.record(CASE).steps)
    here.page.get_by_role("button", name=say("te_play", "en"), exact=True).click()
    here.page.get_by_role("button", name=say("te_pause", "en"), exact=True).wait_for()
    for step in (1, 2):
        here.settle().page.clock.fast_forward(A_STEP)
        assert here.shows(say("te_of", "en", step=step, count=count))
    here.page.get_by_role("button", name=say("te_pause", "en"), exact=True).click()
    here.page.get_by_role("button", name=say("te_play", "en"), exact=True).wait_for()
    for _ in range(2):
        here.settle().page.clock.fast_forward(A_STEP)
    stands = say("te_of", "en", step=2, count=count)
    assert stands in here.settle().text() and violations(here) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_student_answers_and_a_trainer_marks(
        lang: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    trainer = visit(lang).open("classroom", case=STUDY)
    link = trainer.page.locator('[data-testid="stCode"] code').first.inner_text()
    assert parse_qs(urlsplit(link).query)["case"] == [STUDY]
    student = visit(lang)
    student.page.goto("".join(link.split()))
    student.settle()
    assert student.shows(api.case_study(STUDY).title.get(lang))
    student.page.get_by_label(say("te_field_term", lang), exact=True).click()
    student.page.get_by_role("option", name="FCA").click()
    student.settle()
    student.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 1000)")
    assert student.page.locator(".st-key-dossier").bounding_box()["y"] > 0  # still in sight
    place = student.page.get_by_label(say("te_field_place", lang), exact=True)
    place.fill("terminal, Port 2000, Le Havre")
    place.press("Tab")
    student.settle()
    with student.page.expect_download() as download:
        student.page.get_by_role("button", name=say("te_copy_save", lang)).click()
    copy = tmp_path / "ana.yaml"
    copy.write_bytes(Path(download.value.path()).read_bytes())
    answer = api.read_answer(copy.read_bytes(), copy.name)
    assert (answer.case, answer.term, answer.place) == (STUDY, "FCA",
                                                        "terminal, Port 2000, Le Havre")
    trainer.open("classroom", part="mark")
    trainer.page.locator('input[type="file"]').set_input_files(copy)
    assert trainer.shows(say("teach_class", lang, marked=1,
                             acquired=int(api.mark(STUDY, answer).verdict == "acquired")))
    assert trainer.shows("ana.yaml")
    assert violations(trainer) == []
    trainer.page.set_viewport_size({"width": 320, "height": 800})
    trainer.settle()
    assert trainer.overflow() <= 0
    with trainer.page.expect_download() as table:
        trainer.page.get_by_role("button", name=say("te_class_csv", lang)).click()
    assert b"ana.yaml" in Path(table.value.path()).read_bytes()
    assert not student.errors and not trainer.errors


def test_a_trainer_holds_the_oral_and_prints_the_sheet(visit: Callable[..., Visit]) -> None:
    lang, case = "fr", "containers-le-havre-dakar"
    exam = api.oral(case, lang, 6)
    here = visit(lang).open("classroom", part="oral", case=case, q="2")
    asked = exam.questions[1]
    assert here.shows(asked.question) and asked.answer not in here.text()
    here.page.get_by_text(say("te_oral_show", lang)).click()
    assert here.shows(asked.answer) and violations(here) == []
    here.page.get_by_role("button", name=say("te_oral_save", lang)).click()
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name=say("te_oral_save_pdf", lang)).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == f"oral-{case}.pdf"
    here.page.keyboard.press("Escape")
    here.page.set_viewport_size({"width": 320, "height": 800})
    here.settle()
    assert here.overflow() <= 0 and not here.errors
