"""The audit on Spark: the same SQL text, from and to Parquet on any path that Spark reads."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from incoadvisor.batch.audit import Audit
from incoadvisor.batch.spark.engine import Spark
from incoadvisor.batch.spark.folder import Folder, Lines, checked
from incoadvisor.batch.spark.session import own_session
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.audit import AuditSummary, ColumnMap
from incoadvisor.model.text import Lang


def audit_on_spark(knowledge: Knowledge, orders: Any, output: str | Path | None,
                   given: ColumnMap | None, constants: Mapping[str, Any], lang: Lang, on: str,
                   force: bool = False, accept_guess: bool = True) -> AuditSummary:
    """Audit Parquet files on Spark and write a folder of Parquet.

    Spark's active session is used if there is one, else one is made and stopped again. Raises
    InputError without PySpark or Java, for what is not Parquet, or for an output that exists.
    """
    begun = time.perf_counter()
    if not isinstance(orders, str | Path):
        raise InputError("audit_spark_path", kind=type(orders).__name__)
    if output is None:
        raise InputError("audit_spark_output")
    source, target = checked(str(orders), str(output))
    with own_session() as session:
        folder = Folder(session, target, force)  # refused before anything is read
        lines = Lines.of(session, source)
        audit = Audit(knowledge, orders, lang, on)
        audit.book, audit.begun = lines.book, begun
        return audit.run(folder, given, constants, Spark(session, lines.frame),
                         accept_guess=accept_guess)
