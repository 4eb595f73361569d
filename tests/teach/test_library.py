"""The library: every case agrees with the engine, and every fault is told with its line."""

import shutil
from pathlib import Path

import pytest

from incoadvisor import api
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.folder import advice_files, default_folder
from incoadvisor.knowledge.library import library, read_library, read_studies
from incoadvisor.knowledge.teaching import read_plans, read_rubric, teaching
from incoadvisor.model.casestudy import THEMES, CaseStudy
from incoadvisor.model.text import LANGS
from incoadvisor.teach.expert import Expert

STUDIES = list(library(load()).values())
TEACH = default_folder() / "teach"

each_study = pytest.mark.parametrize("study", STUDIES, ids=lambda s: s.id)


@each_study
def test_the_engine_agrees(study: CaseStudy):
    expert = Expert(study, load())
    outcome, expected = expert.evaluation.outcome, study.expected
    assert outcome.term == expected.best
    for code in expected.acceptable:
        assert outcome.verdicts[code] in ("recommended", "acceptable"), code
    for rejected in expected.rejected:
        assert outcome.verdicts[rejected.term] in ("discouraged", "excluded"), rejected.term
        assert set(rejected.rules) <= set(expert.fails(rejected.term)), rejected.term


@each_study
def test_the_advice_agrees(study: CaseStudy):
    advice = api.advise(study.given, on=study.as_of)
    assert advice.recommended is not None
    assert advice.recommended.term == study.expected.best


@each_study
def test_the_expected_answer_gets_full_marks_for_rule_and_place(study: CaseStudy):
    for lang in LANGS:
        assert study.expected.place is not None
        place = study.expected.place.text.get(lang)
        answer = {"term": study.expected.best, "edition": 2020, "place": place}
        marks = {c.id: c for c in api.mark(study, answer, lang=lang).criteria}
        for name in ("rule_fit", "edition_and_exact_place"):
            assert marks[name].points == marks[name].out_of, marks[name].missing


@each_study
def test_the_list_of_reasons_holds_right_and_wrong_ones(study: CaseStudy):
    listed = {c.id for c in api.choices(study).fields["reasons"]}
    right = set(Expert(study, load()).helps(study.expected.best))
    assert right <= listed
    assert len(listed - right) >= 5
    for rejected in study.expected.rejected:
        assert set(rejected.rules) <= listed


def test_it_is_read_on_demand():
    parts = {p.relative_to(default_folder()).parts[0] for p in advice_files(default_folder())}
    assert not parts & {"cases", "teach"}


BROKEN = {
    "unknown theme": ("themes: [", "themes: [ocean, ", "unknown theme `ocean`"),
    "unknown fact": ("given:\n", "given:\n    main_mood: sea\n", "main_mode"),
    "unknown value": ("main_mode: sea", "main_mode: see", "main_mode"),
    "unknown term": ("best: FCA", "best: FCB", "unknown term `FCB`"),
    "unknown rule": ("rules: [containers", "rules: [crates", "unknown rule"),
    "rule that requires nothing": (
        "rules: [containers-are-handed-over-ashore",
        "rules: [c-rules-split-cost-and-risk",
        "requires nothing",
    ),
    "best is rejected": ("- term: FOB", "- term: FCA", "both defensible and rejected"),
    "unknown source": ("source: [", "source: [nobody-wrote-this, ", "unknown source"),
    "unknown key": ("  level: 1\n", "  level: 1\n  mood: good\n", "mood"),
    "missing translation": ("        fr: Courriel de l'acheteur\n", "", "fr"),
    "level": ("level: 1", "level: 4", "level"),
    "kind of document": ("kind: request", "kind: rumour", "kind"),
    "key given twice": ("  level: 1\n", "  level: 1\n  level: 2\n", "duplicate_key"),
}


