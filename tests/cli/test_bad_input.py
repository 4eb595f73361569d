"""A user's mistake: one clear message, exit code 2, in the user's language, no traceback."""

from pathlib import Path

import pytest

from incoadvisor.cli import main

ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}

FILES = {
    "unknown fact": (b"main_mod: sea", ["main_mod", "main_mode"]),
    "unknown value": (b"main_mode: sae", ["main_mode", "sae", "sea"]),
    "wrong type": (b"dangerous: perhaps", ["dangerous", "perhaps", "true"]),
    "negative number": (b"goods_value: -4", ["goods_value", "-4"]),
    "not a number": (b"gross_weight_kg: heavy", ["gross_weight_kg", "heavy"]),
    "list for a value": (b"main_mode: [sea, air]", ["main_mode"]),
    "unknown country": (b"origin_country: Norwy", ["origin_country", "Norwy"]),
    "country by name": (b"origin_country: Norway", ["origin_country", "NO"]),
    "bad date": (b"shipment_date: 31/12/2026", ["shipment_date", "YYYY-MM-DD"]),
    "given twice": (b"main_mode: sea\nmain_mode: air", ["main_mode", "2"]),
    "derived fact": (b"recommended_term: FCA", ["recommended_term"]),
    "anchors": (b"a: &a [1]\nb: [*a, *a]", ["line 1"]),
    "empty": (b"", ["main_mode: sea"]),
    "blank": (b"  \n\n", ["main_mode: sea"]),
    "a list": (b"- main_mode", ["name: value"]),
    "not yaml": (b"main_mode: [sea", ["line"]),
    "binary": (b"\xff\xfe\x00\x01", ["UTF-8"]),
    "deep": (b"a: " + b"[" * 5000, ["nested"]),
    "two documents": (b"main_mode: sea\n---\nmain_mode: air", ["second document"]),
    "broken json": (b'{"main_mode": "sea",, }', ["line"]),
}


@pytest.mark.parametrize("name", FILES)
def test_bad_case_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, named = FILES[name]
    path = tmp_path / ("case.json" if "json" in name else "case.yaml")
    path.write_bytes(content)
    assert main(["advise", str(path)], ENGLISH) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Error:") and "Traceback" not in err
    for word in named:
        assert word in err
    assert main(["advise", str(path)], FRENCH) == 2
    assert capsys.readouterr().err.startswith("Erreur :")


def test_huge_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"notes: " + b"x" * (1024 * 1024 + 1))
    assert main(["advise", str(path)], ENGLISH) == 2
    assert "1 MiB" in capsys.readouterr().err


def test_deep_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")
    assert main(["advise", str(path)], ENGLISH) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "named"), [
    (["advise", "nowhere.yaml"], ["nowhere.yaml"]),
    (["advise", "."], ["folder"]),
    (["advise", "-", "--set", "payment"], ["payment", "fact=value"]),
    (["advise", "-", "--set", "paiment=advance"], ["paiment", "payment"]),
    (["advise", "-", "--sett", "x=1"], ["--sett", "--set"]),
    (["advise", "-", "--format", "xml"], ["--format", "xml", "json"]),
    (["advise", "-", "--on", "tomorrow"], ["tomorrow"]),
    (["advise"], ["CASE"]),
    (["advice", "-"], ["advice", "advise"]),
    (["why-not", "-", "FOC"], ["FOC", "FOB"]),
    (["term", "DAT"], ["DAT", "DAP"]),
    (["rules", "containers-are-handed-over"], ["containers-are-handed-over-ashore"]),
    (["facts", "main_mod"], ["main_mode"]),
    (["clause", "x" * 20_000], ["10000"]),
])
def test_bad_command_line(arguments: list[str], named: list[str],
                          capsys: pytest.CaptureFixture[str],
                          monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    stdin = io.TextIOWrapper(io.BytesIO(b"main_mode: sea\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(arguments, ENGLISH) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("Error:")
    for word in named:
        assert word in err


def test_markup_in_user_text_is_shown_as_typed(tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("main_mode: road\norigin_place: '[red]1 rue A[/red], {x}, Lyon'\n")
    assert main(["advise", str(path)], ENGLISH) == 0
    assert "[red]1 rue A[/red], {x}, Lyon" in capsys.readouterr().out
