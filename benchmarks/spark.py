"""The audit on Spark's local mode beside DuckDB, on the same books, in one process.

`python -m benchmarks.spark --rows 10000 100000 1000000 --cores 2`. The first run on Spark pays for
starting it and for Java's compiler; later runs do not, so the first size is run twice. Where
others use the machine, processor seconds say more than seconds.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from incoadvisor import api

CONF = ("--master local[{cores}] --driver-memory {memory} --conf spark.ui.enabled=false "
        "--conf spark.ui.showConsoleProgress=false --conf spark.sql.shuffle.partitions={parts} "
        "pyspark-shell")


def main() -> None:
    """Read the arguments, make the books, run both and print a line a run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--memory", default="3g")
    parser.add_argument("--books", type=Path, help="where the books are kept between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.books or Path(scratch)
        folder.mkdir(exist_ok=True)
        for rows in options.rows:
            _book(folder, rows)
        print(f"{'engine':14} {'rows':>9} {'combinations':>12} {'seconds':>8} {'rows/s':>9} "
              f"{'cpu s':>8} {'load':>5}")
        for rows in options.rows:
            _run(folder, rows, "duckdb", Path(scratch) / "out.parquet", threads=options.cores)
        os.environ["PYSPARK_SUBMIT_ARGS"] = CONF.format(
            cores=options.cores, memory=options.memory, parts=2 * options.cores)
        from pyspark.sql import SparkSession

        begun = time.perf_counter()
        session = SparkSession.builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        print(f"Spark started in {time.perf_counter() - begun:.1f} s")
        for rows in [options.rows[0], *options.rows]:
            _run(folder, rows, "spark", Path(scratch) / "out")
        session.stop()


def _book(folder: Path, rows: int) -> None:
    if not (folder / f"{rows}.parquet").exists():
        subprocess.run([sys.executable, "-m", "benchmarks.orders", "--rows", str(rows), "-o",
                        str(folder / f"{rows}.parquet")], check=True)


def _run(folder: Path, rows: int, engine: str, out: Path, **more: int) -> None:
    before = _processor()
    found = api.audit(folder / f"{rows}.parquet", out, engine=engine, force=True,
                      on="2026-11-23", **more)
    print(f"{found.engine:14} {rows:9} {found.combinations:12} {found.seconds:8.1f} "
          f"{rows / found.seconds:9.0f} {_processor() - before:8.1f} {os.getloadavg()[0]:5.1f}",
          flush=True)


def _processor() -> float:
    """Processor seconds that this process and its Java have had so far (Linux)."""
    own = os.getpid()
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            pid, _, rest = stat.read_text().partition(" (")
            fields = rest.rpartition(")")[2].split()
            if own in (int(pid), int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


main()
