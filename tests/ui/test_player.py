"""The trace player, run without a browser, in both languages."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from incoadvisor import api
from tests.ui.opening import PAGE, each_lang, example, opened, say, shown

pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


@pytest.fixture(scope="module")
def recording() -> Any:
    return api.record(example())


def number(page: Any) -> int:
    return int(page.slider("te/at").value)


@each_lang
def test_without_a_case_a_saved_trace_can_be_opened(lang: str) -> None:
    page = opened(lang, "player")
    assert say("te_no_run", lang) in shown(page)
    assert page.get("file_uploader")


@each_lang
def test_steps_forth_back_and_to_the_firing_that_decided(lang: str, recording: Any) -> None:
    page = opened(lang, "player", example())
    assert say("te_begins", lang) in shown(page)
    page.button("te/next").click().run()
    assert number(page) == 1 and recording.steps[0].because.get(lang) in shown(page)
    page.button("te/decided").click().run()
    assert number(page) == recording.decided
    how = api.player(recording, lang).scene(recording.decided).how
    assert how and how in shown(page)
    page.button("te/back").click().run()
    assert number(page) == recording.decided - 1
    assert how not in shown(page)
    assert not page.exception


@each_lang
def test_a_scene_shows_rule_conditions_agenda_memory_and_terms(lang: str, recording: Any) -> None:
    step = next(s for s in recording.steps if s.stage == "require" and len(s.agenda) > 2)
    text = shown(opened(lang, "player", example(), step=str(step.step)))
    scene = api.player(recording, lang).scene(step.step)
    assert scene.conditions is not None and scene.conditions.items[0].text in text
    for waiting in scene.agenda:
        assert waiting.text in text and waiting.why in text
    for item in scene.memory:
        assert item.text in text
    for term in scene.terms:
        assert f"| {term.term} |" in text


@each_lang
def test_playing_is_asked_for_and_can_be_paused(lang: str) -> None:
    page = opened(lang, "player", example())
    assert not page.session_state["te_playing"] if "te_playing" in page.session_state else True
    page.button("te/play/False").click().run()
    assert page.session_state["te_playing"]
    page.button("te/play/True").click().run()
    assert not page.session_state["te_playing"] and not page.exception


@each_lang
def test_a_rule_that_did_not_fire_tells_what_it_misses(lang: str, recording: Any) -> None:
    near = next(r for r in api.near_rules(recording, 20, lang) if len(r.missing) == 1)
    text = shown(opened(lang, "player", example(), part="near", near=near.rule, step="20"))
    assert say("te_near_met", lang, met=near.met, count=near.count,
               missing="; ".join(near.missing)) in text


@each_lang
def test_one_fact_changed_shows_where_the_runs_part(lang: str, recording: Any) -> None:
    page = opened(lang, "player", example(), part="compare", fact="carriage_by", value="seller")
    other = api.record(example() | {"carriage_by": "seller"})
    parting = api.part(recording, other, lang)
    assert parting.row is not None
    row = parting.rows[parting.row]
    text = shown(page)
    assert (row.before or row.after).because in text
    assert f"**{(row.before or row.after).step}**" in text


@each_lang
def test_all_steps_stand_on_one_page_to_print(lang: str, recording: Any) -> None:
    text = shown(opened(lang, "player", example(), part="print"))
    for step in recording.steps:
        assert step.because.get(lang) in text


@each_lang
def test_a_saved_trace_plays_and_another_rule_base_is_told(lang: str, recording: Any) -> None:
    data = json.loads(api.write_recording(recording))
    data["receipt"]["digest"] = "sha256:other"
    saved = api.read_recording(json.dumps(data).encode(), "old.json")
    page = opened(lang, "player")
    page.session_state["te_saved"] = ("<b>old</b>.json", saved)
    page.run()
    text = shown(page)
    assert say("te_from_file", lang, name="<b>old</b>.json") in text
    assert say("te_other_digest", lang, digest=api.knowledge().digest[:19]) in text
    page.button("te/close").click().run()
    assert say("te_no_run", lang) in shown(page)
