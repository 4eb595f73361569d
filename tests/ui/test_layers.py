"""The page holds no logic and no text of its own."""

import ast
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "ui").rglob("*.py"))
SOURCES = {path: path.read_text(encoding="utf-8") for path in MODULES}

each_module = pytest.mark.parametrize(
    "path", MODULES, ids=[str(p.relative_to(ROOT)) for p in MODULES])


@each_module
def test_the_page_enters_by_the_public_door(path: Path) -> None:
    for node in ast.walk(ast.parse(SOURCES[path])):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        ours = [name for name in names if name.split(".")[0] == "incoadvisor"]
        assert set(ours) <= {"incoadvisor.api"}


@each_module
def test_nothing_is_passed_as_html_but_constants(path: Path) -> None:
    assert "unsafe_allow_html" not in SOURCES[path]
    html = re.findall(r"st\.html\((.*?)\)\n", SOURCES[path])
    assert set(html) <= {"_STYLE", "_SCRIPT[lang()], unsafe_allow_javascript=True"}


def test_every_uploader_has_a_limit_of_its_own() -> None:
    """The server lets order books in; nothing else has a reason to be that large."""
    calls = [call for source in SOURCES.values() for call in ast.walk(ast.parse(source))
             if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "file_uploader"]
    assert calls
    for call in calls:
        assert "max_upload_size" in [keyword.arg for keyword in call.keywords]


def test_every_text_of_the_page_is_used() -> None:
    texts = yaml.safe_load((ROOT / "knowledge" / "texts" / "ui.yaml").read_text(encoding="utf-8"))
    command = ROOT / "incoadvisor" / "cli" / "ui_command.py"
    code = "\n".join([*SOURCES.values(), command.read_text(encoding="utf-8")])
    made = ("ui_symbol_", "ui_severity_", "ui_modes_", "ui_language_", "ui_way_", "ui_save_",
            "ui_file_", "ui_sides_", "ui_picture_", "cli_ui_")
    assert [key for key in texts if key not in code and not key.startswith(made)] == []
