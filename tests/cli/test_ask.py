"""The interview as typed in a terminal."""

import io
from pathlib import Path

import pytest

from incoadvisor.cli import main

ENGLISH = {"LANG": "en_GB.UTF-8"}


def _type(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_answers_lead_to_advice_and_a_case_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, "2", "2", *["0"] * 9)  # risk at handing over; the buyer books
    saved = tmp_path / "case.yaml"
    assert main(["ask", "-o", str(saved)], ENGLISH) == 0
    out = capsys.readouterr().out
    assert "Provisional answer: FCA" in out and "Propose FCA" in out
    assert "risk_passes_at: carrier_handover" in saved.read_text()
    assert main(["advise", str(saved)], ENGLISH) == 0


def test_back_takes_an_answer_away(monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, "5", "b", "2", "q")
    assert main(["ask"], ENGLISH) == 0
    assert "Propose FCA" in capsys.readouterr().out


def test_a_wrong_key_is_explained(monkeypatch: pytest.MonkeyPatch,
                                  capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, "perhaps", "q")
    assert main(["ask"], ENGLISH) == 0
    assert "“perhaps” is not a choice" in capsys.readouterr().out


def test_an_existing_file_is_not_overwritten(tmp_path: Path,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("main_mode: sea\n")
    assert main(["ask", "-o", str(path)], ENGLISH) == 2
    assert "already exists" in capsys.readouterr().err
    assert path.read_text() == "main_mode: sea\n"
