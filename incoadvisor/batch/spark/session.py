"""A session of Spark's to work in, which leaves the user's own as it was."""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from incoadvisor.knowledge.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST = 4  # before, '' within a text was no quote but nothing, and answers would differ
BROADCAST = 128 * 1024 * 1024
# Above all how the text is read and figures are cast, whatever the cluster's own settings are
_SETTINGS = {
    # the rules take long over few combinations: every core should have some
    "spark.sql.adaptive.coalescePartitions.minPartitionSize": "64k",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.groupByOrdinal": "true",
    "spark.sql.legacy.consecutiveStringLiterals.enabled": "false",
    "spark.sql.variable.substitute": "false",
}
_THRESHOLD = "spark.sql.autoBroadcastJoinThreshold"
_USUAL_THRESHOLD = ("10485760b", "10MB")


@contextmanager
def own_session() -> Iterator["SparkSession"]:
    """A session with views and settings of its own on the active one's context, or on a new one.

    Where there was none, master and memory come from Spark's usual settings, and it is stopped
    at the end. Raises InputError without PySpark or Java, or for a Spark that is too old.
    """
    try:
        import pyarrow  # noqa: F401
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("audit_spark_missing") from None
    found = SparkSession.getActiveSession()
    started = found or _started()
    try:
        if int(started.version.split(".")[0]) < OLDEST:
            raise InputError("audit_spark_old", version=started.version, oldest=OLDEST)
        session = started.newSession()
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
        if session.conf.get(_THRESHOLD) in _USUAL_THRESHOLD:
            session.conf.set(_THRESHOLD, str(BROADCAST))
        yield session
    finally:
        if found is None:
            started.stop()


def _started() -> "SparkSession":
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    if not has_java():
        raise InputError("audit_spark_java")
    try:
        with warnings.catch_warnings():  # about a newer pandas, which is not used
            warnings.simplefilter("ignore", FutureWarning)
            made = SparkSession.builder.appName("incoadvisor audit").getOrCreate()
    except PySparkRuntimeError:  # the Java that was found is too old, or is none
        raise InputError("audit_spark_java") from None
    made.sparkContext.setLogLevel("ERROR")
    return made


def has_java() -> bool:
    """Whether Spark has a Java to start, or runs in one already."""
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return True
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) is not None
