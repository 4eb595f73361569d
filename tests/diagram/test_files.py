"""Files of a diagram, and the command that writes them."""

import importlib.util
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.render.diagram import graphs
from tests.diagram.reading import parsed

CASE = ("main_mode: sea\ncargo_form: container_fcl\norigin_country: FR\n"
        "destination_country: BR\ncarriage_by: buyer\n"
        "origin_place: 12 rue du Port, 76600 Le Havre, France\n")
ENGLISH = {"LANG": "en_GB.UTF-8"}


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def test_png_and_pdf():
    pytest.importorskip("typst")
    diagram = api.diagram("CIP", lang="fr")
    png = api.diagram_file(diagram, "png")
    assert png.startswith(b"\x89PNG")
    wide, _ = struct.unpack(">II", png[16:24])
    assert abs(wide - 2 * 1280) <= 2
    pdf = api.diagram_file(diagram, "pdf")
    assert pdf.startswith(b"%PDF") and pdf == api.diagram_file(diagram, "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 1


def test_the_packaged_font_is_used():
    pytest.importorskip("typst")
    pytest.importorskip("font_source_sans_pro")
    assert b"SourceSansPro" in api.diagram_file(api.diagram("FCA"), "pdf")


def test_svg_and_dot_need_nothing_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(graphs, "shutil", Nothing)
    diagram = api.diagram("FCA")
    assert api.diagram_file(diagram, "svg").startswith(b"<svg")
    assert api.diagram_file(diagram, "dot").startswith(b"digraph")
    for form in ("png", "pdf"):
        with pytest.raises(api.InputError, match="diagram_needs_files_extra"):
            api.diagram_file(diagram, form)
    argued = api.argument_diagram(api.advise({"main_mode": "sea"}), "FOB")
    assert argued.dot.startswith("digraph")
    with pytest.raises(api.InputError, match="diagram_needs_files_extra"):
        _ = argued.svg


class Nothing:
    """A search path with nothing on it."""

    @staticmethod
    def which(name: str, path: str | None = None) -> None:
        return None


def test_an_unknown_format():
    with pytest.raises(api.InputError, match="diagram_bad_format"):
        api.diagram_file(api.diagram("FCA"), "gif")


@pytest.mark.parametrize("code", ["FCA", "FOB", "EXW"])
def test_the_argument_holds_every_requirement(code: str):
    advice = api.advise({"main_mode": "sea", "cargo_form": "container_fcl",
                         "origin_country": "FR", "destination_country": "BR"})
    diagram = api.argument_diagram(advice, code, "en")
    ranked = next(r for r in advice.ranking if r.term == code)
    steps = {s.step: s for s in advice.trace}
    rules = {steps[n].rule for n in (*ranked.for_, *ranked.against)}
    assert len(diagram.table[1]) == len(ranked.for_) + len(ranked.against) > 0
    titles = {node.text for node in parsed(diagram.svg).iter("{http://www.w3.org/2000/svg}title")}
    assert {f"req.{rule}" for rule in rules} <= titles
    for step in (steps[n] for n in (*ranked.for_, *ranked.against)):
        assert {u.replace(":", ".") for u in step.uses} <= titles
    assert diagram.sentence == ranked.text


@pytest.mark.parametrize(("name", "begins"), [
    ("a.svg", b"<svg"), ("a.PNG", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.dot", b"digraph")])
def test_the_command_writes_each_format(name: str, begins: bytes, case: str, tmp_path: Path):
    out = tmp_path / name
    assert main(["diagram", case, "-o", str(out)], ENGLISH) == 0
    assert out.read_bytes().startswith(begins)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "case.yaml"])


@pytest.mark.parametrize("options", [
    ["FCA", "--set", "handover=terminal", "--theme", "dark", "--layout", "stacked"],
    ["fca", "--compare", "CIP", "--compare", "DAP"], ["--wall"], ["CASE", "--wall"],
    ["CASE", "--compare", "CIP"], ["CASE", "--argument", "FOB"],
    ["FOB", "--set", "main_mode=air", "--argument", "FOB"]])
def test_the_views(options: list[str], case: str, tmp_path: Path,
                   capsys: pytest.CaptureFixture[str]):
    words = [case if word == "CASE" else word for word in options]
    for lang in ("en", "fr"):
        out = tmp_path / f"{lang}.svg"
        assert main(["diagram", *words, "-o", str(out), "--lang", lang], ENGLISH) == 0
        about = parsed(out.read_text(encoding="utf-8"))[1].text
        assert about and about in capsys.readouterr().out


@pytest.mark.parametrize(("words", "said"), [
    (["FCA", "-o", "a.gif"], ".svg, .png, .pdf, .dot"), (["FCA", "-o", "svg"], ".svg"),
    (["FAC", "-o", "a.svg"], "FCA"), (["none.yaml", "-o", "a.svg"], "not found"),
    (["-o", "a.svg"], "what to draw"), (["FCA"], "output"),
    (["FCA", "--wall", "--compare", "EXW", "-o", "a.svg"], "Choose one"),
    (["FCA", "--compare", "FCA", "-o", "a.svg"], "two to four"),
    (["FCA", "--argument", "FCA", "-o", "a.svg"], "needs facts"),
    (["FCA", "-o", "no-such-folder/a.svg"], "cannot be written"),
    (["FCA", "--set", "handover=moon", "-o", "a.svg"], "moon"),
    (["FCA", "--theme", "pink", "-o", "a.svg"], "pink")])
def test_a_mistake_is_told_and_writes_nothing(words: list[str], said: str, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch,
                                              capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    assert main(["diagram", *words], ENGLISH) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "a.svg"
    out.write_text("mine", encoding="utf-8")
    assert main(["diagram", "FCA", "-o", str(out)], ENGLISH) == 2
    assert "--force" in capsys.readouterr().err and out.read_text(encoding="utf-8") == "mine"
    assert main(["diagram", "FCA", "-o", str(out), "--force"], ENGLISH) == 0
    assert out.read_text(encoding="utf-8").startswith("<svg")


def test_a_failed_draw_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "a.svg"
    out.write_text("mine", encoding="utf-8")

    def full(self: Path, content: bytes) -> Any:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["diagram", "FCA", "-o", str(out), "--force"], ENGLISH) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.svg"]
    assert out.read_text(encoding="utf-8") == "mine"
