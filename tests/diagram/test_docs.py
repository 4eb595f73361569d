"""The pictures in the documentation are what the command draws."""

from pathlib import Path

import pytest

from incoadvisor import api
from incoadvisor.model.text import Lang

ROOT = Path(__file__).resolve().parents[2]
CASE = "examples/container-le-havre-to-santos.yaml"


@pytest.mark.parametrize(("name", "lang"), [("diagram-fca", "en"), ("schema-fca", "fr")])
def test_the_example_of_a_case(name: str, lang: Lang):
    advice = api.advise(api.read_case((ROOT / CASE).read_bytes()), lang)
    drawn = api.diagram_file(api.diagram(advice, lang=lang), "svg")
    kept = (ROOT / "docs" / f"{name}.svg").read_bytes()
    assert kept == drawn, f"run: incoadvisor diagram {CASE} -o docs/{name}.svg --force"


@pytest.mark.parametrize(("name", "lang"), [("diagram-wall", "en"), ("schema-mural", "fr")])
def test_the_wall_chart(name: str, lang: Lang):
    drawn = api.diagram_file(api.wall_diagram(lang=lang), "svg")
    kept = (ROOT / "docs" / f"{name}.svg").read_bytes()
    assert kept == drawn, f"run: incoadvisor diagram --wall -o docs/{name}.svg --force"
