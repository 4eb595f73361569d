"""The order book's truth comes from trade knowledge; here the engine has to agree with it."""

import csv
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from benchmarks.orders.arrangement import ADVICE, SOUND, Arrangement, arrangements
from benchmarks.orders.book import book
from benchmarks.orders.make import make
from benchmarks.orders.recall import counts, summary
from incoadvisor import api
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate

DRAWN = arrangements(1000, seed=11)
DAYS = (str(book().columns["since"]), str(book().columns["until"]))
FITS = {SOUND: ("recommended", "acceptable"), ADVICE: ("discouraged",)}


def _said(verdict: str | None, findings: set[str]) -> tuple[str | None, set[str]]:
    return verdict, findings - {"missing_edition"}


def _agrees(drawn: Arrangement, verdict: str | None, findings: set[str]) -> bool:
    if drawn.truth in FITS:
        return verdict in FITS[drawn.truth] and not findings
    if "verdict" in drawn.expect:
        return verdict == drawn.expect["verdict"]
    return drawn.expect["finding"] in findings


@pytest.mark.parametrize("day", DAYS)
def test_the_engine_agrees_with_the_truth(base: RuleBase, day: str):
    for drawn in DRAWN:
        situation = api.situation(drawn.given | {"shipment_date": day})
        written = situation.written
        assert written is not None
        outcome = evaluate(base, situation.start, day).outcome
        verdict, findings = _said(outcome.verdicts.get(str(written.modern)),
                                  {f.id for f in written.findings})
        assert _agrees(drawn, verdict, findings), (drawn, verdict, findings, outcome.answer)


def test_advice_agrees_with_one_of_each_kind():
    kinds = {(d.truth, d.operation if d.truth in FITS else ""): d for d in DRAWN}
    for drawn in kinds.values():
        advice = api.advise(drawn.given | {"shipment_date": DAYS[1]})
        assert advice.proposed is not None
        findings = {f.id for f in advice.proposed.findings} - {"missing_edition"}
        assert _agrees(drawn, advice.proposed.verdict, findings), drawn


def test_every_operation_and_fault_is_drawn():
    assert {d.truth for d in DRAWN} >= {f["id"] for f in book().faults}
    assert {d.operation for d in DRAWN} == {o["id"] for o in book().operations}


def test_every_line_of_the_yaml_rests_on_a_heuristic():
    for entry in [*book().operations, *book().faults]:
        assert entry["because"], entry["id"]
        assert all(reason.endswith(".") for reason in entry["because"].values()), entry["id"]


def _written(folder: Path, name: str, **options: object) -> tuple[Path, Path]:
    out, truth = folder / f"{name}", folder / f"truth-{name}"
    asked = {"rows": 3000, "seed": 5, "distinct": 300, "faults": 0.2, "bad": 0.0} | options
    with ExitStack() as stack:
        make(Namespace(out=out, truth=truth, **asked), stack)
    return out, truth


def test_a_book_is_the_same_for_its_seed(tmp_path: Path):
    first, again = (_written(tmp_path, f"{n}.csv")[0].read_bytes() for n in "ab")
    assert first == again
    assert _written(tmp_path, "c.csv", seed=6)[0].read_bytes() != first


def test_rows_and_truth_belong_together(tmp_path: Path):
    orders, truths = map(pyarrow.parquet.read_table, _written(tmp_path, "a.parquet"))
    told = {(d.facts["proposed_term"], d.facts["customer"], d.truth)
            for d in arrangements(300, 5, 0.2)}
    rows = zip(orders["proposed_term"].to_pylist(), orders["customer"].to_pylist(),
               truths["truth"].to_pylist(), strict=True)
    assert set(rows) <= told
    assert truths["row"].to_pylist() == list(range(3000))
    keys = list(zip(orders["order_no"].to_pylist(), orders["line_no"].to_pylist(), strict=True))
    assert len(set(keys)) == 3000


def _cells(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))[1:]


def test_bad_rows_are_told_and_nothing_else_changes(tmp_path: Path):
    sound, _ = _written(tmp_path, "a.csv")
    spoilt, truth = _written(tmp_path, "b.csv", bad=0.02)
    kinds = pyarrow.csv.read_csv(truth)["truth"].to_pylist()
    changed = [a != b for a, b in zip(_cells(sound), _cells(spoilt), strict=True)]
    assert changed == [kind.startswith("bad:") for kind in kinds]
    assert {k for k in kinds if k.startswith("bad:")} == {f"bad:{k}" for k in book().columns["bad"]}


def test_recall_and_precision_are_told_apart(tmp_path: Path):
    truth = {"order_no": range(6), "line_no": [1] * 6,
             "truth": ["sound", "sound", "no-place", "two-terms", "advice", "bad:no-date"]}
    said = {"order_no": range(6), "line_no": [1] * 6, "unread": [False] * 5 + [True],
            "accused": [False, True, True, False, True, None]}
    for name, columns in (("truth", truth), ("said", said)):
        pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / f"{name}.parquet")
    rows = counts(str(tmp_path / "said.parquet"), str(tmp_path / "truth.parquet"),
                  "accused", "unread")
    assert summary(rows) == {"recall": 0.5, "precision": 0.5, "unread_recall": 1.0,
                             "sound_unread": 0}


@pytest.mark.parametrize("line", [
    "FCA 27 rue des Frères Lumière, 69100 Villeurbanne",
    "FOB 12 Harbour Road, Felixstowe",
    "EXW 27 RUE DES FRÈRES LUMIÈRE, 67200 STRASBOURG Incoterms 2020",
])
def test_addresses_are_no_faults(line: str):
    assert {f.id for f in api.read_clause(line).findings} <= {"missing_edition"}


def test_an_apostrophe_is_part_of_a_town():
    assert "wrong_place_kind" in {f.id for f in api.read_clause("FOB Xi'an").findings}
