"""WCAG 2.2 AA on every view, in both languages and both themes, with axe-core in the browser.

All rules with English in light and French in dark; the other theme of each changes nothing but
colours, so that there only the rules about colours are asked again.
"""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import visitors
from tests.browser.views import VIEWS
from tests.browser.visit import Visit

axe = pytest.importorskip("axe_playwright_python.sync_playwright",
                          reason="axe-playwright-python is not installed")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DARK = """dark => (getComputedStyle(document.querySelector('[data-testid="stApp"]'))
    .backgroundColor === 'rgb(18, 24, 31)') === dark"""
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
THEMES = {"en": "light", "fr": "dark"}
NARROW = (640, 320)  # 1280 pixels at 200 %, and the width of reflow (WCAG 1.4.10)


@pytest.fixture(scope="module", params=["en", "fr"])
def here(request: pytest.FixtureRequest, site: str, chromium: object) -> Iterator[Visit]:
    """One visitor to all views, since a browser keeps what it has fetched."""
    for visit in visitors(site, chromium):
        yield visit(request.param, theme=THEMES[request.param])


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_and_nothing_runs_out_of_the_window(view: str, here: Visit) -> None:
    path, query = VIEWS[view]
    here.page.set_viewport_size({"width": 1280, "height": 900})
    here.page.emulate_media(color_scheme=THEMES[here.lang])
    here.open(path, **query)
    here.page.wait_for_function(DARK, arg=THEMES[here.lang] == "dark")
    assert here.page.evaluate("document.documentElement.lang") == here.lang
    assert violations(here) == []
    for width in NARROW:
        here.page.set_viewport_size({"width": width, "height": 800})
        here.settle()
        assert here.overflow() <= 0, f"too wide for {width} pixels"
    here.page.set_viewport_size({"width": 1280, "height": 900})
    dark = THEMES[here.lang] == "light"
    here.page.emulate_media(color_scheme="dark" if dark else "light")
    here.page.wait_for_function(DARK, arg=dark)
    assert violations(here.settle(), COLOURS) == []
    assert here.errors == []


def test_the_menu_of_a_narrow_window_is_a_list(here: Visit) -> None:
    here.page.set_viewport_size({"width": 400, "height": 800})
    here.open("glossary")
    assert violations(here) == []
    here.page.get_by_test_id("stExpandSidebarButton").click()
    assert violations(here.settle()) == []
    assert here.overflow() <= 0


def violations(here: Visit, rules: object = LEVELS) -> list[str]:
    """What axe finds against WCAG 2.2 AA, or against some rules of it."""
    found = axe.Axe().run(here.page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for fault in found.response["violations"] for node in fault["nodes"]]
