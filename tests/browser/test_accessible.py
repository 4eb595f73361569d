"""WCAG 2.2 AA on every view, in both languages and both themes, with axe-core in the browser."""

from collections.abc import Callable

import pytest

from tests.browser.visit import Visit
from tests.browser.views import VIEWS

axe = pytest.importorskip("axe_playwright_python.sync_playwright",
                          reason="axe-playwright-python is not installed")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Faults of Streamlit's own widgets: rule of axe, part of the element, where it is told.
STREAMLITS: tuple[tuple[str, str], ...] = ()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_fault_of_ours(
        view: str, lang: str, theme: str, visit: Callable[..., Visit]) -> None:
    here = visit(lang, theme).open(view, **VIEWS[view])
    found = axe.Axe().run(here.page, options={"runOnly": LEVELS, "resultTypes": ["violations"]})
    told = [f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for fault in found.response["violations"] for node in fault["nodes"]
            if not any(fault["id"] == rule and part in node["html"] for rule, part in STREAMLITS)]
    assert told == []
    assert here.errors == []


@pytest.mark.parametrize("width", [320, 640], ids=["320 px", "1280 px at 200 %"])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_runs_out_of_a_narrow_window(
        view: str, lang: str, width: int, visit: Callable[..., Visit]) -> None:
    assert visit(lang, width=width).open(view, **VIEWS[view]).overflow() <= 0
