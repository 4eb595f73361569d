"""Spark answers as DuckDB does, from the same text. Skipped without PySpark or Java."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from incoadvisor import api
from incoadvisor.batch.duck import Duck
from incoadvisor.batch.spark import session as sessions
from incoadvisor.batch.spark.engine import Spark
from incoadvisor.batch.spark.folder import Folder
from incoadvisor.engine.sql.expressions import literal
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.messages import explain
from incoadvisor.model.audit import AuditSummary
from incoadvisor.model.text import LANGS
from tests.batch.lines import write_book

pytest.importorskip("pyspark", reason="PySpark is not installed: requirements-spark.lock")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(not sessions.has_java(), reason="there is no Java for Spark"),
]
LINES, TODAY = 300, "2026-11-23"
SUBMIT = ("--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 "
          "--conf spark.ui.showConsoleProgress=false --conf spark.driver.bindAddress=127.0.0.1 "
          "--conf spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 pyspark-shell")
MAP = {"columns": {"destination_place": {"columns": ["town", "from.day `x`"]}}}


class Both(NamedTuple):
    """One book audited by both, and the SQL that each was handed."""

    duck: AuditSummary
    spark: AuditSummary
    answers: Any  # a database with the tables duck and spark
    texts: tuple[list[str], list[str]]
    out: Path


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """The user's own session, on which the audit runs."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_SUBMIT_ARGS"] = SUBMIT
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = SparkSession.builder.getOrCreate()
    yield made
    made.stop()
    del os.environ["PYSPARK_SUBMIT_ARGS"]


