"""The order book's page run without a browser: one session, in one language after the other."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api
from tests.ui.opening import PAGE, opened, say, shown
from tests.ui.server import served, visiting

st = pytest.importorskip("streamlit")
pytestmark = [pytest.mark.filterwarnings("default"),  # those of Streamlit are not ours to mend
              pytest.mark.xdist_group("orders-page")]
DESKS: list[Any] = []  # what sessions hold; outside of them Streamlit does not give it


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    from components.book import Desk

    begin = Desk.__init__

    def remembered(self: Any, *given: Any, **more: Any) -> None:
        begin(self, *given, **more)
        DESKS.append(self)

    monkeypatch.setattr(Desk, "__init__", remembered)
    st.cache_resource.clear()
    yield
    for held in DESKS:
        held.leave()
    DESKS.clear()


def with_example(lang: str) -> Any:
    page = opened(lang, "orders")
    page.button("book/example").click().run()
    assert not page.exception
    return page


def keyed(found: Any, start: str) -> Any:
    """The one element whose key begins so."""
    one, = [element for element in found if (element.key or "").startswith(start)]
    return one


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_guess_is_shown_and_can_be_corrected(lang: str) -> None:
    page = with_example(lang)
    assert say("ob_opened", lang, lines=62, columns=22) in shown(page)
    assert say("ob_columns_hint", lang, found=18, count=22) in shown(page)
    mode = keyed(page.selectbox, "book/column/1/main_mode/")
    assert mode.value == "Mode of transport"
    mode.set_value("").run()
    keyed(page.multiselect, "book/column/1/proposed_term/").set_value(
        ["Incoterms", "Delivery place"]).run()
    keyed(page.multiselect, "book/same/").set_value(["main_mode", "volume_m3"]).run()
    keyed(page.selectbox, "book/constant/1/main_mode/").set_value("air").run()
    keyed(page.text_input, "book/constant/1/volume_m3/").input("much").run()
    assert [error.value for error in page.error]
    keyed(page.text_input, "book/constant/1/volume_m3/").input("2.5").run()
    assert not page.error
    keyed(page.selectbox, "book/word/1/destination_country/Freedonia/").set_value("CH").run()
    keyed(page.selectbox, "book/decimal/").set_value("comma").run()
    keyed(page.selectbox, "book/date/").set_value("dmy").run()
    assert not page.exception
    made = desk().map()
    assert made.columns["proposed_term"].columns == ("Incoterms", "Delivery place")
    assert "main_mode" not in made.columns
    assert made.columns["destination_country"].values == {"Freedonia": "CH"}
    assert made.constants == {"main_mode": "air", "volume_m3": 2.5}
    assert (made.decimal, made.date) == (",", "dmy")
    page.button("book/other").click().run()
    assert desk().book is None and page.button("book/example")


def desk() -> Any:
    """What the session holds."""
    return DESKS[-1]


def test_a_book_is_checked_looked_through_and_told_in_both_languages() -> None:
    page = with_example("en")
    page.button("book/run").click().run()
    assert not page.exception
    summary = desk().summary
    assert summary.lines == 62
    content = api.summary_content(summary, "en")
    for figure in content.figures():
        assert f"**{figure.value}**".replace("\u00a0", " ") in shown(page)
    folder = desk().book.folder
    for lang in ("en", "fr"):
        page.segmented_control("lang").set_value(lang).run()
        told = api.summary_in(summary, lang)
        page.segmented_control(f"part/{lang}").set_value("lines").run()
        keyed(page.selectbox, "book/status/").set_value("unfit").run()
        unfit = next(c for c in told.statuses if c.id == "unfit")
        assert unfit.label in shown(page)
        assert say("ob_found", lang, count=unfit.lines, all=62, first=1,
                   last=unfit.lines) in shown(page)
        keyed(page.text_input, "book/words/").input("Yokohama").run()
        hit, = desk().book.find(api.search_lines("unfit", words="Yokohama")).hits
        assert hit.why[lang] in shown(page)
        page.button(f"book/open/{hit.row}").click().run()
        assert not page.exception
        advice = api.advise(desk().book.line(hit.row, lang).facts, lang)
        assert advice.headline in shown(page)
        desk().hit = None
        keyed(page.text_input, "book/words/").input("no such words").run()
        assert say("ob_none", lang, all=62) in shown(page)
        keyed(page.text_input, "book/words/").input("").run()
        page.segmented_control(f"part/{lang}").set_value("files").run()
        assert {b.key for b in page.download_button} >= {
            f"book/save/{name}" for name in ("csv", "xlsx", "parquet", "html", "workbook", "json")}
    assert summary == desk().summary  # no second audit
    page.button("book/other").click().run()
    assert not folder.exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_no_order_book_is_told_and_can_be_tried_again(lang: str) -> None:
    page = opened(lang, "orders")
    page.file_uploader[0].set_value(("orders <b>.pdf", b"%PDF", "application/pdf")).run()
    assert not page.exception
    assert "orders <b>.pdf" in shown(page)
    page.file_uploader[0].set_value(("mine.csv", b"Incoterms;Pays\nFOB;DE\n", "text/csv")).run()
    assert not page.error and not page.exception
    assert "mine.csv" in shown(page) and desk().book.opened.lines == 1


def test_a_book_is_removed_when_its_visitor_leaves(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("websockets")
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def books() -> list[Path]:
        return list(tmp_path.glob("incoadvisor-*"))

    with served() as (host, _):
        with visiting(host, "lang=en", "orders") as one, \
                visiting(host, "lang=fr", "orders") as other:
            one.click("book/example")
            kept = books()
            assert len(kept) == 1
            other.click("book/example")
            assert len(books()) == 2  # each has their own
            other.click("book/other")
            assert books() == kept
        until = time.monotonic() + 30
        while books() and time.monotonic() < until:
            time.sleep(0.05)
        assert books() == []
