"""What the knowledge beside the rules can get wrong is told at load, with file and line."""

from pathlib import Path

import pytest

from tests.knowledge.copies import change, faults_of, place_of

CELL = "{acts: seller, cost: seller, risk: seller}"
OTHER_FAULTS = {
    "a fact in a third language": (
        "facts.yaml",
        "  label:\n",
        "  label:\n    de: Etwas  # HERE\n",
        "Extra inputs are not permitted",
    ),
    "a term that gives what no topic knows": (
        "terms/FCA.yaml",
        "mode: [any]",
        "mode: [moon]  # HERE",
        "FCA: `moon` is no value of topic mode",
    ),
    "a term without one of its milestones": (
        "terms/FCA.yaml",
        f"milestones:\n  packing: {CELL}",
        f"milestones:  # HERE\n  lunch: {CELL}  # END",
        "FCA: no cell for packing",
    ),
    "a duplicate key in a term": (
        "terms/FCA.yaml",
        "code: FCA",
        "code: FCA\ncode: FCA  # HERE",
        "duplicate_key code",
    ),
}


@pytest.mark.parametrize("fault", OTHER_FAULTS)
def test_a_fault_elsewhere(folder: Path, fault: str):
    name, old, new, message = OTHER_FAULTS[fault]
    places = change(folder, name, old, new)
    found = [f for f in faults_of(folder) if message in f]
    assert found
    assert place_of(found[0]) in places


def test_a_message_in_one_language(folder: Path):
    (folder / "texts" / "zz.yaml").write_text(
        "# one more\nzz: {en: Only English}\n", encoding="utf-8"
    )
    (fault,) = faults_of(folder)
    assert fault.startswith("texts/zz.yaml:2: ")
    assert "fr: Field required" in fault


def test_a_reference_defined_in_two_files(folder: Path):
    (folder / "references" / "zz.yaml").write_text(
        "# again\npractice: {title: Again, url: null, kind: practice}\n", encoding="utf-8"
    )
    assert faults_of(folder) == ["references/zz.yaml:2: `practice` is defined twice"]


def test_a_country_table_with_unknown_names(folder: Path):
    (folder / "markets").mkdir()
    (folder / "markets" / "mood.yaml").write_text(
        """\
# A table of nothing
fact: mood
keyed_by: destination_country
label: {en: Mood, fr: Humeur}
rows:
  - {group: atlantis, value: true, severity: info, source: [hearsay],
     confidence: low, sourced: false, detail: {en: Good., fr: Bonne.}}
""",
        encoding="utf-8",
    )
    faults = faults_of(folder)
    assert "markets/mood.yaml:2: unknown fact `mood`" in faults
    assert any(f.startswith("markets/mood.yaml:6: ") and "group `atlantis`" in f for f in faults)
    assert any(f.startswith("markets/mood.yaml:6: ") and "source `hearsay`" in f for f in faults)


def test_rows_of_a_country_that_clash_or_are_confined_to_nothing(folder: Path):
    row = ("value: true, severity: info, source: [practice], confidence: low, sourced: false, "
           "detail: {en: Good., fr: Bonne.}")
    (folder / "markets").mkdir()
    (folder / "markets" / "dangerous.yaml").write_text(
        f"""\
# Three rows, of which the second can never apply and the third is confined to no known mode
fact: dangerous
keyed_by: destination_country
label: {{en: Danger, fr: Danger}}
rows:
  - {{country: FR, {row}}}
  - {{country: FR, where: {{main_mode: [sea]}}, {row}}}
  - {{country: GB, where: {{main_mode: [balloon], mood: [good]}}, {row}}}
""",
        encoding="utf-8",
    )
    faults = faults_of(folder)
    assert "markets/dangerous.yaml:7: FR: a row above holds in every case" in faults
    assert "markets/dangerous.yaml:8: main_mode cannot be `balloon`" in faults
    assert "markets/dangerous.yaml:8: mood cannot be `good`" in faults


def test_a_file_with_no_place(folder: Path):
    (folder / "rules" / "musings").mkdir()
    (folder / "rules" / "musings" / "a.yaml").write_text("# nothing\n[]\n", encoding="utf-8")
    assert faults_of(folder) == ["rules/musings/a.yaml:1: no place for this file in the knowledge"]
