"""The oral: every answer is there, can be followed back, and agrees with the engine."""

import io
import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.folder import default_folder
from incoadvisor.knowledge.oral import oral_book
from incoadvisor.model.oral import DRAWS, Asked, Exam
from incoadvisor.model.text import LANGS, Lang
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.oral.ask import exam
from incoadvisor.teach.oral.draws import DRAWINGS

DAKAR = "containers-le-havre-dakar"
STUDIES = api.case_studies()


@cache
def expert(name: str) -> Expert:
    study = api.case_study(name)
    assert not hasattr(study, "actions")
    return Expert(study, load())  # type: ignore[arg-type]


@cache
def oral(name: str, lang: Lang) -> Exam:
    return exam(expert(name), lang)


def one(told: Exam, kind: str, subject: str | None = None) -> Asked:
    return next(q for q in told.questions
                if q.kind == kind and subject in (None, q.subject))


def faults(told: Exam, of: Expert) -> list[str]:
    """What is empty, or leads nowhere."""
    knowledge, run = of.knowledge, of.run
    steps = {f.number: f.rule for f in run.firings}
    stages = {m.id for m in knowledge.content.journey.milestones}
    found = []
    answers = [(q.id, a) for q in told.questions for a in (q, *q.follow_ups)]
    for name, answer in answers:
        texts = [answer.question, answer.answer, *(p.text for p in answer.points)]
        if not answer.points or not all(t.strip() for t in texts):
            found.append(f"{name}: something is empty")
        if any(re.search(r"\{[a-z_]+\}", t) for t in texts):
            found.append(f"{name}: a name was not filled")
        for point in answer.points:
            if not point.references or not point.sources:
                found.append(f"{name}: nothing behind “{point.text}”")
            for r in point.references:
                if r.step is not None and steps.get(r.step) != r.id and not (
                        r.kind == "fact" and r.step in steps):
                    found.append(f"{name}: step {r.step} is not {r.id}")
                known = {
                    "rule": r.id in knowledge.rules or r.id.startswith(("choose:", "judge:")),
                    "cell": bool(stages & set(r.id.split())),
                    "article": r.id.split()[-1] in knowledge.article_titles,
                    "term": r.id in knowledge.terms,
                }.get(r.kind, True)
                if not known:
                    found.append(f"{name}: unknown {r.kind} {r.id}")
    return found


@pytest.mark.parametrize("study", STUDIES, ids=[s.id for s in STUDIES])
def test_every_question_has_an_answer_that_can_be_followed_back(study: Any):
    for lang in LANGS:
        told = oral(study.id, lang)
        assert faults(told, expert(study.id)) == []
        ids = [q.id for q in told.questions]
        assert len(set(ids)) == len(ids) == told.possible >= 12
        levels = [q.level for q in told.questions]
        assert levels == sorted(levels) and set(levels) == {1, 2, 3}
        assert told.term == study.expected.best
    assert [q.id for q in oral(study.id, "en").questions] == [
        q.id for q in oral(study.id, "fr").questions]


def test_every_kind_of_question_is_asked_somewhere():
    asked = {q.kind for s in STUDIES for q in oral(s.id, "en").questions}
    assert {q.id for q in oral_book(load()).questions} - asked <= {"wish-given-up"}
    assert set(DRAWS) == set(DRAWINGS)


@pytest.mark.parametrize("study", STUDIES[::8], ids=[s.id for s in STUDIES[::8]])
def test_answers_agree_with_the_engine_of_every_day(study: Any):
    told, advice = oral(study.id, "en"), api.advise(study.given, on=study.as_of)
    assert advice.recommended is not None
    assert told.clause == advice.recommended.clause
    ranking = {r.term: r for r in advice.ranking}
    trace = {s.step: s.rule for s in advice.trace}
    for question in told.questions:
        if question.kind.startswith("why-not"):
            refused = ranking[str(question.subject)]
            assert refused.verdict in ("discouraged", "excluded")
            assert question.answer == refused.text
            behind = {trace[s] for s in refused.against}
            assert {r.id for p in question.points for r in p.references
                    if r.kind == "rule"} <= behind
    cells = {m.id: m for m in advice.responsibilities.milestones}  # type: ignore[union-attr]
    lost = one(told, "lost-on-the-way")
    assert lost.answer == api.damage(advice, "main_carriage").sentence
    assert cells["main_carriage"].risk in lost.answer
    second = [q.subject for q in told.questions if q.kind == "second-best"]
    assert set(second) <= {r.term for r in advice.ranking if r.verdict == "acceptable"}
    for fact, value in _changes(one(told, "change-of-mind")):
        flipped = api.advise({**study.given, fact: value}, on=study.as_of)
        assert flipped.recommended is None or flipped.recommended.term != told.term


