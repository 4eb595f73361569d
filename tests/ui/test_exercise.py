"""The student's exercise and the trainer's class, run without a browser, in both languages."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from incoadvisor import api
from tests.ui.opening import PAGE, each_lang, links, opened, say, shown

pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend
CASE = "cider-container-yokohama"
COPIES = Path(__file__).resolve().parents[1] / "teach" / "copies"


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


def copy_of(page: Any) -> str:
    return str(page.code[0].value)


@each_lang
def test_a_link_opens_its_exercise_with_its_settings(lang: str) -> None:
    page = opened(lang, "exercise", case=CASE, hints="0", minutes="45", extra="33")
    study, text = api.case_study(CASE), shown(page)
    assert study.title.get(lang) in text and study.question.get(lang) in text
    for paper in study.dossier:
        assert paper.text.get(lang).split("\n")[0] in text
    assert say("te_time_extra", lang, allowed=60, minutes=45, extra=33) in text
    assert say("te_hints", lang) not in text
    assert not [b for b in page.button if b.key == "te/mark"]  # the link does not let it


@each_lang
def test_time_is_told_when_asked_and_locks_nothing(
        lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    page = opened(lang, "exercise", case=CASE, hints="1", minutes="45")
    page.button("te/begin").click().run()
    begun = page.session_state[f"te_begun/{CASE}"]
    for seconds, key, left in ((600, "te_time_left", 35), (45 * 60 - 30, "te_time_left_one", 1),
                               (46 * 60, "te_time_over", 0)):
        monkeypatch.setattr(time, "time", lambda at=begun + seconds: at)
        page.button("te/left").click().run()
        assert say(key, lang, minutes=left) in shown(page)
    assert not any(field.disabled for field in [*page.selectbox, *page.text_input])


@each_lang
def test_an_answer_becomes_a_copy_that_the_marker_reads(lang: str) -> None:
    page = opened(lang, "exercise", case=CASE, hints="0", mark="1")
    page.selectbox(f"te/{CASE}/term/{lang}").select("FCA").run()
    page.text_input(f"te/{CASE}/place/{lang}").input("terminal, Port 2000: Le Havre # quai").run()
    page.text_input(f"te/{CASE}/edition/{lang}").input("2020").run()
    page.selectbox(f"te/{CASE}/refused/1/{lang}").select("FOB").run()
    reason = api.choices(CASE).fields["reasons"][0].id
    page.multiselect(f"te/{CASE}/refused_reasons/1/{lang}").select(reason).run()
    answer = api.read_answer(copy_of(page).encode(), "copy.yaml")
    assert (answer.case, answer.term, answer.edition) == (CASE, "FCA", 2020)
    assert answer.place == "terminal, Port 2000: Le Havre # quai"
    assert answer.refused[0].term == "FOB" and answer.refused[0].reasons == (reason,)
    page.button("te/mark").click().run()
    marked = api.mark(CASE, answer, lang=lang)
    assert marked.expected and not any(e in shown(page) for e in marked.expected)
    for line in marked.criteria:
        for said in (line.label, *line.quote, *line.missing):
            assert " ".join(said.split()) in shown(page)


@each_lang
def test_what_was_answered_outlives_a_look_at_another_view(lang: str) -> None:
    page = opened(lang, "exercise", case=CASE, hints="0")
    page.selectbox(f"te/{CASE}/term/{lang}").select("FCA").run()
    page.switch_page("views/glossary.py").run()
    page.switch_page("views/exercise.py")
    page.query_params["case"], page.query_params["hints"] = CASE, "0"
    page.run()
    assert page.selectbox(f"te/{CASE}/term/{lang}").value == "FCA"
    assert "term: FCA" in copy_of(page)


@each_lang
def test_a_broken_link_says_what_is_wrong(lang: str) -> None:
    page = opened(lang, "exercise", case="no-such", minutes="9999", hints="maybe")
    text = shown(page)
    assert say("te_no_such_case", lang, case="no-such") in text
    assert "9999" in text and "maybe" in text
    assert say("te_answer", lang) in text


@each_lang
def test_actions_are_put_in_order(lang: str) -> None:
    plan = api.ordering_tasks()[0]
    page = opened(lang, "exercise", case=plan.id, hints="1")
    first, second = plan.actions[1].id, plan.actions[0].id
    page.multiselect(f"te/{plan.id}/order/{lang}").set_value([first, second]).run()
    assert api.read_answer(copy_of(page).encode()).order == (first, second)


@each_lang
def test_the_trainer_builds_the_link(lang: str) -> None:
    page = opened(lang, "classroom", case=CASE, nohints="1")
    page.number_input("te/extra").set_value(33).run()
    link = copy_of(page)
    for part in (f"case={CASE}", "hints=0", "minutes=45", "extra=33", f"lang={lang}"):
        assert part in link
    assert "mark=" not in link
    assert any(where == "exercise" and f"case={CASE}" in query for where, query, _ in links(page))


@each_lang
def test_a_class_is_marked_from_zip_and_files(lang: str) -> None:
    files = [(f"{path.stem}-{name}.yaml", yaml.safe_dump({"case": path.stem, **copy}).encode())
             for path in sorted(COPIES.glob("*.yaml"))
             for name, copy in yaml.safe_load(path.read_text(encoding="utf-8")).items()]
    files.append(("<b>bad</b>.yaml", b"trem: CIP\n"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files[:2]:
            archive.writestr(f"group/{name}", content)
    page = opened(lang, "classroom", part="mark")
    page.session_state["te_copies"] = [("class.zip", packed.getvalue()), *files[2:]]
    page.run()
    assert not page.exception
    result = api.mark_copies([("class.zip", packed.getvalue()), *files[2:]], lang=lang)
    assert result.marked == len(files) - 1
    text = shown(page)
    for copy in result.copies:
        assert copy.name in text
    for line in result.missed:
        assert line.label in text
    mark = next(c.mark for c in result.copies if c.mark)  # the trainer's sheet shows everything
    for line in mark.criteria:
        lost = line.points < line.out_of
        for said in (*line.quote, *line.missing, *(line.expected if lost else ()),
                     *(r.rule for r in line.rules), *(f.text for f in line.facts)):
            assert " ".join(said.split()) in text, said
    for said in (*mark.expected, *mark.oral, *mark.why_not, *(s.text for s in mark.to_judge)):
        assert " ".join(said.split()) in text, said
    assert {b.proto.label for b in page.get("download_button")} == {
        say(f"te_class_{form}", lang) for form in ("csv", "xlsx", "svg")}


def test_files_that_are_no_copies_are_listed() -> None:
    result = api.mark_copies([("notes.docx", b"x"), ("bad.zip", b"no zip"),
                              ("big.zip", b"PK" * 600_000), ("a.txt", b"FCA Le Havre")], CASE)
    assert [bool(c.error) for c in result.copies] == [False, True, True, True]
    with pytest.raises(api.InputError):
        api.mark_copies([])
