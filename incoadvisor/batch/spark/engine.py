"""The portable SQL run by Spark: what is kept stays in the cluster's memory until the end."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incoadvisor.batch.engine import ORDERS, UNREAD, Book, Row, Watch

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Spark:
    """An engine over a session, which the caller made and ends, and the frame of all lines."""

    def __init__(self, session: "SparkSession", lines: "DataFrame") -> None:
        self.name = f"spark {session.version}"
        self.session, self.lines = session, lines
        self._kept: dict[str, DataFrame] = {}
        self._views: set[str] = {ORDERS}

    def open(self, book: Book) -> None:
        """Make the view of all lines. A line's number is its place in its file."""
        from pyspark.sql import functions as f

        place = self.lines.metadataColumn("_metadata")
        shown = [f.col(quoted(name)).alias(f"c{i}") for i, name in enumerate(book.columns)]
        named = "file_name" if not any("/" in file for file in book.files) else "file_path"
        source = f.url_decode(f.replace(place[named], f.lit("+"), f.lit("%2B")))
        unread = [f.col(name) if book.has_unread else f.lit(None).cast("string").alias(name)
                  for name in UNREAD]
        self.lines.select(
            *shown, *unread, source.alias("source_file"),
            (place["row_index"] + 1).alias("row_number")).createOrReplaceTempView(ORDERS)

    def put(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
        """Make a small table from rows."""
        import pyarrow as pa

        types = {"STRING": pa.string(), "BOOLEAN": pa.bool_(), "DATE": pa.date32()}
        cells = list(zip(*rows, strict=True)) or [()] * len(columns)
        table = pa.table({
            column: pa.array(values, types[kind])
            for (column, kind), values in zip(columns, cells, strict=True)})
        self.session.createDataFrame(table).createOrReplaceTempView(name)
        self._views.add(name)

    def keep(self, name: str, select: str, watch: Watch | None = None, *,
             lean: bool = False) -> None:
        """Keep what a query gives under a name.

        It is computed now. The checkpoint cuts off what it was made from, which Spark would
        otherwise plan again with every later query; and of what is persisted Spark knows the size,
        so that it sends what is small to every worker. With a checkpoint folder set, the loss of a
        worker loses nothing.
        """
        made = self.session.sql(select)
        safe = self.session.sparkContext.getCheckpointDir() is not None
        frame = (made.checkpoint() if safe else made.localCheckpoint()).persist()
        frame.count()
        if name in self._kept:
            self._kept.pop(name).unpersist()
        frame.createOrReplaceTempView(name)
        self._views.add(name)
        self._kept[name] = frame
        if watch is not None:
            watch(1.0)

    def see(self, name: str, select: str) -> None:
        """Give a query a name, without keeping what it gives."""
        self.session.sql(select).createOrReplaceTempView(name)
        self._views.add(name)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return [tuple(row) for row in self.session.sql(select).collect()]

    def fingerprint(self, columns: Sequence[str]) -> str:
        """A hash of several columns."""
        return f"xxhash64({', '.join(columns)})"

    def write(self, select: str, columns: Sequence[str], to: Path | str, form: str,
              watch: Watch | None = None) -> None:
        """Write what a query gives as a folder of Parquet; whatever stood there goes."""
        assert form == "parquet"
        self.session.sql(select).toDF(*columns).write.mode("overwrite").parquet(str(to))
        if watch is not None:
            watch(1.0)

    def close(self) -> None:
        """Let go of everything that was kept."""
        for frame in self._kept.values():
            frame.unpersist()
        for name in self._views:
            self.session.catalog.dropTempView(name)
        self._kept.clear()
        self._views.clear()


def quoted(name: str) -> str:
    """A name as Spark quotes it."""
    return "`" + name.replace("`", "``") + "`"
