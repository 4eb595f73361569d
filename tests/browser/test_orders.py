"""An export manager checks an order book: upload, columns, summary, lines, files."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from incoadvisor import api
from tests.browser.test_accessible import DARK, NARROW, violations
from tests.browser.visit import Visit

EXAMPLE = Path(__file__).parents[2] / "examples" / "order-book.csv"
LAST = b"SO-9,10,<img src=x onerror=alert(1)> Yokohama," + b"," * 18 + b"=1+1\n"


def say(key: str, lang: str, **values: object) -> str:
    return api.knowledge().texts.say(key, lang, **values)


def press(here: Visit, key: str) -> None:
    """Press the button with this key."""
    here.page.locator(f".st-key-{key.replace('/', '-')} button").first.click()
    here.settle()


def fits(here: Visit, *widths: int) -> None:
    """Nothing is wider than a narrow window."""
    for width in widths:
        here.page.set_viewport_size({"width": width, "height": 900})
        here.settle()
        assert here.overflow() <= 0, f"too wide for {width} pixels"
    here.page.set_viewport_size({"width": 1280, "height": 900})
    here.settle()


def turn(here: Visit, lang: str, dark: bool) -> None:
    """The other language, the other theme; the book stays."""
    names = {"en": "English", "fr": "Français"}
    here.page.get_by_role("radio", name=names[lang], exact=True).click()
    here.page.emulate_media(color_scheme="dark" if dark else "light")
    here.lang = lang
    here.page.wait_for_function(DARK, arg=dark)
    here.settle()


def test_an_order_book_is_checked_in_both_languages_and_themes(
        visit: Callable[..., Visit]) -> None:
    here = visit("en").open("orders")
    here.page.locator('input[type="file"]').set_input_files(files=[
        {"name": "my <b>.csv", "mimeType": "text/csv", "buffer": EXAMPLE.read_bytes() + LAST}])
    assert here.shows(say("ob_columns_hint", "en", found=18, count=22))
    assert "my <b>.csv" in here.text() and violations(here) == []
    fits(here, *NARROW)
    press(here, "book/run")
    here.page.wait_for_selector(".st-key-book_figures", timeout=120_000)
    for lang, dark in (("en", False), ("fr", True)):
        turn(here, lang, dark)
        here.page.get_by_role("radio", name=say("ob_part_summary", lang)).click()
        assert here.shows(say("audit_h_money", lang)) and violations(here) == []
        fits(here, *NARROW)
        here.page.get_by_role("radio", name=say("ob_part_lines", lang)).click()
        here.page.get_by_label(say("ob_words", lang), exact=True).fill("Yokohama")
        here.page.keyboard.press("Enter")
        assert here.shows(say("ob_line", lang, row=12)) and violations(here) == []
        fits(here, *NARROW)
        press(here, "book/open/12")
        dialog = here.page.get_by_role("dialog")
        dialog.get_by_text("CIF Yokohama").first.wait_for()
        here.settle()
        assert violations(here) == []
        here.page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
    assert not here.page.locator('img[src="x"]').count()
    here.page.get_by_role("radio", name=say("ob_part_files", "fr")).click()
    assert here.shows(say("ob_h_lines", "fr")) and violations(here) == []
    fits(here, *NARROW)
    files = {name: taken(here, name) for name in ("csv", "json", "html")}
    lines = list(csv.DictReader(io.StringIO(files["csv"])))
    assert len(lines) == json.loads(files["json"])["lines"] == 63
    assert lines[11]["status"] == "unfit" and lines[11]["why_fr"]
    assert lines[62]["Incoterms"] == "'=1+1"  # no formula
    assert '<html lang="fr">' in files["html"]
    other = visit("fr").open("orders")  # a session of its own
    assert "my <b>.csv" not in other.text() and other.shows(say("ob_example", "fr"))
    here.page.get_by_role("radio", name=say("ob_part_lines", "fr")).click()
    assert here.shows(say("ob_line", "fr", row=12))
    press(here, "book/open/12")
    here.page.locator(".st-key-book-advise button").click()
    here.page.wait_for_function("location.search.includes('cargo_form=')")
    here.settle()
    assert "destination_country=JP" in here.page.url and "CIP" in here.text()
    assert not here.errors


def taken(here: Visit, name: str) -> str:
    """A file of the page, downloaded."""
    with here.page.expect_download() as download:
        here.page.locator(f".st-key-book-save-{name} button").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_summary_page_is_accessible_by_itself(
        theme: str, chromium: object, tmp_path: Path) -> None:
    from tests.orders.test_summary import big

    file = tmp_path / "summary.html"
    file.write_text(api.summary_page(big(), "fr"), encoding="utf-8")
    page = chromium.new_page(color_scheme=theme)  # type: ignore[attr-defined]
    here = Visit(page, "", "fr")
    page.goto(file.as_uri())
    assert violations(here) == []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