def _first() -> str:
    path = default_folder() / "cases" / "library" / "level-1-sea-containers.yaml"
    head, first, *_ = path.read_text(encoding="utf-8").split("\n- id: ")
    return f"{head}\n- id: {first}\n"


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_file_and_line(name: str, tmp_path: Path):
    old, new, told = BROKEN[name]
    text = _first()
    assert old in text
    (tmp_path / "sound.yaml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        read_library(tmp_path, load())
    (fault,) = raised.value.faults[:1]
    file, line, message = fault.split(":", 2)
    assert file == "cases/library/broken.yaml"
    assert told in message
    at = text[: text.index(old)].count("\n") + 1
    assert abs(int(line) - at) <= 6, fault


def test_an_id_given_twice(tmp_path: Path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(_first(), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="defined twice"):
        read_library(tmp_path, load())


def test_a_case_by_itself_is_read_too():
    text = _first()
    (study,) = read_studies(text.encode(), "mine.yaml", load())
    assert study.id == "cider-container-yokohama"
    assert api.read_exercise(text.encode(), "mine.yaml") == study


def test_every_theme_has_its_word():
    for theme in THEMES:
        for lang in LANGS:
            assert load().texts.say(f"teach_theme_{theme}", lang)


def test_the_grid_is_the_published_one():
    rubric = teaching(load()).rubric
    assert [c.points for c in rubric.criteria] == [4, 2, 2, 2, 2, 1, 2, 1, 2, 1, 1]
    assert (rubric.out_of, rubric.pass_percent) == (20, 50)


RUBRIC_FAULTS = {
    "points do not add up": ("out_of: 20", "out_of: 21", "add up to 20"),
    "unknown test": ("- clear: true", "- elegant: true", "a test is one of"),
    "awards beyond the points": ("points: 4\n    kind", "points: 3\n    kind", "at most"),
    "unknown fact": ("facts: [handover]", "facts: [handed]", "unknown fact `handed`"),
    "unknown rule": ("rules: [no-ship", "rules: [no-boat", "unknown rule"),
    "unknown topic": ("unless_checked: [export_control]", "unless_checked: [weather]", "topic"),
    "condition": ("- answer_term: EXW", "- answer_word: EXW", "unknown fact `answer_word`"),
    "value": ("payment: documentary_credit", "payment: promise", "payment cannot be"),
    "unknown key": ("pass_percent: 50", "pass_percent: 50\nmood: good", "mood"),
}


@pytest.mark.parametrize("name", RUBRIC_FAULTS)
def test_a_faulty_rubric_is_refused(name: str):
    old, new, told = RUBRIC_FAULTS[name]
    text = (TEACH / "rubric.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(KnowledgeError) as raised:
        read_rubric(text.replace(old, new, 1).encode(), "mine.yaml", load())
    assert any(f.startswith("mine.yaml:") and told in f for f in raised.value.faults)


PLAN_FAULTS = {
    "unknown action": ("before: insure\n", "before: insurance\n", "unknown action `insurance`"),
    "a circle": ("after: ship\n", "after: classify-goods\n", "wait for one another"),
    "twice": ("- id: insure\n", "- id: ship\n", "defined twice"),
}


@pytest.mark.parametrize("name", PLAN_FAULTS)
def test_a_faulty_plan_is_refused(name: str):
    old, new, told = PLAN_FAULTS[name]
    text = (TEACH / "plan.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(KnowledgeError) as raised:
        read_plans(text.replace(old, new, 1).encode(), "mine.yaml", load())
    assert any(f.startswith("mine.yaml:") and told in f for f in raised.value.faults)


def test_the_teaching_knowledge_is_checked_at_load(tmp_path: Path):
    folder = tmp_path / "knowledge"
    shutil.copytree(default_folder(), folder, ignore=shutil.ignore_patterns("library"))
    path = folder / "teach" / "statements.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("payment: advance", "payment: never"),
                    encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"teach/statements\.yaml:\d+: .*payment cannot be"):
        teaching(load(folder))


def test_no_paper_names_its_kind_twice():
    for study in STUDIES:
        for paper in study.dossier:
            for lang in ("en", "fr"):
                kind = load().texts.say(f"teach_paper_{paper.kind}", lang)
                heading = paper.heading(kind, lang)
                assert heading.endswith(paper.title.get(lang))
                assert heading.lower().count(kind.split()[0].lower()) <= 1