def _changes(question: Asked) -> list[tuple[str, Any]]:
    return [(n, {"true": True, "false": False}.get(v, v)) for p in question.points
            for r in p.references if r.kind == "fact" and "=" in r.id
            for n, v in [r.id.split("=")]]


def test_the_container_falls_before_it_is_loaded():
    """Under CIP risk has passed at the terminal; under FOB it would not have."""
    told = one(oral(DAKAR, "en"), "container-falls-before-loading")
    assert "the buyer bears the damage" in told.answer
    bulk = {"main_mode": "sea", "cargo_form": "break_bulk", "handover": "on_board_ship",
            "carriage_by": "buyer", "origin_country": "FR", "destination_country": "SN"}
    fob = api.oral(bulk)
    assert fob.term == "FOB"
    assert "seller" in one(fob, "cargo-falls-while-loading").answer


def test_the_bank_asks_for_an_on_board_bill():
    told = one(oral(DAKAR, "en"), "bank-asks-on-board-bill")
    changed = api.advise({**expert(DAKAR).study.given, "on_board_bl_required": True},
                         on=expert(DAKAR).study.as_of)
    assert changed.recommended is not None and changed.recommended.term in told.answer
    required = oral("pumps-fca-on-board-bill", "en")
    assert one(required, "on-board-bill-required")
    assert not [q for q in required.questions if q.kind == "bank-asks-on-board-bill"]


def test_a_wrong_line_is_taken_apart():
    told = one(oral("fabric-container-fos", "fr"), "written-term")
    assert "C&F" in told.question
    assert any(r.kind == "finding" for p in told.points for r in p.references)


def test_a_wish_that_yields_is_owned_up_to():
    told = api.oral({"main_mode": "road", "origin_country": "FR", "destination_country": "CH",
                     "import_clearance_by": "seller", "duties_by": "seller",
                     "seller_can_import": False, "carriage_by": "seller"})
    question = one(told, "wish-given-up")
    assert question.points and "{" not in question.question


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.sampled_from([1, 2, 3]), st.booleans())
def test_drawn_cases_can_be_examined(seed: int, level: Any, defensible: bool):
    try:
        study = api.new_case(seed, level, defensible=defensible)
    except InputError:
        return
    drawn = Expert(study, load())
    for lang in LANGS:
        told = exam(drawn, lang)
        assert faults(told, drawn) == []
        assert told.term == study.expected.best


def test_the_same_questions_every_time():
    for seed in (None, 3):
        first, again = (api.oral(DAKAR, "fr", 6, seed) for _ in range(2))
        assert first == again and len(first.questions) == 6
    other = [q.id for q in api.oral(DAKAR, "fr", 6, 4).questions]
    assert other != [q.id for q in api.oral(DAKAR, "fr", 6, 3).questions]
    assert len({q.theme for q in api.oral(DAKAR, count=6).questions}) >= 5
    everything = {q.id for q in oral(DAKAR, "en").questions}
    assert {q.id for q in api.oral(DAKAR, seed=9).questions} == everything
    assert len(api.oral(DAKAR, count=60).questions) == len(everything)


def test_a_changed_cell_changes_the_answer():
    """A deliberate break in the term is heard in the oral."""
    knowledge = load()
    before = one(exam(Expert(expert(DAKAR).study, knowledge), "en"), "lost-on-the-way").answer
    term = knowledge.terms["CIP"]
    cells = {**term.milestones, "main_carriage": term.milestones["main_carriage"].model_copy(
        update={"risk": "seller"})}
    broken = Knowledge(knowledge.folder, knowledge.digest, knowledge.content.model_copy(update={
        "terms": tuple(t.model_copy(update={"milestones": cells}) if t.code == "CIP" else t
                       for t in knowledge.content.terms)}))
    after = one(exam(Expert(expert(DAKAR).study, broken), "en"), "lost-on-the-way").answer
    assert before != after and "the seller bears" in after


