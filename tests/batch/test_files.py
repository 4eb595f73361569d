"""Files as they come: no line is lost, nothing bad stops a run, nothing is written by halves."""

import csv
import json
import os
import signal
import subprocess
import sys

import duckdb
import pytest

from incoadvisor import api
from incoadvisor.batch.duck import Duck
from tests.batch.books import read, write
from tests.support import TODAY

HEAD = "order,proposed_term,main_mode,cargo_form,destination_country,goods_value\n"
SOUND = "FCA Terminal de France Le Havre Incoterms 2020,sea,container_fcl,BR,1000"


def audited(orders, tmp_path, suffix=".parquet", **more):
    out = tmp_path / f"out{suffix}"
    summary = api.audit(orders, out, on=TODAY, **more)
    return summary, read(out)


def test_a_bad_line_is_kept_with_what_is_wrong_and_counted(tmp_path):
    lines = [f"1,{SOUND}", "2,FOB Le Havre,sea,container_fcl,XX,5",
             "3,FCA Lyon,sea,container_fcl,BR,-5",
             '4,FCA Lyon,road,pallets,CH,"1,5"', "5,FCA Lyon,road,pallets,CH,1,2,3", "6,FCA Lyon",
             f"7,{SOUND}"]
    (tmp_path / "o.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    summary, told = audited(tmp_path / "o.csv", tmp_path)
    assert [line["order"] for line in told] == list("1234567")
    assert [line["status"] for line in told] == ["sound", *["unreadable"] * 5, "sound"]
    assert "destination_country" in told[1]["error"] and "XX" in told[1]["error"]
    assert "-5" in told[2]["error"] and "1,5" in told[3]["error"]
    assert told[4]["unread"] == lines[4] and "8" in told[4]["error"] and "6" in told[4]["error"]
    assert told[5]["unread"] == lines[5]
    assert summary.lines == 7 and sum(c.lines for c in summary.errors) == 5


def test_mixed_encodings_a_stray_quote_and_a_huge_cell(tmp_path):
    huge = "x" * 10_000_000
    content = (HEAD.encode() + "1,FCA Düsseldorf,road,pallets,CH,1\n".encode()
               + "2,FCA Besançon,road,pallets,CH,1\n".encode("cp1252")
               + '3,"FCA ""Hall 3"", Köln",road,pallets,CH,1\n'.encode()
               + b'4,"FCA Lyon,road,pallets,CH,1\n' + f"5,FCA {huge},road,pallets,CH,1\n".encode()
               + b"6,FCA Lyon\x00,road,pallets,CH,1\n" + b"7,FCA Lyon,road,pallets,CH,1\n")
    (tmp_path / "o.csv").write_bytes(content)
    _, told = audited(tmp_path / "o.csv", tmp_path)
    assert [line["order"] for line in told] == list("1234567")
    assert told[0]["proposed_term"] == "FCA Düsseldorf"
    assert told[1]["proposed_term"] == "FCA Besançon"
    assert told[2]["proposed_term"] == 'FCA "Hall 3", Köln'
    assert told[3]["proposed_term"] == '"FCA Lyon'
    assert len(told[4]["proposed_term"]) == len(huge) + 4
    assert all(line["recommended"] for line in told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_marks(tmp_path, encoding, delimiter):
    text = HEAD + f"1,{SOUND}\n" + "2,DDU Genève,road,pallets,CH,1\n"
    (tmp_path / "o.csv").write_text(text.replace(",", delimiter), encoding=encoding)
    _, told = audited(tmp_path / "o.csv", tmp_path)
    assert [line["proposed_term"] for line in told][1] == "DDU Genève"
    assert [line["status"] for line in told] == ["sound", "fault"]


def test_a_decimal_comma_is_read_where_the_map_says_so(tmp_path):
    (tmp_path / "o.csv").write_text(
        'proposed_term;goods_value;shipment_date\nFCA Lyon;"1.234,50";31/12/2025\n'
        "FCA Lyon;12,5;01/02/2026\nFCA Lyon;7;2026-01-01\n", encoding="utf-8")
    told_map = {"columns": {f: {"columns": [f]} for f in (
        "proposed_term", "goods_value", "shipment_date")}, "decimal": ",", "date": "dmy"}
    summary, told = audited(tmp_path / "o.csv", tmp_path, columns=told_map)
    assert [line["error"] for line in told] == [None] * 3
    assert sum(m.amount for c in summary.statuses for m in c.money) == pytest.approx(1254)
    _, bare = audited(tmp_path / "o.csv", tmp_path, columns=None, force=True)
    assert [line["status"] == "unreadable" for line in bare] == [True, True, False]


def test_a_line_that_is_no_json_object_is_kept(tmp_path):
    (tmp_path / "o.ndjson").write_text(
        '{"proposed_term": "FCA Lyon", "main_mode": "road", "dangerous": true, "n": 7}\n'
        '{"proposed_term": \n[1]\n'
        '{"proposed_term": "FCA Lyon", "goods_value": 1.5, "é": {"a": 1}}\n',
        encoding="utf-8")
    _, told = audited(tmp_path / "o.ndjson", tmp_path)
    assert [line["status"] == "unreadable" for line in told] == [False, True, True, False]
    assert told[1]["unread"] == '{"proposed_term":' and told[0]["n"] == 7
    assert told[3]["é"] == '{"a": 1}' and told[0]["dangerous"] is True


@pytest.mark.parametrize(("name", "content"), [
    ("o.csv", b""), ("o.csv", b"%PDF-1.7\x00\x01binary"), ("o.parquet", b"PAR1 not at all"),
    ("o.xlsx", b"PK nothing"), ("o.ndjson", b"not json\n"), ("o.docx", b"x"),
    ("o.csv", b"colour,shape\nred,round\n"),
])
def test_what_is_no_order_book_is_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(api.InputError) as error:
        api.audit(tmp_path / name, tmp_path / "out.parquet")
    for lang in ("en", "fr"):
        assert api.explain(error.value, api.knowledge().texts, lang)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_an_existing_output_is_kept_unless_forced(tmp_path):
    orders = write([{"proposed_term": "FCA Lyon"}], tmp_path / "o.csv")
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(api.InputError, match="audit_output_exists"):
        api.audit(orders, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    api.audit(orders, tmp_path / "out.csv", force=True)
    assert "FCA" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_run_that_fails_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    orders = write([{"proposed_term": "FCA Lyon"}], tmp_path / "o.csv")
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")

    def halfway(self, select, columns, to, form, watch=None):
        to.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Duck, "write", halfway)
    with pytest.raises(api.InputError, match="audit_no_write"):
        api.audit(orders, tmp_path / "out.csv", force=True)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.csv", "out.csv"]


def test_a_killed_run_leaves_no_half_file_and_can_be_repeated(tmp_path):
    orders = write([{"proposed_term": "FCA Lyon", "goods": str(i)} for i in range(20_000)],
                   tmp_path / "o.parquet")
    code = ("import time; from incoadvisor import api; from incoadvisor.batch.duck import Duck\n"
            "whole = Duck.write\n"
            "def slow(self, select, columns, to, form, watch=None):\n"
            "    whole(self, select, columns, to, form); print('written', flush=True); "
            "time.sleep(60)\n"
            "Duck.write = slow\n"
            f"api.audit({str(orders)!r}, {str(tmp_path / 'out.csv')!r})")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE,
                          env={**os.environ, "TMPDIR": str(tmp_path)}) as run:
        assert run.stdout is not None and run.stdout.readline() == b"written\n"
        run.send_signal(signal.SIGKILL)
    assert not (tmp_path / "out.csv").exists()
    summary, told = audited(orders, tmp_path, ".csv")
    assert len(told) == summary.lines == 20_000
    assert not list(tmp_path.glob(".out*"))


def test_formulas_are_defused_in_csv_and_xlsx(tmp_path):
    danger = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1"]
    plain = ["-5", "+33", "12", "Lyon"]
    book = [{"proposed_term": "FCA Lyon", "note": text} for text in danger + plain]
    orders = write(book, tmp_path / "o.parquet")
    _, told = audited(orders, tmp_path, ".csv")
    assert [line["note"] for line in told] == ["'" + text for text in danger] + plain
    api.audit(orders, tmp_path / "out.xlsx")
    from openpyxl import load_workbook

    rows = list(load_workbook(tmp_path / "out.xlsx").active.iter_rows())
    column = [c.value for c in rows[0]].index("note")
    cells = [row[column] for row in rows[1:]]
    assert all(cell.data_type == "s" for cell in cells)
    assert [c.value for c in cells] == ["'" + text for text in danger] + plain


def test_columns_of_the_file_keep_their_names(tmp_path):
    orders = write([{"proposed_term": "FOB Lyon", "status": "mine", "Verdict": "ours"}],
                   tmp_path / "o.csv")
    _, told = audited(orders, tmp_path)
    assert (told[0]["status"], told[0]["Verdict"]) == ("mine", "ours")
    assert told[0]["audit_status"] and "audit_verdict" in told[0]
    again = api.audit(tmp_path / "out.parquet")
    assert {"audit_recommended", "audit_status_2"} <= set(again.columns)


def test_many_lines_stay_in_order(tmp_path):
    path = tmp_path / "o.parquet"
    duckdb.sql(
        "COPY (SELECT i AS n, ['FOB Le Havre', 'CIP Lyon', 'DDP Oslo', 'EXW'][i % 4 + 1] "
        "AS proposed_term, ['sea', 'road', 'air'][i % 3 + 1] AS main_mode, "
        "'place ' || i % 977 AS origin_place FROM range(60000) t(i)) "
        f"TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    _, told = audited(path, tmp_path)
    assert [line["n"] for line in told] == list(range(60_000))
    assert [line["row"] for line in told] == list(range(1, 60_001))


def test_a_folder_of_files(tmp_path):
    folder = tmp_path / "orders"
    folder.mkdir()
    write([{"proposed_term": "FOB Lyon", "main_mode": "road"}], folder / "a.csv")
    write([{"proposed_term": "FCA Lyon", "extra": "e"}] * 2, folder / "b.ndjson")
    write([{"proposed_term": "CIP Lyon", "main_mode": "air"}], folder / "c.parquet")
    (folder / "readme.md").write_text("no orders", encoding="utf-8")
    summary, told = audited(folder, tmp_path)
    assert [(line["source_file"], line["row"]) for line in told] == [
        ("a.csv", 1), ("b.ndjson", 1), ("b.ndjson", 2), ("c.parquet", 1)]
    assert summary.files == ("a.csv", "b.ndjson", "c.parquet")
    assert api.order_line(folder, 2).file == "b.ndjson"
    with pytest.raises(api.InputError, match="audit_which_file"):
        api.order_line(folder, 1)
    assert api.order_line(folder, 1, file="c.parquet").facts["main_mode"] == "air"


def test_every_output_holds_the_same(tmp_path):
    orders = write([{"proposed_term": t, "main_mode": "sea", "cargo_form": "container_fcl"}
                    for t in ("FOB Le Havre", "CIP Ulm", "", "é;\"x\"\n")], tmp_path / "o.parquet")
    told = [{k: v for k, v in line.items() if v not in (None, "")} for line in
            audited(orders, tmp_path)[1]]
    for suffix in (".csv", ".ndjson"):
        again = [{k: v for k, v in line.items() if v not in (None, "")} for line in
                 audited(orders, tmp_path, suffix)[1]]
        assert [{k: str(v) for k, v in line.items()} for line in again] == \
            [{k: str(v) for k, v in line.items()} for line in told]
    frame = api.audit(orders)
    assert list(frame["recommended"]) == [line.get("recommended") for line in told]
    assert frame.attrs["summary"].lines == 4


def test_typed_columns_mean_what_their_text_means(tmp_path):
    duckdb.sql(
        "COPY (SELECT 'DDP Oslo' AS proposed_term, true AS seller_can_import, "
        "DATE '2026-05-01' AS shipment_date, 12.50::DECIMAL(9,2) AS goods_value, "
        "TIMESTAMP '2026-05-01 08:30:00' AS loaded, 'NO' AS destination_country, "
        "'FR' AS origin_country UNION ALL SELECT 'DDP Oslo', false, NULL, -1, NULL, 'NO', 'FR') "
        f"TO '{tmp_path / 'o.parquet'}' (FORMAT parquet)")
    _, told = audited(tmp_path / "o.parquet", tmp_path)
    assert told[0]["verdict"] != "excluded" and told[0]["error"] is None
    assert "-1" in told[1]["error"]
    by_time, told = audited(tmp_path / "o.parquet", tmp_path, force=True, columns={
        "proposed_term": "proposed_term", "shipment_date": "loaded"})
    assert told[0]["error"] is None and by_time.facts["shipment_date"] == "loaded"


def test_csv_lines_that_python_reads_back(tmp_path):
    orders = write([{"proposed_term": 'FOB "Quai 3", Le Havre\nnorth', "main_mode": "sea"}],
                   tmp_path / "o.csv")
    audited(orders, tmp_path, ".csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        [line] = csv.DictReader(file)
    assert line["proposed_term"] == 'FOB "Quai 3", Le Havre\nnorth'
    assert json.loads(json.dumps(line))["recommended"]


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    orders = write([{"proposed_term": "FCA Lyon"}], tmp_path / "o.csv")
    api.audit(orders, tmp_path / "out.csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.csv", "out.csv"]
