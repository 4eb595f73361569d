"""The oral on the page: the trainer's jury, the student's practice."""

from collections.abc import Iterator
from typing import Any

import pytest

from incoadvisor import api
from tests.ui.opening import PAGE, each_lang, opened, say, shown

pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend
CASE = "containers-le-havre-dakar"


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


def toggle(page: Any, question: Any) -> Any:
    return page.toggle(f"te/oral/show/{CASE}/{question.id}")


@each_lang
def test_the_jury_goes_through_the_questions(lang: str) -> None:
    exam = api.oral(CASE, lang, 6)  # type: ignore[arg-type]
    page = opened(lang, "classroom", part="oral", case=CASE)
    first, second = exam.questions[:2]
    assert first.question in shown(page) and second.question not in shown(page)
    assert first.points[1].text not in shown(page)
    toggle(page, first).set_value(True).run()
    assert all(p.text in shown(page) for p in first.points)
    assert all(f.question in shown(page) for f in first.follow_ups)
    page.text_area(f"te/oral/notes/{CASE}/{first.id}").input("clear, but no place").run()
    page.button("te/oral/next").click().run()
    assert second.question in shown(page) and second.points[1].text not in shown(page)
    page.button("te/oral/before").click().run()
    assert page.text_area(f"te/oral/notes/{CASE}/{first.id}").value == "clear, but no place"
    page.number_input(f"te/oral/points/{CASE}/answers/{lang}").set_value(2.5).run()
    page.number_input(f"te/oral/points/{CASE}/limits/{lang}").set_value(1.0).run()
    total = "3,5" if lang == "fr" else "3.5"
    assert say("te_oral_total", lang, total=total, out_of=5) in shown(page)
    page.button("te/oral/draw").click().run()
    drawn = api.oral(CASE, lang, 6, 1)  # type: ignore[arg-type]
    assert drawn.questions[0].question in shown(page)
    page.number_input(f"te/oral/count/{lang}").set_value(3).run()
    assert say("te_oral_of", lang, number=1, count=3) in shown(page)
    assert not page.exception


@each_lang
def test_a_student_answers_first(lang: str) -> None:
    exam = api.oral(CASE, lang, 6)  # type: ignore[arg-type]
    first = exam.questions[0]
    page = opened(lang, "exercise", case=CASE, hints="0", mark="1")
    assert say("te_oral_after_copy", lang) in shown(page) and first.question not in shown(page)
    page.selectbox(f"te/{CASE}/term/{lang}").select("FOB").run()
    assert first.question in shown(page)
    assert toggle(page, first).disabled and first.answer not in shown(page)
    page.text_area(f"te/oral/notes/{CASE}/{first.id}").input("FOB").run()
    assert not toggle(page, first).disabled
    toggle(page, first).set_value(True).run()
    assert first.answer in shown(page)
    page.text_area(f"te/oral/notes/{CASE}/{first.id}").input(" ").run()
    assert first.answer not in shown(page)


@each_lang
def test_where_the_link_keeps_the_sheet_back_there_is_no_oral(lang: str) -> None:
    page = opened(lang, "exercise", case=CASE, hints="0", minutes="45")
    page.selectbox(f"te/{CASE}/term/{lang}").select("FOB").run()
    assert say("te_oral", lang) not in [s.value for s in page.subheader]
    assert not [t for t in page.toggle if t.key and t.key.startswith("te/oral")]


def test_a_link_with_nonsense_opens_the_usual_oral() -> None:
    page = opened("en", "classroom", part="oral", case=CASE, count="x", q="99", draw="-")
    assert say("te_oral_of", "en", number=6, count=6) in shown(page)
    assert not page.exception
