"""The report: what it says in both languages, on how many pages, and that it is a sound PDF."""

import importlib.util
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.errors import InputError
from incoadvisor.render.report.content import report
from tests.cases.suite import TODAY, advice, entries

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "container-le-havre-to-santos.yaml"
STATES = entries("states*.yaml")
LANGS: list[Any] = ["en", "fr"]


@cache
def example(lang: Any) -> api.Advice:
    return api.advise(api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name), lang, TODAY)


@cache
def example_pdf(lang: Any) -> bytes:
    return api.report_pdf(example(lang), lang, TODAY)


def reader(content: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """The words in reading order, spaces and line breaks alike."""
    pages = "\n".join(page.extract_text() for page in reader(content).pages)
    return re.sub(r"\s+", " ", pages.replace("\u200b", ""))


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


@pytest.mark.parametrize("lang", LANGS)
def test_everything_a_reader_needs_is_there(lang: Any):
    told, shown = example(lang), squeezed(text_of(example_pdf(lang)))
    assert told.recommended is not None
    assert squeezed(told.recommended.clause) in shown
    assert squeezed(told.headline) in shown
    say = api.knowledge().texts.say
    for section in ("why", "warnings", "alternatives", "clauses", "questions", "assumptions",
                    "facts", "sources"):
        assert squeezed(say(f"report_h_{section}", lang)) in shown, section
    assert squeezed(say("disclaimer", lang)) in shown
    assert squeezed(told.rule_base["digest"][:19]) in shown and TODAY in shown
    high = [w for w in told.warnings
            if w.severity == "high" and told.recommended.term in w.about]
    assert high and all(squeezed(w.text) in shown for w in high)
    against = [s for s in told.trace if s.step in told.ranking[0].against]
    assert against and all(squeezed(s.because) in shown for s in against)
    assert squeezed(told.proposed.text if told.proposed else "") in shown


def test_the_french_report_has_its_accents_and_no_english_heading():
    shown = text_of(example_pdf("fr"))
    assert "À surveiller" in shown and "Tenu pour acquis" in shown
    assert "240 000 EUR" in shown.replace("\u00a0", " ")
    assert not re.search(r"\b(Why|To watch|Sources of)\b", shown)


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_takes_two_pages_at_most(lang: Any):
    assert len(reader(example_pdf(lang)).pages) <= 2


# Setting a page takes long: each state in one language, the two by turns.
@pytest.mark.parametrize(("case", "lang"), [
    pytest.param(c, LANGS[n % 2], id=f"{c['id']}-{LANGS[n % 2]}") for n, c in enumerate(STATES)])
def test_every_state_has_its_report(case: dict[str, Any], lang: Any):
    told = advice({k: v for k, v in case.get("given", {}).items() if v != "unknown"}, lang)
    made = api.report_pdf(told, lang, TODAY)
    assert len(reader(made).pages) <= 2
    shown = squeezed(text_of(made))
    assert squeezed(told.headline) in shown
    if told.recommended is None:
        assert squeezed(api.knowledge().texts.say(f"report_none_{told.state}", lang)) in shown


def test_a_short_case_takes_one_page():
    told = advice({"main_mode": "road", "destination_kind": "buyer_premises",
                   "own_vehicle": "seller", "trade": "intra_union", "perspective": "seller"})
    assert len(reader(api.report_pdf(told, "en", TODAY)).pages) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_tagged_titled_and_in_its_language(lang: Any):
    found = reader(example_pdf(lang))
    root, told = found.trailer["/Root"], example(lang)
    assert root["/Lang"] == lang and root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert told.recommended is not None
    assert found.metadata.title == told.recommended.clause
    xmp = found.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1<" in xmp and "<pdfaid:part>2<" in xmp
    assert "<pdfaid:conformance>A<" in xmp
    sentence = api.diagram(told, lang=lang).sentence
    assert sentence in list(_alternatives(root["/StructTreeRoot"]))


def _alternatives(node: Any) -> Any:
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from _alternatives(kid)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from _alternatives(node["/K"])


def test_the_same_input_and_date_give_the_same_bytes():
    assert api.report_pdf(example("en"), "en", TODAY) == example_pdf("en")
    assert api.report_pdf(example("en"), "en", "2026-11-24") != example_pdf("en")


MARKUP = ['#import "@preview/x": *', "$a_b$ *bold* _it_", r"\u{41} \ #panic()", "= H <l> @r `x`",
          "// gone /* gone */ ~ -- ---", "]#{1+1}["]


@pytest.mark.parametrize("typed", MARKUP)
def test_what_a_user_typed_is_shown_and_never_run(typed: str):
    told = advice({"main_mode": "road", "origin_place": typed, "title": typed, "goods": typed,
                   "handover": "terminal", "carriage_by": "buyer", "proposed_term": typed})
    shown = squeezed(text_of(api.report_pdf(told, "en", TODAY)))
    assert shown.count(squeezed(typed)) >= 3


ODD = ["深圳盐田港", "🚢", "مرفأ بيروت", "W" * 200, "a\u202eb\ufffe\ue000"]


@pytest.mark.parametrize("typed", ODD)
def test_odd_writing_still_gives_a_report(typed: str):
    told = advice({"main_mode": "sea", "origin_place": typed, "title": typed})
    found = reader(api.report_pdf(told, "en", TODAY))
    assert "/StructTreeRoot" in found.trailer["/Root"]


def test_a_machine_without_fonts_sets_the_packaged_one():
    fonts = {str(f["/BaseFont"]) for page in reader(example_pdf("en")).pages
             for f in (r.get_object() for r in page["/Resources"]["/Font"].values())}
    assert fonts and all("SourceSansPro" in name for name in fonts)


@pytest.mark.parametrize(("missing", "package"), [
    ("typst", "typst"), ("font_source_sans_pro", "font-source-sans-pro")])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, missing: str, package: str):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec",
                        lambda name, *rest: None if name == missing else find(name, *rest))
    with pytest.raises(InputError) as raised:
        api.report_pdf(example("en"), "en", TODAY)
    assert raised.value.key == "report_needs_extra"
    assert raised.value.values["package"] == package


