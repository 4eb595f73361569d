"""Rules about the code itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from incoadvisor.knowledge.base import load

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted((ROOT / "incoadvisor").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module but its docstrings, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", LIBRARY, ids=_name)
def test_no_module_is_past_reading(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", LIBRARY, ids=_name)
def test_the_library_knows_no_page(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        assert not any(n.split(".")[0] in ("streamlit", "ui") for n in names)


@pytest.mark.parametrize("path", LIBRARY, ids=_name)
def test_code_names_no_term_and_no_rule(path: Path):
    """What a term gives and what a rule says stands in the YAML files, never in code.

    Examples of commands, which the help prints, may name a term.
    """
    knowledge = load()
    code = re.compile(rf"\b({'|'.join(knowledge.terms)})\b")
    named = [
        (line, text)
        for line, text in _strings(path)
        if (code.search(text) or text in knowledge.rules) and not text.startswith("incoadvisor ")
    ]
    assert named == []


@pytest.mark.parametrize("path", TESTS, ids=_name)
def test_tests_stay_inside_the_repository(path: Path):
    """No test reads a path above the repository, or an absolute one."""
    outside = re.compile(r"^(\.\./|/(home|root|work|usr|opt|var|etc|tmp)/)")
    assert [(line, text) for line, text in _strings(path) if outside.search(text)] == []


def test_locked_versions_carry_hashes_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)
        entries = text.replace("\\\n", "").splitlines()
        assert pins
        assert all("--hash=sha256:" in e for e in entries if e and not e.startswith("#"))


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": [*project["dependencies"], *extras["ui"]],
        "requirements-dev.lock": [*project["dependencies"], *extras["ui"], *extras["dev"]],
        "requirements-spark.lock": [*project["dependencies"], *extras["spark"]],
    }
    assert set(extras["files"]) <= set(extras["ui"])
    for name, dependencies in wanted.items():
        locked = set(
            re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        )
        for dependency in dependencies:
            package = re.match(r"[A-Za-z0-9-]+", dependency)
            assert package is not None
            assert package[0].lower() in locked


def test_all_locks_pin_the_same_versions():
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))

    development = pins("requirements-dev.lock")
    assert pins("requirements.lock").items() <= development.items()
    spark = pins("requirements-spark.lock")
    assert all(development.get(name, version) == version for name, version in spark.items())