@pytest.fixture(scope="module")
def both(session: Any, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Both:
    folder = tmp_path_factory.mktemp("books")
    book, duck_out, spark_out = folder / "book", folder / "duck.parquet", folder / "out"
    book.mkdir()
    write_book(book, knowledge, LINES)
    columns = {"columns": {n: {"columns": [n]} for n in _columns(book) if n in knowledge.facts}
               | MAP["columns"]}
    with pytest.MonkeyPatch.context() as patch:
        heard = (_listen(patch, Duck), _listen(patch, Spark))
        duck = api.audit(book, duck_out, columns=columns, on=TODAY)
        spark = api.audit(book, spark_out, columns=columns, on=TODAY, engine="spark")
    answers = duckdb.connect()
    answers.execute(f"CREATE TABLE duck AS FROM '{duck_out}'")
    answers.execute(f"CREATE TABLE spark AS FROM '{spark_out}/*.parquet'")
    return Both(duck, spark, answers, heard, spark_out)


def _columns(book: Path) -> list[str]:
    return [row[0] for row in duckdb.sql(f"DESCRIBE FROM '{book}/*.parquet'").fetchall()]


def _listen(patch: pytest.MonkeyPatch, engine: type) -> list[str]:
    """The texts of all queries that an engine runs from here on."""
    heard: list[str] = []

    def listening(name: str, place: int) -> None:
        inner = getattr(engine, name)

        def outer(self: Any, *args: Any, **more: Any) -> Any:
            heard.append(args[place])
            return inner(self, *args, **more)

        patch.setattr(engine, name, outer)

    for name, place in (("keep", 1), ("rows", 0), ("write", 0)):
        listening(name, place)
    return heard


def test_both_write_the_same_columns(both: Both):
    described = [both.answers.execute(f"DESCRIBE {name}").fetchall() for name in ("duck", "spark")]
    assert described[0] == described[1]


@pytest.mark.parametrize("column", [
    "status", "severity", "verdict", "recommended", "variant", "clause", "line", "reasons",
    "why_en", "why_fr", "missing", "gives_up", "state", "error", "rule_base"])
def test_every_line_is_answered_alike(both: Both, column: str):
    differing = both.answers.execute(
        f"SELECT d.source_file, d.row, d.{column}, s.{column} FROM duck d FULL JOIN spark s "
        "ON d.source_file = s.source_file AND d.row = s.row "
        f"WHERE d.{column} IS DISTINCT FROM s.{column} OR d.row IS NULL OR s.row IS NULL"
    ).fetchall()
    assert differing == []


def test_no_line_is_lost_and_its_cells_stay(both: Both):
    [(one,)] = both.answers.execute(
        "SELECT COUNT(*) FROM (FROM duck EXCEPT ALL FROM spark)").fetchall()
    [(lines,)] = both.answers.execute("SELECT COUNT(*) FROM spark").fetchall()
    assert (one, lines) == (0, LINES)


def test_the_book_tries_them_hard(both: Both):
    """Equal answers say little if all lines are alike."""
    tried = {column: both.answers.execute(f"SELECT COUNT(DISTINCT {column}) FROM duck").fetchone()
             for column in ("status", "verdict", "recommended", "reasons", "error", "line")}
    assert {c: n for c, [n] in tried.items()} == {
        c: n for c, [n] in tried.items() if n >= 3}


def test_the_summary_is_the_same(both: Both):
    aside = {"seconds", "engine", "output"}
    assert both.spark.model_dump(exclude=aside) == both.duck.model_dump(exclude=aside)
    assert both.spark.engine.startswith("spark 4")


def test_both_are_handed_the_same_text(both: Both):
    duck, spark = both.texts
    assert [t.replace("xxhash64(", "hash(") for t in spark] == duck
    assert any("WITH " in text and len(text) > 50_000 for text in duck)  # the rules are among them


def test_the_users_session_is_left_as_it_was(both: Both, session: Any):
    assert [row.tableName for row in session.sql("SHOW TABLES").collect()] == []
    assert session.conf.get("spark.sql.caseSensitive") == "false"
    assert session.range(3).count() == 3


def test_an_output_is_not_replaced_unasked(both: Both, session: Any):
    with pytest.raises(InputError, match="audit_output_exists"):
        Folder(session, str(both.out))
    Folder(session, str(both.out), force=True)


def test_what_a_killed_run_left_is_in_no_ones_way(session: Any, tmp_path: Path):
    (tmp_path / "out" / "_temporary" / "0").mkdir(parents=True)
    (tmp_path / "out" / "_temporary" / "0" / "part-0.parquet").write_bytes(b"half")
    Folder(session, str(tmp_path / "out"))


@pytest.mark.parametrize("text", ["\\", "a\\'b", "it''s", "${spark.app.name}", "\n\t", "\u00a0é🚢"])
def test_literals_mean_the_same(session: Any, text: str):
    with sessions.own_session() as own:
        assert own.sql(f"SELECT {literal(text)}").collect()[0][0] == text
    assert duckdb.sql(f"SELECT {literal(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize(("orders", "output", "problem"), [
    ("missing.parquet", "out", "file_not_found_plain"),
    ("empty", "out", "audit_not_table"),
    ("false.parquet", "out", "audit_not_table"),
    ("book.csv", "out", "audit_spark_parquet"),
    ("book", "out.csv", "audit_spark_parquet_out"),
    ("book", None, "audit_spark_output"),
])
def test_bad_input_is_told(session: Any, tmp_path: Path, orders: str, output: str | None,
                           problem: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "false.parquet").write_text("no,parquet\n")
    with pytest.raises(InputError) as raised:
        api.audit(tmp_path / orders, tmp_path / output if output else None, engine="spark")
    assert raised.value.key == problem
    texts = api.knowledge().texts
    assert len({explain(raised.value, texts, lang) for lang in LANGS}) == len(LANGS)


def test_a_frame_is_no_path(session: Any):
    with pytest.raises(InputError, match="audit_spark_path"):
        api.audit([1], "out", engine="spark")


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", classmethod(lambda _: None))
    monkeypatch.setattr(sessions, "has_java", lambda: False)
    with pytest.raises(InputError, match="audit_spark_java"), sessions.own_session():
        pass
