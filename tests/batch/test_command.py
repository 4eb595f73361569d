"""The audit command: what it prints, writes, asks and refuses."""

import io
import json
import os
import pty
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from incoadvisor.cli.main import main
from tests.batch.books import read, write

BOOK = [
    {"proposed_term": "FCA Terminal de France Le Havre Incoterms 2020", "main_mode": "sea",
     "cargo_form": "container_fcl", "goods_value": "1000", "currency": "EUR"},
    {"proposed_term": "FOB Le Havre", "main_mode": "sea", "cargo_form": "container_fcl",
     "goods_value": "2500", "currency": "EUR"},
    {"proposed_term": "", "main_mode": "road", "cargo_form": "pallets",
     "goods_value": "-1", "currency": "EUR"},
]
ODD = [{"Inco terms": "FOB Lyon", "Ship-to country": "Brésil", "Note": "n"}]


@pytest.fixture
def orders(tmp_path):
    return str(write(BOOK, tmp_path / "orders.csv"))


def run(*arguments: str) -> int:
    return main(list(arguments), {"LANG": "en"})


def test_lines_and_summary_are_written(orders, tmp_path, capsys):
    out = tmp_path / "out.csv"
    summaries = [tmp_path / f"s{suffix}" for suffix in (".html", ".xlsx", ".json")]
    given = [x for path in summaries for x in ("--summary", str(path))]
    assert run("audit", orders, "-o", str(out), *given) == 0
    told = capsys.readouterr().out
    assert "3 lines audited" in told and "unfit term" in told and "EUR" in told
    assert [line["status"] for line in read(out)] == ["sound", "unfit", "unreadable"]
    data = json.loads(summaries[2].read_text(encoding="utf-8"))
    assert data["lines"] == 3 and data["rule_base"]["digest"].startswith("sha256:")
    HTMLParser().feed(page := summaries[0].read_text(encoding="utf-8"))
    assert "<svg" in page and "<script" not in page
    assert summaries[1].read_bytes()[:2] == b"PK"


def test_json_stands_alone_on_the_output(orders, capsys):
    assert run("audit", orders, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {c["id"]: c["lines"] for c in found["statuses"]} == {
        "unreadable": 1, "unfit": 1, "sound": 1}
    assert found["output"] is None


def test_french(orders, capsys):
    assert run("audit", orders, "--lang", "fr") == 0
    told = capsys.readouterr().out
    assert "3 lignes contrôlées" in told and "règle inadaptée" in told


@pytest.mark.parametrize(("level", "code"), [("stop", 0), ("high", 1), ("info", 1)])
def test_fail_on(orders, level, code):
    assert run("audit", orders, "--fail-on", level) == code


def test_one_line_in_full(orders, capsys):
    assert run("audit", orders, "--explain", "2") == 0
    told = capsys.readouterr().out
    assert "Line 2 of" in told and "FOB is excluded" in told
    assert "containers-are-handed-over-ashore" in told
    assert run("audit", orders, "--explain", "2", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["proposed"]["verdict"] == "excluded"


@pytest.mark.parametrize(("arguments", "said"), [
    (["--explain", "3"], "goods_value"),
    (["--explain", "9"], "9"),
    (["--explain", "x"], "--explain"),
    (["--map", "odo"], "odoo"),
    (["--summary", "s.pdf"], ".html"),
    (["--fail-on", "bad"], "high"),
    (["--engine", "hive"], "spark"),
    (["--set", "payment=cash"], "payment"),
    (["-o", "out.docx"], ".parquet"),
    (["--memory", "much"], "--memory"),
    (["--encoding", "utf-9"], "utf-9"),
])
def test_what_is_wrong_is_named(orders, capsys, arguments, said):
    for lang in ("en", "fr"):
        assert run("audit", orders, *arguments, "--lang", lang) == 2
        told = capsys.readouterr()
        assert said in told.err and not told.out


def test_guessed_columns_need_a_yes(tmp_path, capsys, monkeypatch):
    orders = str(write(ODD, tmp_path / "odd.csv"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run("audit", orders) == 2
    assert "proposed_term ← Inco terms" in capsys.readouterr().err
    saved = tmp_path / "map.yaml"
    assert run("audit", orders, "--yes", "--save-map", str(saved)) == 0
    assert "proposed_term ← Inco terms" in capsys.readouterr().err
    assert run("audit", orders, "--map", str(saved), "-o", str(tmp_path / "o.parquet")) == 0
    [line] = read(tmp_path / "o.parquet")
    assert line["error"] is None and line["Note"] == "n"


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_a_person_is_asked(tmp_path, answer, code):
    orders = write(ODD, tmp_path / "odd.csv")
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    run = subprocess.run([sys.executable, "-m", "incoadvisor", "audit", str(orders)],
                         stdin=theirs, capture_output=True, check=False,
                         env={**os.environ, "LC_ALL": "C.UTF-8"})
    os.close(ours), os.close(theirs)
    assert run.returncode == code, run.stderr
    assert b"guessed" in run.stdout


def test_a_map_of_ones_own(tmp_path, capsys):
    orders = str(write([{"T": "fob", "Where": "Lyon", "How": "Truck", "To": "Brésil"}],
                       tmp_path / "o.csv"))
    own = tmp_path / "own.yaml"
    own.write_text("columns:\n  proposed_term: {columns: [T, Where]}\n"
                   "  main_mode: {columns: [How], values: {Truck: road}}\n"
                   "  destination_country: {columns: [To], country_names: true}\n"
                   "constants: {origin_country: FR}\n", encoding="utf-8")
    assert run("audit", orders, "--map", str(own), "--explain", "1", "--format", "json") == 0
    case = json.loads(capsys.readouterr().out)["case"]
    assert case == {"proposed_term": "fob Lyon", "main_mode": "road", "destination_country": "BR",
                    "origin_country": "FR"}
    for bad, said in (("columns: {proposed_trm: {columns: [T]}}", "proposed_term"),
                      ("columns: {proposed_term: {columns: [Wher]}}", "Where"),
                      ("columns: {main_mode: {columns: [How], values: {Truck: lorry}}}", "lorry"),
                      ("columns: [", "own.yaml")):
        own.write_text(bad, encoding="utf-8")
        assert run("audit", orders, "--map", str(own)) == 2
        assert said in capsys.readouterr().err


def test_exports_of_odoo_and_sap(tmp_path):
    odoo = write([{"Order Reference": "S1", "Incoterm": "[FOB] FREE ON BOARD",
                   "Incoterm Location": "Lyon", "Delivery Address/Country": "Brazil",
                   "Untaxed Amount": "12.5", "Currency": "EUR"}], tmp_path / "odoo.xlsx")
    sap = write([{"SalesOrder": "1", "IncotermsClassification": "FOB", "IncotermsLocation1": "Lyon",
                  "IncotermsVersion": "2020", "ShipToCountry": "BR", "TotalNetAmount": "12.5",
                  "TransactionCurrency": "EUR"}], tmp_path / "sap.csv")
    for orders, name in ((odoo, "odoo"), (sap, "sap")):
        out = tmp_path / f"{name}.parquet"
        assert run("audit", str(orders), "--map", name, "-o", str(out), "--set",
                   "main_mode=road") == 0
        [line] = read(out)
        assert (line["verdict"], line["error"]) == ("excluded", None)
        assert "written:missing_place" not in line["reasons"]
    assert "written:missing_edition" not in line["reasons"]
