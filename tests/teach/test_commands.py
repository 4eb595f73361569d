"""`cases` and `mark` as a trainer types them, and what is said of bad input."""

import json
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.folder import default_folder

DAKAR = "containers-le-havre-dakar"
ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}
LIBRARY = default_folder() / "cases" / "library"


def run(capsys: pytest.CaptureFixture[str], *arguments: str, env: dict[str, str] = ENGLISH
        ) -> tuple[int, str, str]:  # fmt: skip
    code = main(list(arguments), env)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def copy(tmp_path: Path) -> str:
    path = tmp_path / "copy.yaml"
    path.write_text("answer: FOB Le Havre, because it is sea freight\n", encoding="utf-8")
    return str(path)


def test_the_library_is_listed_by_level(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "cases")
    assert code == 0
    for study in api.case_studies():
        assert study.id in out
    assert out.index("Level 1") < out.index("Level 2") < out.index("Level 3")
    assert "export-action-plan" in out
    _, out, _ = run(capsys, "cases", "--level", "1", "--theme", "air", "--format", "json")
    listed = json.loads(out)["cases"]
    assert listed
    assert all(s["level"] == 1 and "air" in s["themes"] for s in listed)


@pytest.mark.parametrize("env", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_the_answer_is_shown_only_when_asked_for(
    env: dict[str, str], capsys: pytest.CaptureFixture[str]
):
    for study in api.case_studies()[::7]:
        lang = "en" if env is ENGLISH else "fr"
        _, plain, _ = run(capsys, "cases", study.id, env=env)
        _, full, _ = run(capsys, "cases", study.id, "--answer", env=env)
        flat, whole = " ".join(plain.split()), " ".join(full.split())
        assert study.expected.place is not None
        place = " ".join(study.expected.place.text.get(lang).split())
        assert place in whole.replace("\u00a0", " ")
        assert place not in flat.replace("\u00a0", " ")
        _, out, _ = run(capsys, "cases", study.id, "--format", "json", env=env)
        assert not {"expected", "given", "learning", "traps"} & set(json.loads(out))


@pytest.mark.parametrize("env", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_both_sheets_as_text_and_json(
    copy: str, env: dict[str, str], capsys: pytest.CaptureFixture[str]
):
    code, trainer, _ = run(capsys, "mark", DAKAR, copy, env=env)
    assert code == 0
    assert ("3 out of 20" if env is ENGLISH else "3 sur 20") in trainer
    assert "containers-are-handed-over-ashore" in trainer
    assert "CIP" in trainer
    _, student, _ = run(capsys, "mark", DAKAR, copy, "--sheet", "student", env=env)
    assert "CIP" not in student
    assert len(student) < len(trainer)
    for sheet in ("trainer", "student"):
        _, out, _ = run(capsys, "mark", DAKAR, copy, "--sheet", sheet, "--format", "json", env=env)
        data = json.loads(out)
        assert (data["sheet"], data["total"], data["schema"]) == (
            sheet, 3, "incoadvisor/mark/1")  # fmt: skip


@pytest.mark.parametrize("env", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_choices_can_be_answered_with(env: dict[str, str], capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "mark", "--choices", DAKAR, env=env)
    assert code == 0
    _, again, _ = run(capsys, "mark", "--choices", DAKAR, env=env)
    assert out == again
    _, listed, _ = run(capsys, "mark", "--choices", DAKAR, "--format", "json", env=env)
    terms = [c["id"] for c in json.loads(listed)["fields"]["term"]]
    assert terms == sorted(terms) and len(terms) == 11  # the order gives nothing away
    for field, choices in json.loads(listed)["fields"].items():
        for choice in choices:
            assert choice["text"]
            several = field in ("reasons", "documents", "checks")
            given: Any = [choice["id"]] if several else choice["id"]
            api.mark(DAKAR, {"term": "FCA", field: given})
    _, out, _ = run(capsys, "mark", "--choices", "export-action-plan", env=env)
    assert "archive-exit-proof" in out


def test_a_case_of_ones_own(copy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    facts = tmp_path / "case.yaml"
    facts.write_text(
        "main_mode: sea\ncargo_form: container_fcl\norigin_country: FR\n"
        "destination_country: SN\ncarriage_by: seller\n", encoding="utf-8")  # fmt: skip
    code, out, _ = run(capsys, "mark", str(facts), copy)
    assert code == 0
    assert "1/4" in out
    study = LIBRARY / "level-1-sea-containers.yaml"
    code, _, err = run(capsys, "mark", str(study), copy)
    assert code == 2
    assert "cider-container-yokohama" in err


def test_a_rubric_of_ones_own(copy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    text = (default_folder() / "teach" / "rubric.yaml").read_text(encoding="utf-8")
    own = tmp_path / "rubric.yaml"
    own.write_text(text.replace("pass_percent: 50", "pass_percent: 15"), encoding="utf-8")
    _, out, _ = run(capsys, "mark", DAKAR, copy, "--rubric", str(own), "--format", "json")
    assert json.loads(out)["verdict"] == "acquired"
    own.write_text(text.replace("out_of: 20", "out_of: 30"), encoding="utf-8")
    code, _, err = run(capsys, "mark", DAKAR, copy, "--rubric", str(own))
    assert code == 2
    assert "rubric.yaml:" in err


ANSWERS = {
    "unknown field": (b"trm: FCA", ["trm", "term"]),
    "no rule": (b"term: XYZ", ["term", "XYZ", "FCA"]),
    "misspelt rule": (b"term: FBO", ["FBO", "FOB"]),
    "party": (b"duties_by: sellr", ["duties_by", "sellr", "seller"]),
    "cover": (b"insurance_cover: clauses_d", ["insurance_cover", "clauses_a"]),
    "point": (b"risk_passes_at: {at: on_bord_ship}", ["risk_passes_at.at", "on_board_ship"]),
    "key of a point": (b"risk_passes_at: {plase: Lyon}", ["risk_passes_at.plase", "place"]),
    "statement": (b"payment_fit: paid-before-shipmnt", ["payment_fit", "paid-before-shipment"]),
    "document": (b"documents: [air-waybil]", ["documents", "air-waybill"]),
    "reason": (b"reasons: [containers-are-handed-ashore]",
               ["reasons", "containers-are-handed-over-ashore"]),
    "check": (b"checks: [export_contrl]", ["checks", "export_control"]),
    "edition": (b"edition: next", ["edition", "2020"]),
    "refusal without a rule": (b"refused: [{text: no}]", ["refused"]),
    "key of a refusal": (b"refused: [{term: FOB, reason: x}]", ["refused.reason", "reasons"]),
    "list for a text": (b"place: [a, b]", ["place"]),
    "field given twice": (b"term: FCA\nterm: CIP", ["term", "2"]),
    "too many": (b"hypotheses: [" + b"a, " * 200 + b"a]", ["hypotheses", "100"]),
    "too long": (b"place: " + b"x" * 30_000, ["place", "20000"]),
    "anchors": (b"a: &a [1]\nb: [*a, *a]", ["line 1"]),
    "not yaml": (b"term: [FCA", ["line"]),
    "empty": (b"  \n", ["term: FCA"]),
    "a list": (b"- FCA", ["field: value"]),
    "binary": (b"\xff\xfe", ["UTF-8"]),
    "too large": (b"place: " + b"x" * (1024 * 1024 + 1), ["1 MiB"]),
    "order of actions": (b"order: [ship]", ["order"]),
    "another case": (b"case: perfume-air-riyadh\nterm: CIP", ["perfume-air-riyadh", DAKAR]),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_bad_answers(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    content, named = ANSWERS[name]
    path = tmp_path / "answer.yaml"
    path.write_bytes(content)
    code, out, err = run(capsys, "mark", DAKAR, str(path))
    assert (code, out) == (2, "")
    assert err.startswith("Error:") and "Traceback" not in err
    for word in named:
        assert word in err
    assert run(capsys, "mark", DAKAR, str(path), env=FRENCH)[2].startswith("Erreur :")


@pytest.mark.parametrize(
    "arguments, named",
    [
        (["mark"], ["CASE"]),
        (["mark", DAKAR], ["ANSWER"]),
        (["mark", "containers-le-havre-daka", "a.yaml"], [DAKAR]),
        (["mark", "absent.yaml", "a.yaml"], ["absent.yaml"]),
        (["mark", DAKAR, "absent.yaml"], ["absent.yaml"]),
        (["mark", DAKAR, "a.yaml", "--batch", "b"], ["a.yaml"]),
        (["mark", DAKAR, "a.yaml", "--sheet", "parents"], ["parents", "student"]),
        (["mark", DAKAR, "a.yaml", "--rubric", "absent.yaml"], ["absent.yaml"]),
        (["cases", "containers-le-havre-daka"], [DAKAR]),
        (["cases", "--level", "4"], ["4", "1, 2, 3"]),
        (["cases", "--theme", "ocean"], ["ocean", "container"]),
    ],
)
def test_bad_command_lines(
    arguments: list[str], named: list[str], capsys: pytest.CaptureFixture[str]
):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    for word in named:
        assert word in err


def test_the_engine_must_recommend_something(
    copy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    case = tmp_path / "case.yaml"
    case.write_text("screening: hit\n", encoding="utf-8")
    code, _, err = run(capsys, "mark", str(case), copy)
    assert code == 2
    assert "advise" in err


def test_what_a_candidate_wrote_is_shown_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "copy.yaml"
    path.write_text("candidate: '[bold]Eve[/] {lang}'\nterm: CIP\nplace: '[red]Dakar'\n"
                    "reasons_text: '{0} {total}'\n", encoding="utf-8")  # fmt: skip
    for sheet in ("trainer", "student"):
        code, out, _ = run(capsys, "mark", DAKAR, str(path), "--sheet", sheet)
        assert code == 0
        for words in ("[bold]Eve[/] {lang}", "[red]Dakar", "{0} {total}"):
            assert words in out


def test_the_id_of_a_case_study_stands_for_its_facts(capsys: pytest.CaptureFixture[str]):
    study = api.case_study(DAKAR)
    code, out, _ = run(capsys, "why-not", DAKAR, "FOB", "--format", "json")
    assert code == 0
    assert json.loads(out)["verdict"] == "excluded"
    _, out, _ = run(capsys, "advise", DAKAR, "--set", "carriage_by=buyer", "--format", "json")
    case = json.loads(out)["case"]
    assert case["carriage_by"] == "buyer" and case["goods"] == study.given["goods"]  # type: ignore
    assert run(capsys, "advise", "no-such-case")[0] == 2
    assert run(capsys, "advise", "export-action-plan")[0] == 2
