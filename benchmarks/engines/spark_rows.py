"""The same SQL text on Spark, in local mode, over many rows.

The start of Java and of Spark is not counted.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.engines.answer import Answer
from benchmarks.engines.engines import DuckDbRows
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.model.vocabulary import Facts

PARTS = 8  # so that every core has some


@cache
def _session() -> Any:
    from incoadvisor.batch.spark.session import own_session

    os.environ.setdefault("PYSPARK_SUBMIT_ARGS",
                          "--driver-memory 4g "  # for planning: the usual 1g runs out at 500 rules
                          "--conf spark.ui.showConsoleProgress=false pyspark-shell")
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(own_session())


class SparkRows(DuckDbRows):
    """The cases again and again, each row decided anew by Spark and written as Parquet."""

    in_process = False

    def __init__(self, base: RuleBase, today: str) -> None:
        super().__init__(base, today)
        self.session = _session()
        self.books = 0
        self.folder = Path(tempfile.mkdtemp(prefix="incoadvisor-spark-"))

    def prepared(self, cases: list[Facts]) -> Any:
        super().prepared(cases)
        self.books += 1  # a path of its own each time: Spark keeps what it knows of a path
        source = self.folder / f"cases-{self.books}.parquet"
        self.database.execute(f"COPY {self.text.table} TO '{source}' "
                              "(FORMAT parquet)")
        rows = self.session.read.parquet(str(source)).repartition(PARTS).persist()
        rows.count()
        rows.createOrReplaceTempView(self.text.table)
        return cases

    def decide(self, prepared: Any) -> Any:
        out = str(self.folder / "answers")
        self.session.sql(self.text.text).write.mode("overwrite").parquet(out)
        return out

    def planning(self) -> Any:
        return self.session.sql(f"EXPLAIN {self.text.text}").collect()

    def answers(self, cases: list[Facts]) -> list[Answer]:
        written = self.decide(self.prepared(cases))
        self.database.execute("CREATE OR REPLACE TABLE answers AS SELECT * FROM "
                              f"read_parquet('{written}/*.parquet')")
        return self.told(cases)