def test_drawbacks_are_never_among_what_is_left_out():
    told = report(api.knowledge(), example("en"), "en", TODAY)
    why = next(s for s in told.sections if s.id == "why")
    assert why.more and why.lines[-1].head


def test_sources_are_numbered_as_cited():
    told = report(api.knowledge(), example("fr"), "fr", TODAY)
    cited = [line.source for s in told.sections for line in s.lines if line.source]
    assert set(cited) == set(range(1, len(told.sources) + 1))
    assert json.dumps(told.model_dump(mode="json"))


# --- the command --------------------------------------------------------------------------------
def test_the_command_writes_whole_files_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "advice.pdf"
    arguments = ["report", str(EXAMPLE), "-o", str(out), "--on", TODAY]
    assert main(arguments, {"LANG": "fr_FR.UTF-8"}) == 0
    assert str(out) in capsys.readouterr().out
    assert reader(out.read_bytes()).trailer["/Root"]["/Lang"] == "fr"
    assert [p.name for p in tmp_path.iterdir()] == ["advice.pdf"]

    out.write_bytes(b"mine")
    assert main(arguments, {"LANG": "en"}) == 2
    assert "--force" in capsys.readouterr().err and out.read_bytes() == b"mine"
    assert main([*arguments, "--force"], {"LANG": "en"}) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path,
                                                capsys: pytest.CaptureFixture[str]):
    nowhere = tmp_path / "no" / "such" / "folder.pdf"
    assert main(["report", str(EXAMPLE), "-o", str(nowhere)], {"LANG": "en"}) == 2
    assert "folder.pdf" in capsys.readouterr().err
