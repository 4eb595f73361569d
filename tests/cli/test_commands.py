"""The commands as a user types them."""

import json
import re
from pathlib import Path

import pytest

from incoadvisor.cli import main

CASE = """\
main_mode: sea
cargo_form: container_fcl
origin_country: FR
destination_country: NO
carriage_by: buyer
proposed_term: FOB Le Havre
origin_place: 12 rue du Port, 76600 Le Havre, France
"""
ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}
EVERY = ["advise", "why", "why-not", "what-if", "trace", "term", "facts", "rules", "clause",
         "verify"]


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str, env: dict[str, str] = ENGLISH
        ) -> tuple[int, str, str]:
    code = main(list(arguments), env)
    out, err = capsys.readouterr()
    return code, out, err


def test_advise_says_the_rule_first(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "advise", case)
    assert code == 0
    assert out.splitlines()[0].startswith("Propose FCA 12 rue du Port")
    assert "FCA 12 rue du Port, 76600 Le Havre, France – Incoterms® 2020" in out
    assert "not legal advice" in out.lower()


def test_no_means_norway(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "advise", case, "--format", "json")
    assert json.loads(out)["case"]["destination_country"] == "NO"


def test_french_by_locale_and_by_option(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, by_locale, _ = run(capsys, "advise", case, env=FRENCH)
    _, by_option, _ = run(capsys, "advise", case, "--lang", "fr")
    assert by_locale == by_option
    assert by_locale.startswith("Proposez FCA")


@pytest.mark.parametrize("arguments", [
    ["advise", "--full"], ["why"], ["why", "CPT"], ["why-not", "FOB"],
    ["what-if", "carriage_by=seller"], ["trace"], ["trace", "--step"]])
def test_pages_fit_eighty_columns(arguments: list[str], case: str,
                                  capsys: pytest.CaptureFixture[str]) -> None:
    for env in (ENGLISH, FRENCH):
        code, out, _ = run(capsys, arguments[0], case, *arguments[1:], env=env)
        assert code == 0
        assert max(len(line.rstrip()) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("arguments", [
    ["advise", "CASE"], ["why", "CASE"], ["why-not", "CASE", "FOB"],
    ["what-if", "CASE", "trust=low"], ["trace", "CASE"], ["term", "FCA"], ["facts"], ["rules"],
    ["clause", "FCA 1 rue A, Lyon, France, Incoterms 2020"], ["verify"]])
def test_json_on_standard_output_only(arguments: list[str], case: str,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = run(capsys, *[case if a == "CASE" else a for a in arguments],
                      "--format", "json")
    assert json.loads(out)
    assert err == ""


@pytest.mark.parametrize("command", EVERY)
def test_help_with_examples_in_both_languages(command: str,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    code, english, _ = run(capsys, command, "--help")
    assert code == 0
    assert "Examples" in english and f"incoadvisor {command}" in english
    _, french, _ = run(capsys, command, "--help", env=FRENCH)
    assert french.startswith("Usage :") and "Exemples" in french


def test_what_if_shows_the_difference(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "what-if", case, "carriage_by=seller", "--format", "json")
    difference = json.loads(out)
    assert difference["before"].startswith("FCA") and difference["after"].startswith("C")
    moved = {m["term"]: (m["before"], m["after"]) for m in difference["verdicts"]}
    assert moved["FCA"][0] == "recommended"


def test_why_not_walks_back_to_the_container(case: str,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "why-not", case, "FOB", "--format", "json")
    argument = json.loads(out)
    assert argument["verdict"] == "excluded"
    grounds = [g["id"] for point in argument["against"] for g in point["grounds"]]
    assert "given:cargo_form" in grounds
    ways_back = [(way["set"], way["verdict"]) for way in argument["would_change"]]
    assert ({"cargo_form": "dry_bulk"}, "recommended") in ways_back
    nearest = argument["would_favour"][0]
    assert any(not condition["holds"] for condition in nearest["conditions"])


def test_clause_exit_code_tells_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "clause", "FOB Paris CDG 2010")[0] == 1
    assert run(capsys, "clause", "FCA 12 rue du Port, 76600 Le Havre, France, Incoterms 2020"
               )[0] == 0


def test_verify_finds_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "verify")
    assert code == 0, out


def test_no_colour_when_asked(case: str, capsys: pytest.CaptureFixture[str],
                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run(capsys, "advise", case)
    assert not re.search(r"\x1b\[3[0-9]", out)
