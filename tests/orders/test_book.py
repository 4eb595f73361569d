"""An order book kept open: looked at, mapped, audited, searched, saved and removed."""

import csv
import io
from typing import Any

import pytest

from incoadvisor import api
from incoadvisor.batch.pace import Pacer
from tests.orders.conftest import EXAMPLE, NASTY

LINES = 62


def test_the_columns_are_shown_with_cells_and_guessed(book: Any) -> None:
    assert book.opened.lines == LINES
    assert book.opened.samples["Incoterms"][0] == "CIP Southampton"
    columns = book.guessed().columns
    assert columns["proposed_term"].columns == ("Incoterms",)
    assert columns["destination_country"].country_names
    assert set(book.usual()) >= {"proposed_term", "main_mode", "destination_country"}


def test_settings_make_a_map_and_keep_what_a_ready_one_knows(book: Any) -> None:
    start = book.guessed()
    made = book.mapped(start, {"main_mode": ["Mode of transport"],
                               "proposed_term": ["Incoterms", "Delivery place"]},
                       {"origin_country": "FR"}, ",", "dmy")
    assert made.columns["main_mode"] is start.columns["main_mode"]
    assert made.columns["proposed_term"].columns == ("Incoterms", "Delivery place")
    assert (made.constants, made.decimal, made.date) == ({"origin_country": "FR"}, ",", "dmy")
    assert "origin_country: FR" in api.column_map_yaml(made)


def test_words_not_understood_are_listed_until_they_are_told(book: Any) -> None:
    start = book.guessed()
    chosen = {fact: list(column.columns) for fact, column in start.columns.items()}
    (word, lines), = book.unread(start, "en")["destination_country"]
    assert (word, lines) == (NASTY, 1)
    told = book.mapped(start, chosen, {}, ".", "iso", {"destination_country": {word: "CH"}})
    assert book.unread(told, "en") == {}


def test_a_run_tells_its_pace_and_counts_every_line(summary: Any, paces: list[Any]) -> None:
    assert summary.lines == LINES == sum(c.lines for c in summary.statuses)
    assert summary.files == ("orders <b>.csv",) and summary.output is None
    shares = [pace.share for pace in paces]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert (paces[0].stage, paces[-1].stage) == ("reading", "writing")


def test_rate_and_time_left_follow_the_clock() -> None:
    now = iter([0.0, 2.0, 3.0])
    pacer = Pacer(clock=lambda: next(now))
    pace = pacer.told("deciding", 0.0, 1000)
    assert (pace.share, pace.rate, pace.left) == (0.5, 250.0, 2.0)
    assert pacer.told("counting", 0.0, 1000).share == 0.5  # never falls back


def test_lines_are_found_by_status_reason_country_and_words(book: Any, summary: Any) -> None:
    for count in summary.statuses:
        assert book.find(api.search_lines(status=count.id)).count == count.lines
    for count in summary.reasons[:4]:
        assert book.find(api.search_lines(reason=count.id)).count == count.lines
    everything = book.find(api.search_lines(), most=LINES)
    assert everything.count == len(everything.hits) == LINES
    assert sorted(hit.row for hit in everything.hits) == list(range(1, LINES + 1))
    order = [c.id for c in summary.statuses]
    grave = [order.index(hit.status) for hit in everything.hits]
    assert grave == sorted(grave)
    assert [h.row for h in book.find(api.search_lines(), at=20, most=5).hits] == [
        h.row for h in everything.hits[20:25]]
    country = book.countries()[0]
    found = book.find(api.search_lines(country=country), most=LINES)
    assert {hit.told["destination_country"] for hit in found.hits} == {country}
    assert book.find(api.search_lines(words="yokohama CIF")).count >= 1
    assert book.find(api.search_lines(words="' OR 1=1 --")).count == 0


def test_a_bad_cell_is_told_and_stops_nothing(book: Any, summary: Any) -> None:
    hit, = book.find(api.search_lines(words="onerror")).hits
    assert hit.status == "unreadable" and NASTY.split(" &")[0] in (hit.error or "")
    assert hit.instead is None


@pytest.mark.parametrize("row", [5, 12, 46])
def test_a_line_argues_as_the_audit_did(row: int, book: Any, summary: Any) -> None:
    line = book.line(row, "fr")
    advice = api.advise(line.facts, "fr")
    hit = next(h for h in book.find(api.search_lines(), most=LINES).hits if h.row == row)
    assert advice.recommended is not None and advice.proposed is not None
    assert (advice.recommended.term, advice.proposed.verdict) == (hit.recommended, hit.verdict)
    with pytest.raises(api.InputError) as caught:
        book.line(LINES + 1, "en")
    assert caught.value.key == "audit_no_row"


def test_the_lines_are_saved_whole_and_defused(book: Any, summary: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(book.save("csv").decode())))
    given = list(csv.DictReader(io.StringIO(EXAMPLE.read_text(encoding="utf-8"))))
    assert [r["Incoterms"] for r in rows] == [r["Incoterms"] for r in given]
    assert {(r["status"], r["row"]) for r in rows} == {("open", "7")}  # the file keeps its own
    assert {r["audit_status"] for r in rows} == {c.id for c in summary.statuses}
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(book.save("xlsx"))).active
    assert sheet.max_row == LINES + 1
    assert book.save("parquet")[:4] == b"PAR1"
    assert {f.name for f in book.folder.iterdir()} == {"answered.parquet", "scratch"}


@pytest.mark.parametrize(("name", "content", "key"), [
    ("o.pdf", b"%PDF-1.4", "audit_kind"), ("o.csv", b"", "audit_empty"),
    ("o.parquet", b"no", "audit_not_table"), ("o.csv", b"\x00\x01", "audit_not_text")])
def test_what_is_no_table_is_refused_by_its_own_name(
        name: str, content: bytes, key: str, tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(api.InputError) as caught:
        api.open_book(io.BytesIO(content), name)
    assert caught.value.key == key
    assert str(tmp_path) not in str(caught.value.values)
    assert not list(tmp_path.iterdir())


def test_nothing_is_left_when_a_book_is_closed_or_forgotten(
        tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for forget in (False, True):
        book = api.open_book(io.BytesIO(b"Incoterms\nFOB\n"), "o.csv")
        assert [f.name for f in book.folder.iterdir()] == ["scratch"]  # the file is not kept twice
        if not forget:
            book.close()
            assert book.closed
        del book
        assert not list(tmp_path.iterdir())
