"""Take the pictures of the page that the documents show: `python docs/take_screenshots.py`.

Needs what the tests in a browser need. The page must run: `incoadvisor ui --port 8599`.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from incoadvisor import api
from tests.browser.conftest import FLAGS, NAMES
from tests.browser.visit import Visit

HERE = Path(__file__).resolve().parent
SITE = "http://127.0.0.1:8599"
EXAMPLE = HERE.parent / "examples" / "container-le-havre-to-santos.yaml"
SHOTS = {  # file: language, theme, width, height, view
    "page-en.png": ("en", "light", 1440, 1000, ""),
    "page-fr.png": ("fr", "light", 1440, 1000, ""),
    "page-dark.png": ("en", "dark", 1440, 1000, ""),
    "page-narrow.png": ("fr", "light", 390, 844, ""),
    "page-guided.png": ("en", "light", 1440, 800, "interview"),
    "page-orders.png": ("en", "light", 1280, 1060, "orders"),
    "page-carnet.png": ("fr", "light", 1280, 1060, "orders"),
}


BEGUN = {"main_mode": "sea", "cargo_form": "container_fcl"}


def _checked(here: Visit) -> None:
    """The example of an order book, checked."""
    here.page.locator(".st-key-book-example button").click()
    here.page.locator(".st-key-book-run button").click()
    here.page.wait_for_selector(".st-key-book_figures", timeout=120_000)
    here.settle()


def main() -> None:
    """Write the pictures beside this file."""
    case = api.link(api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name), everything=True)
    program = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=program, args=FLAGS)
        for name, (lang, theme, width, height, view) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height},
                                    color_scheme=theme)
            here = Visit(page, SITE, lang)
            if view == "orders":
                _checked(here.open(view))
            else:
                here.open(view, **(case if view == "" else BEGUN))
            page.wait_for_timeout(700)
            page.screenshot(path=str(HERE / name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