@pytest.mark.parametrize(("old", "new", "told"), [
    ("about: [main_carriage]", "about: [main_cariage]", "main_cariage"),
    ("draw: bearer", "draw: bearers", "bearers"),
    ("source: [icc-guidance]", "source: [icc-guidanse]", "icc-guidanse"),
    ("main_mode: {in: [sea,", "main_mood: {in: [sea,", "main_mood"),
    ("Who bears the loss", "Who bears {term}", "{term}"),
])
def test_a_fault_in_the_questions_is_found(tmp_path: Path, old: str, new: str, told: str):
    folder = tmp_path / "knowledge"
    shutil.copytree(default_folder() / "teach" / "oral", folder / "teach" / "oral")
    (folder / "articles").mkdir()
    shutil.copy(default_folder() / "articles" / "titles.yaml", folder / "articles")
    path = folder / "teach" / "oral" / "loss.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        oral_book(Knowledge(folder, load().digest, load().content))
    assert told in str(raised.value) and "loss.yaml:" in str(raised.value)


def test_the_marking_adds_up_and_takes_no_nonsense():
    marked = api.oral_mark({"structure": 0.5, "answers": 3})
    assert (marked.total, marked.out_of, marked.points["limits"]) == (3.5, 5, 0)
    for points in ({"answers": 4}, {"answers": 0.3}, {"style": 1}, {"limits": -1},
                   {"answers": float("nan")}, {"answers": True}):
        with pytest.raises(InputError):
            api.oral_mark(points)


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheet_holds_the_answers_only_when_asked(lang: Lang):
    told = api.oral(DAKAR, lang, 3)
    for answers in (True, False):
        pdf = api.oral_sheet(told, "pdf", lang, answers, "2026-11-23")
        assert pdf == api.oral_sheet(told, "pdf", lang, answers, "2026-11-23")
        document = Document(io.BytesIO(api.oral_sheet(told, "docx", lang, answers, "2026-11-23")))
        texts = ["\n".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages),
                 "\n".join(p.text for p in document.paragraphs)]
        for text in texts:
            flat = " ".join(text.replace("\u00a0", " ").split())
            for question in told.questions:
                assert question.question in flat
                assert (question.answer in flat) is answers
            assert (told.clause in flat) is answers
    if lang == "fr":  # punctuation stays with its word
        assert " ?" not in texts[1] and "\u00a0?" in texts[1]


@pytest.mark.parametrize("lang", LANGS)
def test_the_command(lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["oral", DAKAR, "--count", "4", "--lang", lang], {}) == 0
    flat = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    told = api.oral(DAKAR, lang, 4)
    for question in told.questions:
        assert question.question in flat and question.answer in flat
    assert main(["oral", DAKAR, "--count", "4", "--without-answers", "--format", "json",
                 "--lang", lang], {}) == 0
    bare = json.loads(capsys.readouterr().out)
    assert [q["question"] for q in bare["questions"]] == [q.question for q in told.questions]
    assert not {"term", "clause"} & set(bare) and "answer" not in json.dumps(bare["questions"])
    case, sheet = tmp_path / "case.yaml", tmp_path / "jury.docx"
    case.write_text(yaml.safe_dump(dict(STUDIES[0].given)), encoding="utf-8")
    run = ["oral", str(case), "--count", "2", "-o", str(sheet), "--lang", lang]
    assert main(run, {}) == 0 and sheet.stat().st_size > 1000
    assert main(run, {}) == 2  # never overwrites


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("arguments", "words"), [
    (["oral"], ["CASE"]),
    (["oral", "containers-le-havre-daka"], ["containers-le-havre-daka", f"{DAKAR}"]),
    (["oral", "export-action-plan"], ["export-action-plan"]),
    (["oral", DAKAR, "--count", "0"], ["--count", "0", "1 – 60"]),
    (["oral", DAKAR, "--count", "six"], ["--count", "six"]),
    (["oral", DAKAR, "--seed", "1.5"], ["--seed", "1.5"]),
    (["oral", DAKAR, "-o", "sheet.txt"], ["sheet.txt", ".pdf, .docx"]),
])
def test_bad_input_is_told(lang: Lang, arguments: list[str], words: list[str],
                           capsys: pytest.CaptureFixture[str]):
    assert main([*arguments, "--lang", lang], {}) == 2
    out, err = capsys.readouterr()
    assert out == "" and all(word in err for word in words)
    assert ("Erreur" in err) is (lang == "fr")


def test_a_case_without_a_rule_has_nothing_to_defend(tmp_path: Path,
                                                     capsys: pytest.CaptureFixture[str]):
    case = tmp_path / "case.yaml"
    case.write_text("screening: hit\nmain_mode: sea\n", encoding="utf-8")
    assert main(["oral", str(case)], {}) == 2
    assert "no rule is recommended" in capsys.readouterr().err
