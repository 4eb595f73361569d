"""The summary as a page and as a workbook: the same figures, escaped, in both languages."""

import html
import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from incoadvisor import api
from incoadvisor.model.audit import AuditSummary, Count, CountryCount, Money
from tests.orders.conftest import NASTY

each_lang = pytest.mark.parametrize("lang", ["en", "fr"])
SVG = "{http://www.w3.org/2000/svg}"


def test_the_other_language_needs_no_new_audit(summary: Any) -> None:
    french = api.summary_in(summary, "fr")
    assert api.summary_in(french, "en") == summary
    assert french.statuses[0].label == api.knowledge().texts.say(
        f"audit_status_{french.statuses[0].id}", "fr")
    rule = next(r for r in french.reasons if not r.id.startswith("written:"))
    assert rule.label == api.knowledge().rules[rule.id].because.get("fr")


@each_lang
def test_the_page_stands_alone_and_escapes_what_files_hold(summary: Any, lang: str) -> None:
    told = api.summary_in(summary, lang)
    page = api.summary_page(told, lang)
    assert f'<html lang="{lang}">' in page
    assert "<script" not in page and "<img" not in page and "orders <b>" not in page
    assert html.escape(NASTY.split(" &")[0]) in page
    assert not re.findall(r'(?:src|href)="|url\(|@import', page)
    assert "prefers-color-scheme: dark" in page and "@media print" in page
    for part in ("statuses", "reasons", "countries", "money"):
        assert f'id="{part}"' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for count in (*told.statuses, *told.reasons):
        assert html.escape(count.label) in page


@each_lang
def test_each_plot_says_what_its_table_says(summary: Any, lang: str) -> None:
    content = api.summary_content(api.summary_in(summary, lang), lang)
    drawn = [part for part in content.parts() if part.chart]
    assert {p.name for p in drawn} >= {"statuses", "reasons", "countries", "money"}
    for part in drawn:
        for theme, layout in (("light", "wide"), ("dark", "stacked")):
            root = ElementTree.fromstring(api.summary_plot(part.chart, theme, layout))
            assert root.get("role") == "img"
            names = (root.get("aria-labelledby") or "").split()
            assert [e.get("id") for e in root[:2]] == names
            assert root.findtext(f"{SVG}title") == part.title
            told = root.findtext(f"{SVG}desc") or ""
            for row in part.table.rows[:12]:
                assert content.shown(row[1]) in told


def big(**more: Any) -> AuditSummary:
    """A summary with figures worth grouping."""
    counts = (Count(id="unfit", label="unfit", lines=12345, money=(
        Money(currency="EUR", amount=1234567.5), Money(currency=None, amount=10.0))),
        Count(id="sound", label="sound", lines=7655, money=(
            Money(currency="EUR", amount=1234567.5),)))
    country = CountryCount(id="JP", label="JP", lines=20000, unfit=1, money=())
    return AuditSummary(
        lines=20000, files=("=cmd.csv",), output=None, facts={"goods": "=HYPERLINK(1)"},
        statuses=counts, severities=(), verdicts=(), reasons=(), recommended=(),
        countries=(country,), missing=(), errors=(Count(id="e", label="@SUM(A1)", lines=1),),
        combinations=3, seconds=0.5, rule_base={}, engine="duckdb", **more)


def test_figures_are_written_as_the_language_does() -> None:
    english, french = (api.summary_page(big(), lang) for lang in ("en", "fr"))
    assert "12,345" in english and "EUR\u00a01,234,568" in english and "62%" in english
    assert "12\u202f345" in french and "1\u202f234\u202f568\u00a0EUR" in french
    assert "62\u00a0%" in french and "&lt;0,1\u00a0%" in french and "Japon" in french


@each_lang
def test_the_workbook_counts_and_runs_no_formula(lang: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(api.summary_workbook(big(), lang)))
    texts = api.knowledge().texts
    statuses = book[texts.say("audit_sheet_statuses", lang)]
    assert [c.value for c in statuses[2]] == ["unfit", 12345, 12345 / 20000, 1234567.5, 10.0]
    assert statuses["C2"].number_format == "0.0%"
    values = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(c.data_type != "f" for c in values)
    assert not [c.value for c in values if str(c.value).startswith(("=", "@"))]
    assert book[texts.say("audit_sheet_money", lang)].max_row == 3


def test_without_the_package_the_workbook_is_refused_in_words(monkeypatch: Any) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(api.InputError) as caught:
        api.summary_workbook(big(), "en")
    assert caught.value.key == "teach_xlsx_missing"
    assert "openpyxl" in api.explain(caught.value, api.knowledge().texts, "en")


@each_lang
def test_an_empty_book_has_a_page_too(lang: str) -> None:
    empty = big().model_copy(update={"lines": 0, "statuses": (), "countries": (), "errors": (),
                                     "seconds": 0.0})
    assert "<h1>" in api.summary_page(empty, lang)
