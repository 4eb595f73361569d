"""Drawn cases: the engine leads back to the target, every fact is told, a seed repeats itself."""

import hashlib
import json
from pathlib import Path

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.generator import generator
from incoadvisor.knowledge.library import read_studies
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.generate.chance import Chance

TERMS = list(load().terms)
SAMPLE = [(code, level, seed) for code in TERMS for level in (1, 2, 3) for seed in (7, 2026)]


def agrees(study: CaseStudy) -> None:
    """What the library asks of every case."""
    expert = Expert(study, load())
    outcome, expected = expert.evaluation.outcome, study.expected
    assert outcome.term == expected.best
    for rejected in expected.rejected:
        assert outcome.verdicts[rejected.term] in ("discouraged", "excluded")
        assert set(rejected.rules) <= set(expert.fails(rejected.term))
    acceptable = {c for c, v in outcome.verdicts.items() if v == "acceptable"}
    assert acceptable == set(expected.acceptable)


@pytest.mark.parametrize(("code", "level", "seed"), SAMPLE)
def test_the_case_leads_back_to_its_target_and_to_it_alone(code: str, level: int, seed: int):
    study = api.new_case(seed, level, code)  # type: ignore[arg-type]
    agrees(study)
    assert (study.expected.best, study.expected.acceptable) == (code, ())
    assert len(study.expected.rejected) >= 2
    assert len(study.dossier) == 1 if level == 1 else len(study.dossier) >= 2
    assert study.traps or level == 1
    for paper in study.dossier:
        for text in (paper.text.en, paper.text.fr):
            assert "{" not in text and "}" not in text
    (read,) = read_studies(api.case_yaml(study, seed).encode(), "drawn.yaml", load())
    assert read == study


@pytest.mark.parametrize("code", TERMS[::3])
def test_the_engine_of_every_day_agrees(code: str):
    study = api.new_case(11, 2, code)
    advice = api.advise(study.given, on=study.as_of)
    assert advice.recommended is not None and advice.recommended.term == code
    place = study.expected.place
    assert place is not None
    for lang, text in (("en", place.text.en), ("fr", place.text.fr)):
        answer = {"term": code, "edition": 2020, "place": text}
        marks = {c.id: c for c in api.mark(study, answer, lang=lang).criteria}  # type: ignore
        assert marks["edition_and_exact_place"].points == 2
        assert marks["rule_fit"].points == 4


@pytest.mark.parametrize("code", [c for c in TERMS if c != "DPU"])
def test_several_rules_on_purpose(code: str):
    study = api.new_case(3, 2, code, defensible=True)
    agrees(study)
    assert study.expected.acceptable


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(InputError) as raised:
        api.new_case(1, 1, "DPU", defensible=True)
    assert raised.value.key == "teach_cannot_draw"
    with pytest.raises(InputError):
        api.new_case(1, 1, "DAT")


def test_a_seed_gives_the_same_bytes_on_every_python():
    """The draws are held against a digest taken on 3.11; the rest is plain, ordered data."""
    made = [api.case_yaml(api.new_case(7, 2, c), 7) for c in ("CIP", "EXW")]
    again = [api.case_yaml(api.new_case(7, 2, c), 7) for c in ("CIP", "EXW")]
    assert made == again
    chance = Chance("7/2/CIP/0")
    drawn = [chance.between(0, 999) for _ in range(50)]
    assert hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:16] == "9d5d0172dfeb4928"


def test_a_thousand_cases_do_not_repeat_their_facts():
    given = [api.new_case(seed, 2).given for seed in range(1000)]
    assert len({json.dumps(g, sort_keys=True) for g in given}) == 1000
    told = [{k: v for k, v in g.items() if k != "goods_value"} for g in given]
    assert len({json.dumps(g, sort_keys=True) for g in told}) >= 995  # nor by the price alone


def test_every_fact_drawn_is_told():
    """An option with facts has its sentence; a group never stays silent about what it adds."""
    for wish in generator(load()).wishes:
        for option in wish.options:
            assert bool(option.facts) is (option.text is not None), wish.id


def test_the_command_writes_a_case_that_can_be_marked(tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]):
    case, copy = tmp_path / "case.yaml", tmp_path / "copy.yaml"
    run = ["cases", "new", "--level", "2", "--target", "cip", "--seed", "7"]
    assert main([*run, "-o", str(case)], {}) == 0
    first = case.read_bytes()
    case.unlink()
    assert main([*run, "-o", str(case), "--lang", "fr"], {}) == 0
    assert case.read_bytes() == first
    assert main([*run, "-o", str(case)], {}) == 2  # never overwrites
    copy.write_text("term: CIP\nedition: 2020\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["mark", str(case), str(copy), "--sheet", "student"], {}) == 0
    assert "out of 20" in capsys.readouterr().out
    assert main([*run, "--lang", "fr"], {}) == 0
    out = capsys.readouterr().out
    assert "Travail à faire" in out and "Réponse attendue" not in out
