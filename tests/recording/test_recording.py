"""A recorded run: whole, the same when read back, and true to the engine's own verdicts."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from incoadvisor import api
from incoadvisor.cli import main
from tests.strategies import GIVEN, cases

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "container-le-havre-to-santos.yaml"
ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}
SAID = [spec for spec in GIVEN if spec.kind != "derived"]


@pytest.fixture(scope="module")
def recording() -> Any:
    return api.record(api.read_case(EXAMPLE.read_bytes()))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, env: dict[str, str] = ENGLISH
        ) -> tuple[int, str, str]:  # fmt: skip
    code = main(list(arguments), env)
    out, err = capsys.readouterr()
    return code, out, err


@settings(max_examples=25)
@given(cases(SAID, most=15))
def test_every_run_is_recorded_and_read_back_the_same(facts: dict[str, Any]) -> None:
    recording = api.record(facts)
    assert api.read_recording(api.write_recording(recording)) == recording
    advice = api.advise(facts)
    assert [s.name for s in recording.steps] == [s.rule for s in advice.trace]
    assert recording.receipt == advice.receipt


@settings(max_examples=25)
@given(cases(SAID, most=15))
def test_the_terms_that_fall_are_those_judged_excluded(facts: dict[str, Any]) -> None:
    recording = api.record(facts)
    player = api.player(recording)
    last = max((s.step for s in recording.steps if s.stage == "match"), default=0)
    fallen = {t.term for t in player.scene(last).terms if t.status == "fallen"}
    ranking = {r.term: r.verdict for r in api.advise(facts).ranking}
    end = {t.term: t.status for t in player.scene(len(recording.steps)).terms}
    assert end == ranking
    if recording.outcome.state != "stop":
        yielded = {recording.outcome.term} if recording.outcome.state == "yielded" else set()
        assert fallen - yielded == {t for t, v in ranking.items() if v == "excluded"}


def test_the_agenda_tells_its_order(recording: Any) -> None:
    player = api.player(recording)
    saliences = {a.name: a.salience for a in recording.activations}
    for step in recording.steps:
        scene = player.scene(step.step)
        order = [saliences[w.name] for w in scene.agenda]
        assert order == sorted(order, reverse=True)
        assert [w.fires for w in scene.agenda] == [True, *[False] * (len(order) - 1)][:len(order)]


def test_conditions_are_as_they_stood_when_the_rule_fired(recording: Any) -> None:
    fired = [s for s in recording.steps if s.conditions]
    assert fired and all(s.conditions.truth == "true" for s in fired)


def level(recording: Any, upto: int) -> set[str]:
    """The rules that fail as little as the best one, by what was matched up to a step."""
    weights = {"must": 1000, "strong": 16, "moderate": 4, "slight": 1}
    burden = dict.fromkeys(recording.candidates, 0)
    for step in recording.steps:
        if step.stage == "match" and step.step <= upto:
            for name in step.fails:
                burden[name] += weights[step.strength]
    return {name.split("/")[0] for name, of in burden.items() if of == min(burden.values())}


@pytest.mark.parametrize("change, alone", [
    ({"proposed_term": None}, True),
    ({"carriage_by": "seller", "insurance_by": "seller", "proposed_term": None}, True),
    ({}, False), ({"carriage_by": None, "payment": None, "proposed_term": None}, False)])
def test_the_firing_that_decided_leaves_the_answer_alone_in_front(
        change: dict[str, Any], alone: bool, recording: Any) -> None:
    case = {k: v for k, v in (dict(recording.case) | change).items() if v is not None}
    recorded = api.record(case)
    decided, answer = recorded.decided, recorded.outcome.term
    leaders = {s.step: s.leader for s in recorded.steps if s.leader}
    assert {leader for step, leader in leaders.items() if step >= decided} <= {answer}
    assert (recorded.steps[decided - 1].stage == "match") is alone
    assert (level(recorded, len(recorded.steps)) == {answer}) is alone
    if alone:
        assert level(recorded, decided) == {answer}
        before = leaders.get(decided - 1, answer)
        assert before != answer or level(recorded, decided - 1) > {answer}


def test_two_runs_part_at_the_first_step_that_does_something_else(recording: Any) -> None:
    case = dict(recording.case)
    assert api.part(recording, api.record(case)).row is None
    parting = api.part(recording, api.record(case | {"cargo_form": "break_bulk"}))
    assert parting.row is not None
    for row in parting.rows[:parting.row]:
        assert row.same and row.before.name == row.after.name


def test_a_saved_trace_is_replayed_and_exported(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], recording: Any) -> None:
    saved, page = tmp_path / "run.json", tmp_path / "run.md"
    assert run(capsys, "trace", str(EXAMPLE), "--save", str(saved))[0] == 0
    assert json.loads(saved.read_text())["schema"] == "incoadvisor/trace/1"
    code, out, _ = run(capsys, "trace", "--replay", str(saved), "--step", env=FRENCH)
    assert code == 0 and recording.receipt.digest in "".join(out.split())
    assert api.knowledge().texts.say("te_decides", "fr") in out
    assert run(capsys, "trace", "--replay", str(saved), "--export", str(page))[0] == 0
    for step in recording.steps:
        assert f"## {step.step}. " in page.read_text()
    assert run(capsys, "trace", str(EXAMPLE), "--save", str(saved))[0] == 2  # kept as it was


@pytest.mark.parametrize("change, key", [
    ({"schema": "incoadvisor/trace/9"}, "incoadvisor/trace/9"), ({"schema": None}, "schema"),
    ({"steps": []}, "steps"), ({"decided": 999}, "decided"), ({"start": ["given:x"]}, "leads")])
def test_what_is_no_such_trace_is_refused(
        change: dict[str, Any], key: str, recording: Any, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(api.write_recording(recording)) | change
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data))
    code, out, err = run(capsys, "trace", "--replay", str(path))
    assert code == 2 and not out and key in err


def test_another_rule_base_is_told(
        recording: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(api.write_recording(recording))
    data["receipt"]["digest"] = "sha256:0000"
    path = tmp_path / "old.json"
    path.write_text(json.dumps(data))
    code, out, _ = run(capsys, "trace", "--replay", str(path))
    assert code == 0 and api.knowledge().digest in "".join(out.split())


@pytest.mark.parametrize("arguments", [[], [str(EXAMPLE), "--replay", "x.json"]])
def test_a_case_or_a_saved_trace(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "trace", *arguments)
    assert code == 2 and not out and err
