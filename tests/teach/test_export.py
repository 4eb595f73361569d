"""Exports, read back by other programs: pygiftparser, defusedxml, pypdf, python-docx."""

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from docx import Document
from pypdf import PdfReader

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.text import LANGS, Lang

STUDIES = api.case_studies()
NASTY = "A {bad} ~title =50% #x: \\ <b>&amp; \"q\"\n\n// no comment ]]>\x07"
# what a strict test run would otherwise trip over in that parser's own code
old_parser = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")


def nasty() -> CaseStudy:
    """A case whose every text holds what each format reserves."""
    data = STUDIES[0].model_dump()
    text = {"en": NASTY, "fr": NASTY}
    data["title"] = data["question"] = data["dossier"][0]["text"] = text
    data["expected"]["rejected"][0]["reason"] = text
    data["expected"]["place"]["text"] = text
    return CaseStudy.model_validate(data)


def fractions(study: CaseStudy) -> dict[str, int]:
    """What each rule is to earn."""
    expected = study.expected
    return {expected.best: 100, **dict.fromkeys(expected.acceptable, 50),
            **{r.term: 0 for r in expected.rejected}}


def parsed_gift(studies: tuple[CaseStudy, ...], lang: Lang) -> list[Any]:
    from pygiftparser import parser

    text = api.export_cases(studies, "gift", lang).decode()
    return list(parser.parseFile(io.StringIO(text)))


@old_parser
@pytest.mark.parametrize("lang", LANGS)
def test_gift_is_read_by_another_parser(lang: Lang):
    questions = parsed_gift(STUDIES, lang)
    assert len(questions) == 2 * len(STUDIES)
    for study, choice, essay in zip(STUDIES, questions[::2], questions[1::2], strict=True):
        assert choice.valid and essay.valid
        assert type(choice.answers).__name__ == "SelectSet", study.id
        assert type(essay.answers).__name__ == "Essay"
        assert choice.markup == "html"
        found = {a.answer.strip(): int(a.fraction) for a in choice.answers.answers}
        assert found == fractions(study)
        assert all(a.feedback.strip() for a in choice.answers.answers)


@old_parser
def test_reserved_signs_survive_gift():
    choice, essay = parsed_gift((nasty(),), "en")
    assert {a.answer.strip() for a in choice.answers.answers} == set(fractions(STUDIES[0]))
    assert type(essay.answers).__name__ == "Essay"
    assert "&lt;b&gt;&amp;amp;" in choice.text
    assert "&lbrace;bad&rbrace; \\~title \\=50% \\#x\\: \\\\" in choice.text


@pytest.mark.parametrize("lang", LANGS)
def test_moodle_xml(lang: Lang):
    studies = (*STUDIES, nasty())
    quiz = ElementTree.fromstring(api.export_cases(studies, "moodle-xml", lang))
    assert quiz.tag == "quiz" and {q.tag for q in quiz} == {"question"}
    choices = [q for q in quiz if q.get("type") == "multichoice"]
    essays = [q for q in quiz if q.get("type") == "essay"]
    assert len(choices) == len(essays) == len(studies)
    for study, choice, essay in zip(studies, choices, essays, strict=True):
        for question in (choice, essay):
            assert question.findtext("name/text")
            assert question.find("questiontext").get("format") == "html"
            body = question.findtext("questiontext/text")
            ElementTree.fromstring(f"<div>{body}</div>")  # the HTML inside is whole too
        assert choice.findtext("single") == "true"
        found = {a.findtext("text"): int(a.get("fraction")) for a in choice.findall("answer")}
        assert found == fractions(study)
        assert all(a.findtext("feedback/text") for a in choice.findall("answer"))
        assert study.expected.best in essay.findtext("graderinfo/text") or study.id == STUDIES[0].id
    ids = [q.findtext("idnumber") for q in quiz]
    assert len(set(ids[:-2])) == len(ids) - 2
    assert choices[-1].findtext("questiontext/text").count("&lt;b&gt;") == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("answers", [False, True])
def test_papers_hold_the_key_only_when_asked(lang: Lang, answers: bool):
    study = STUDIES[0]
    pdf = api.export_cases((study,), "paper-pdf", lang, answers, "2026-11-23")
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages]
    document = Document(io.BytesIO(
        api.export_cases((study,), "paper-docx", lang, answers, "2026-11-23")))
    texts = ["\n".join(pages), "\n".join(p.text for p in document.paragraphs)]
    key = {"en": "Expected answers", "fr": "Corrigé"}[lang]
    sheet = {"en": "Answer sheet", "fr": "Feuille de réponse"}[lang]
    for text in texts:
        flat = " ".join(text.split())
        assert study.title.get(lang) in flat and sheet in flat
        assert (key in flat) is answers
    assert len(pages) == (3 if answers else 2)
    reason = study.expected.rejected[0].reason.get(lang)
    assert (reason in texts[1].replace("\u00a0", " ")) is answers


def test_texts_are_never_markup_in_a_paper():
    pdf = api.export_cases((nasty(),), "paper-pdf", "en", True, "2026-11-23")
    assert "{bad}" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError) as raised:
        api.export_cases(STUDIES[:1], "paper-docx")
    assert raised.value.values["package"] == "python-docx"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    case, out = tmp_path / "case.yaml", tmp_path / "q.xml"
    assert main(["cases", "new", "--seed", "5", "-o", str(case)], {}) == 0
    run = ["cases", "export", str(case), "containers-le-havre-dakar", "--format", "moodle-xml",
           "-o", str(out)]
    assert main(run, {}) == 0
    assert len(ElementTree.fromstring(out.read_bytes())) == 4
    assert main(run, {}) == 2  # never overwrites
    assert main(["cases", "export", "export-action-plan", "--format", "gift", "-o",
                 str(tmp_path / "q.gift")], {}) == 2
    assert "export-action-plan" in capsys.readouterr().err
