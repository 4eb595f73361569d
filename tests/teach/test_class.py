"""A class: every copy marked, bad ones listed, and tables that no spreadsheet can be hurt by."""

import csv
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.folder import default_folder
from incoadvisor.teach import copies as reading
from incoadvisor.teach.table import safe

DAKAR = "containers-le-havre-dakar"
ENGLISH = {"LANG": "en_GB.UTF-8"}
FRENCH = {"LANG": "fr_FR.UTF-8"}
GOOD = b"candidate: Ana\nterm: CIP\nplace: terminal, Dakar\nedition: 2020\nreasons_text: box\n"
WEAK = b"answer: FOB Le Havre, because it is sea freight\n"
UP = ".."
BAD = {
    "bad-key.yaml": b"trem: CIP\n",
    "bad-value.yaml": b"insurance_by: sellr\n",
    "bad-yaml.yaml": b"term: [CIP\n",
    "binary.txt": b"\xff\xfe\x00",
    "deep.yaml": b"term: " + b"[" * 5000,
    "empty.yaml": b"",
    "huge.yaml": b"place: " + b"x" * (1024 * 1024 + 1),
    "list.json": b"[1, 2]",
    "other-case.yaml": b"case: perfume-air-riyadh\nterm: CIP\n",
    "twice.json": b'{"term": "CIP", "term": "FOB"}',
    "work.docx": b"a copy in another format is not lost in silence",
    "inner.zip": b"PK",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two copies that can be marked, in a folder with others that cannot."""
    copies = tmp_path / "copies"
    (copies / "group b").mkdir(parents=True)
    (copies / "ana.yaml").write_bytes(GOOD)
    (copies / "group b" / "ben.txt").write_bytes(b"FOB Le Havre, because it is sea freight")
    for name, content in BAD.items():
        (copies / name).write_bytes(content)
    (copies / ".DS_Store.yaml").write_bytes(b"no copy")
    return copies


def run(capsys: pytest.CaptureFixture[str], *arguments: str, env: dict[str, str] = ENGLISH
        ) -> tuple[int, str, str]:  # fmt: skip
    code = main(list(arguments), env)
    out, err = capsys.readouterr()
    return code, out, err


def test_bad_copies_are_listed_and_stop_nothing(folder: Path):
    result = api.mark_batch(str(folder), DAKAR)
    names = [c.name for c in result.copies]
    assert names == sorted(names)
    marked = {c.name: c.mark for c in result.copies if c.mark}
    assert set(marked) == {"ana.yaml", "group b/ben.txt"}
    assert marked["group b/ben.txt"].total == 3
    errors = {c.name: c.error for c in result.copies if c.error}
    assert set(errors) == set(BAD)
    assert "term" in str(errors["bad-key.yaml"])
    assert "seller" in str(errors["bad-value.yaml"])
    assert all(".yaml" in str(errors[name]) for name in ("work.docx", "inner.zip"))


def test_what_was_missed_most_comes_first(folder: Path):
    result = api.mark_batch(str(folder), DAKAR)
    shares = [m.share for m in result.missed]
    assert shares == sorted(shares)
    assert len(shares) == 11
    by_id = {m.id: m for m in result.missed}
    assert by_id["clarity"].share == 1
    assert by_id["rule_fit"].share == (4 + 1) / 8
    assert (result.marked, result.acquired) == (2, 0)
    assert result.mean == sum(c.mark.total for c in result.copies if c.mark) / 2


def test_each_copy_may_name_its_case(tmp_path: Path):
    (tmp_path / "a.yaml").write_bytes(b"case: perfume-air-riyadh\nterm: CIP\n")
    (tmp_path / "b.yaml").write_bytes(b"case: export-action-plan\norder: [ship]\n")
    (tmp_path / "c.yaml").write_bytes(b"term: CIP\n")
    (tmp_path / "d.yaml").write_bytes(b"case: perfume-air-riyad\nterm: CIP\n")
    a, b, c, d = api.mark_batch(str(tmp_path)).copies
    assert a.mark and a.mark.case == "perfume-air-riyadh"
    assert b.mark and b.mark.case == "export-action-plan"
    assert "case: ID" in str(c.error)
    assert "perfume-air-riyadh" in str(d.error)


def _zip(path: Path, entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return str(path)


def test_a_zip_gives_the_same_marks_as_its_folder(folder: Path, tmp_path: Path):
    entries = {p.relative_to(folder).as_posix(): p.read_bytes()
               for p in folder.rglob("*") if p.is_file()}  # fmt: skip
    name = _zip(tmp_path / "class.zip", entries)
    assert api.mark_batch(name, DAKAR) == api.mark_batch(str(folder), DAKAR)


def test_nothing_in_a_zip_leads_out_of_it(tmp_path: Path):
    name = _zip(tmp_path / "class.zip", {
        f"{UP}/up.yaml": GOOD, "/root.yaml": GOOD, "C:\\disk.yaml": GOOD, "a\\..\\b.yaml": GOOD,
        "good.yaml": GOOD})  # fmt: skip
    result = api.mark_batch(name, DAKAR)
    assert [c.name for c in result.copies if c.mark] == ["good.yaml"]
    assert result.marked == 1
    assert len(result.copies) == 5
    assert {p.name for p in tmp_path.iterdir()} == {"class.zip"}


def test_names_in_a_zip_are_read_whether_or_not_it_says_that_they_are_utf_8(tmp_path: Path):
    path = Path(_zip(tmp_path / "class.zip", {"XXleve.yaml": GOOD, "Zoé.yaml": GOOD,
                                              "Yleve.yaml": GOOD}))  # fmt: skip
    path.write_bytes(path.read_bytes().replace(b"XXleve", "\xc9leve".encode())
                     .replace(b"Yleve", b"\xc9leve"))  # fmt: skip
    names = {c.name for c in api.mark_batch(str(path), DAKAR).copies if c.mark}
    assert {"Éleve.yaml", "Zoé.yaml"} < names and len(names) == 3


def test_no_name_commands_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    name = _zip(tmp_path / "class.zip", {
        "a\x1b[2J.yaml": b'candidate: "\x85\\e]0;x\\a"\nterm: CIP\n', "b\x1b.docx": b""})
    code, out, _ = run(capsys, "mark", DAKAR, "--batch", name)
    assert code == 0 and "·[2J.yaml" in out
    assert all(c.isprintable() or c in "\n" for c in out)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    one = _zip(tmp_path / "one.zip", {"bomb.yaml": b"a" * 30_000_000, "good.yaml": GOOD})
    api.mark(DAKAR, {"term": "CIP"})  # everything loaded
    tracemalloc.start()
    result = api.mark_batch(one, DAKAR)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000
    assert "1 MiB" in str(result.copies[0].error)
    assert result.marked == 1
    monkeypatch.setattr(reading, "MOST_BYTES", 3_000_000)
    many = _zip(tmp_path / "many.zip", {f"{n}.yaml": b"a" * 900_000 for n in range(10)})
    with pytest.raises(api.InputError) as raised:
        api.mark_batch(many, DAKAR)
    assert raised.value.key == "teach_batch_too_large"
    monkeypatch.setattr(reading, "MOST_COPIES", 5)
    monkeypatch.setattr(reading, "MOST_BYTES", 50_000_000)
    with pytest.raises(api.InputError) as raised:
        api.mark_batch(many, DAKAR)
    assert raised.value.key == "teach_too_many_copies"


def test_a_damaged_entry_is_listed(tmp_path: Path):
    path = Path(_zip(tmp_path / "class.zip", {"a.yaml": b"X" * 50 + GOOD, "b.yaml": GOOD},
                     zipfile.ZIP_STORED))  # fmt: skip
    path.write_bytes(path.read_bytes().replace(b"X" * 50, b"Y" * 50, 1))
    a, b = api.mark_batch(str(path), DAKAR).copies
    assert a.error and not a.mark
    assert b.mark


@pytest.mark.parametrize("what", ["missing", "not a zip", "no copies"])
def test_nothing_to_mark(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / ("empty" if what == "no copies" else "class.zip")
    if what == "not a zip":
        path.write_bytes(b"PK no")
    elif what == "no copies":
        path.mkdir()
    code, out, err = run(capsys, "mark", DAKAR, "--batch", str(path))
    assert (code, out) == (2, "")
    assert path.name in err
    code, _, err = run(capsys, "mark", DAKAR, "--batch", str(path), env=FRENCH)
    assert err.startswith("Erreur :")


def test_a_symbolic_link_is_not_followed(tmp_path: Path):
    secret = tmp_path / "secret.yaml"
    secret.write_bytes(GOOD)
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "link.yaml").symlink_to(secret)
    (copy,) = api.mark_batch(str(copies), DAKAR).copies
    assert copy.error and not copy.mark


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1", "\u00a0=1", "\r=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_like_a_formula(text: str):
    assert safe(text).startswith("'")
    assert safe(f"a{text}") == f"a{text}"


def test_the_class_table_as_csv_and_xlsx(folder: Path, tmp_path: Path,
                                         capsys: pytest.CaptureFixture[str]):  # fmt: skip
    openpyxl = pytest.importorskip("openpyxl")
    (folder / "=evil.yaml").write_bytes(b'candidate: "=1+1"\nterm: CIP\n')
    for lang, separator in ((ENGLISH, ","), (FRENCH, ";")):
        out = tmp_path / f"class{separator}.csv"
        assert run(capsys, "mark", DAKAR, "--batch", str(folder), "-o", str(out), env=lang)[0] == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=separator))
        assert len(rows) == 1 + 3 + len(BAD)
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        assert "'=evil.yaml" in cells and "'=1+1" in cells
        assert not [c for c in cells if c.lstrip().startswith(("=", "+", "-", "@"))]
        ana = next(row for row in rows if row[0] == "ana.yaml")
        assert ana[1:4] == ["Ana", DAKAR, "CIP"]
        assert float(ana[4]) == sum(float(x) for x in ana[7:18])
    out = tmp_path / "class.xlsx"
    assert run(capsys, "mark", DAKAR, "--batch", str(folder), "-o", str(out))[0] == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Marks", "Criteria"]
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert book["Criteria"].max_row == 12


def test_decimals_are_written_as_the_language_does(tmp_path: Path):
    rubric = (default_folder() / "teach" / "rubric.yaml").read_text(encoding="utf-8")
    own = api.read_rubric(rubric.replace("out_of: 20", "out_of: 20.5").replace(
        "    points: 1\n    kind: method\n    award:\n      - points: 1\n        when:\n"
        "          - clear", "    points: 1.5\n    kind: method\n    award:\n      - points: 1.5\n"
        "        when:\n          - clear").encode(), "rubric.yaml")  # fmt: skip
    (tmp_path / "a.yaml").write_bytes(GOOD)
    result = api.mark_batch(str(tmp_path), DAKAR, own)
    total = next(c.mark for c in result.copies if c.mark).total
    assert total != int(total)
    assert f";{str(total).replace('.', ',')};" in api.class_table(result, "csv", "fr").decode()
    assert f",{total}," in api.class_table(result, "csv", "en").decode()


def test_files_are_never_written_over(folder: Path, tmp_path: Path,
                                      capsys: pytest.CaptureFixture[str]):  # fmt: skip
    for option, name in (("-o", "class.csv"), ("--plot", "class.svg")):
        out = tmp_path / name
        out.write_text("mine", encoding="utf-8")
        code, _, err = run(capsys, "mark", DAKAR, "--batch", str(folder), option, str(out))
        assert code == 2
        assert "exists" in err
        assert out.read_text(encoding="utf-8") == "mine"
    for option, name in (("-o", "class.pdf"), ("--plot", "class.png")):
        code, _, err = run(capsys, "mark", DAKAR, "--batch", str(folder), option, name)
        assert code == 2
        assert option in err and name in err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_plot_tells_the_same_as_the_table(lang: Any, folder: Path, tmp_path: Path,
                                              capsys: pytest.CaptureFixture[str]):  # fmt: skip
    out = tmp_path / "class.svg"
    code, _, _ = run(capsys, "mark", DAKAR, "--batch", str(folder), "--plot", str(out),
                     "--lang", lang)  # fmt: skip
    assert code == 0
    root = ElementTree.parse(out).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    told = root.findtext(f"{svg}desc") or ""
    result = api.mark_batch(str(folder), DAKAR, lang=lang)
    assert all(m.label in told for m in result.missed)
    assert len(root.findall(f"{svg}rect")) == 1 + 2 * len(result.missed)


def test_the_class_as_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "mark", DAKAR, "--batch", str(folder), "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["marked"] == 2
    assert {c["name"] for c in data["copies"] if c["error"]} == set(BAD)
