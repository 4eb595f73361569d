"""The suite of written lines, and how an answer is held against it."""

from pathlib import Path
from typing import Any

import yaml

from incoadvisor.clause import WrittenTerm

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
CASES: list[dict[str, Any]] = yaml.load(
    (KNOWLEDGE / "cases" / "written.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def same_place(a: str | None, b: str | None) -> bool:
    """Whether two places are the same text, case and closing signs aside."""
    if a is None or b is None:
        return a is b
    return a.strip(" .,").casefold() == b.strip(" .,").casefold()


def faults_of(case: dict[str, Any], answer: WrittenTerm) -> list[str]:
    """Return what is wrong with an answer; nothing when it is right."""
    expected = case["expected"]
    found = {f.id for f in answer.findings}
    wanted = set(expected["faults"])
    wrong = [f"{id_} not found" for id_ in sorted(wanted - found)]
    extra = found - wanted - set(expected.get("faults_ok", []))
    wrong += [f"{id_} found" for id_ in sorted(extra)]
    if answer.code not in [expected["code"], *expected.get("code_ok", [])]:
        wrong.append(f"code {answer.code}")
    if answer.edition != expected["edition"]:
        wrong.append(f"edition {answer.edition}")
    if not same_place(answer.place, expected["place"]):
        wrong.append(f"place {answer.place!r}")
    suggested = set(answer.suggestions)
    if bool(expected["suggest"]) != bool(suggested & set(expected["suggest"])) or (
        not expected["suggest"] and suggested
    ):
        wrong.append(f"suggestions {answer.suggestions}")
    if suggested & set(expected.get("never", [])):
        wrong.append(f"forbidden {sorted(suggested)}")
    return wrong
