"""What Spark reads and writes: Parquet on any path it knows, one file or a folder of them."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from incoadvisor.batch.answer import Answer
from incoadvisor.batch.engine import UNREAD, Book, Engine, Kind, Watch
from incoadvisor.knowledge.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

OTHERS = (".csv", ".tsv", ".txt", ".xlsx", ".ndjson", ".jsonl", ".json", ".gz", ".zip")
_KINDS: dict[str, Kind] = {
    "string": "text", "char": "text", "varchar": "text", "boolean": "bool", "date": "date",
    "timestamp": "time", "timestamp_ntz": "time", "decimal": "number", "double": "number",
    "float": "number", "tinyint": "number", "smallint": "number", "int": "number",
    "bigint": "number",
}


def checked(source: str, target: str) -> tuple[str, str]:
    """Both paths. Raises InputError where a name says that it is no Parquet."""
    for path, problem in ((source, "audit_spark_parquet"), (target, "audit_spark_parquet_out")):
        if PurePosixPath(path).suffix.lower() in OTHERS:
            raise InputError(problem, name=path)
    return source, target


@dataclass(frozen=True)
class Lines:
    """The order lines: the frame and what the audit has to know of it."""

    frame: "DataFrame"
    book: Book

    @classmethod
    def of(cls, session: "SparkSession", path: str) -> "Lines":
        """The lines of a file, a folder or a glob. Raises InputError for what is not Parquet."""
        from py4j.protocol import Py4JError
        from pyspark.errors import AnalysisException, PySparkException

        try:
            frame = session.read.option("mergeSchema", "true").parquet(path)
            paths = sorted(frame.inputFiles())
        except AnalysisException as error:
            if error.getCondition() == "PATH_NOT_FOUND":
                raise InputError("file_not_found_plain", name=path) from None
            raise InputError("audit_not_table", name=path, problem=problem_of(error)) from None
        except (PySparkException, Py4JError) as error:
            raise InputError("audit_not_table", name=path, problem=problem_of(error)) from None
        kinds = {f.name: _kind(f.dataType.simpleString()) for f in frame.schema}
        unread = all(name in kinds for name in UNREAD)
        told = {n: k for n, k in kinds.items() if not (unread and n in UNREAD)}
        files = _shown(paths) if len(paths) > 1 else (path,)
        return cls(frame, Book(tuple(paths), files, tuple(told), tuple(told.values()), unread))


class Folder:
    """A folder of Parquet to be written. Raises InputError for one that exists, unless forced.

    Spark's committer makes it whole: part files take their place when all are written, and the
    file `_SUCCESS` comes last. What a killed run left (nothing but `_temporary`) is in no one's
    way.
    """

    def __init__(self, session: "SparkSession", path: str, force: bool = False) -> None:
        if _holds_files(session, path) and not force:
            raise InputError("audit_output_exists", name=path)
        self.path = path

    @property
    def shown(self) -> str | None:
        """The folder's path, for the summary."""
        return self.path

    def write(self, engine: Engine, answer: Answer, watch: Watch | None = None) -> None:
        """Write the lines. Raises InputError where Spark cannot."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            engine.write(answer.select, answer.names, self.path, "parquet", watch)
        except (PySparkException, Py4JError) as error:
            raise InputError("audit_no_write", name=self.path, problem=problem_of(error)
                             ) from None


def _holds_files(session: "SparkSession", path: str) -> bool:
    """Whether there is anything at the path; hidden files and folders do not count."""
    from pyspark.errors import AnalysisException

    try:
        return bool(session.read.schema("any STRING").parquet(path).inputFiles())
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return False
        raise InputError("audit_no_write", name=path, problem=problem_of(error)) from None


def _shown(paths: list[str]) -> tuple[str, ...]:
    """Names of the files, or their whole paths where folders hold files of one name."""
    whole = [unquote(path) for path in paths]
    names = [PurePosixPath(path).name for path in whole]
    return tuple(names if len(set(names)) == len(names) else whole)


def _kind(sql_type: str) -> Kind:
    return _KINDS.get(sql_type.partition("(")[0], "other")


def problem_of(error: Exception) -> str:
    """The first line of what Spark says, without Java's names before it."""
    said = str(getattr(error, "java_exception", None) or error).strip().splitlines()[0]
    return said.rpartition("Exception: ")[2].rstrip(".")
