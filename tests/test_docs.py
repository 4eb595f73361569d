"""The documentation holds: outputs, links, commands, and the rules and facts it names."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs import generate_cli, refresh_outputs
from incoadvisor import api
from incoadvisor.model.vocabulary import UNKNOWN

ROOT = Path(__file__).resolve().parents[1]
PAGES = refresh_outputs.pages()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))

each_page = pytest.mark.parametrize(
    "page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])

FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
QUOTED = re.compile(r"`([^`\n]+)`")
NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+")
STATED = re.compile(r"([a-z_]+)(?:=|: )([\w.-]+)")


def _prose(page: Path) -> str:
    """The page without code blocks and comments."""
    return COMMENT.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))


@cache
def _names() -> frozenset[str]:
    """Every compound name in the knowledge and the code: rule ids, facts, values, keys."""
    found: set[str] = set()
    for folder, kind in (("knowledge", "*.yaml"), ("incoadvisor", "*.py")):
        for path in (ROOT / folder).rglob(kind):
            found.update(NAME.findall(path.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The fragments that lead to a heading, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return frozenset(heading.replace(" ", "-") for heading in kept)


def test_the_reference_of_commands_is_up_to_date():
    page = generate_cli.PAGE.read_text(encoding="utf-8")
    assert page == generate_cli.page(), "run: python docs/generate_cli.py"


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md", "docs/cli.md"])
def test_every_command_is_documented(readme: str):
    page = (ROOT / readme).read_text(encoding="utf-8")
    documented = set(re.findall(r"^(?:\| `|## )([a-z-]+)", page, re.MULTILINE))
    assert set(generate_cli.command_names()) <= documented
    if readme != "docs/cli.md":
        assert documented == set(generate_cli.command_names())


@each_page
def test_quoted_outputs_are_what_the_commands_print(page: Path):
    text = page.read_text(encoding="utf-8")
    assert text == refresh_outputs.refreshed(text), "run: python docs/refresh_outputs.py"


@each_page
def test_links_lead_somewhere(page: Path):
    for target in LINK.findall(_prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        if fragment:
            assert fragment in _anchors(linked), target


@each_page
def test_rules_facts_and_values_exist(page: Path):
    for quoted in QUOTED.findall(_prose(page)):
        name = quoted.rpartition(":")[2] if not quoted.endswith(":") else quoted[:-1]
        if NAME.fullmatch(name):
            assert name in _names(), quoted
        stated = STATED.fullmatch(quoted)
        if stated and stated[1] in api.knowledge().facts and stated[2] != UNKNOWN:
            api.setting(f"{stated[1]}={stated[2]}")


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_python_example_runs(readme: str, capsys: pytest.CaptureFixture[str]):
    page = (ROOT / readme).read_text(encoding="utf-8")
    for example in re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        exec(example, {})
    assert capsys.readouterr().out.startswith("FCA ")


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_readme_opens_with_the_two_commands(readme: str):
    page = (ROOT / readme).read_text(encoding="utf-8")
    assert page.index("./start ") < page.index("./test ") < page.index("\n## ")
    for word in ("ICC", "LICENSE", "Apache", "LGPL"):
        assert word in page


def test_decisions_are_numbered_once_and_listed():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    for number, path in zip(numbers, DECISIONS, strict=True):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        parts = ["Status: ", "## Context", "## Decision", "## Consequences"]
        assert [p for p in parts if p in text] == parts
        assert f"[{number}]({path.name})" in index


def test_the_picture_of_the_architecture_has_words():
    root = ElementTree.parse(ROOT / "docs" / "architecture.svg").getroot()
    svg = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{svg}title")
    assert len(root.findtext(f"{svg}desc") or "") > 100
