"""The audit of order books beside what merely copying costs: `python -m benchmarks.audit`.

For each number of rows a book is drawn, audited in a process of its own, and the audited file is
copied by DuckDB in another: the floor, reading the columns and writing a result of the same width.
What was found is held against the truth. `--alone` decides every line by itself, for comparison;
`--json` keeps the figures for `python -m benchmarks.engines --audit`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.orders.recall import counts, summary

ACCUSED = "status IN ('stop', 'unfit', 'fault', 'no_term')"
UNREAD = "status = 'unreadable'"
SEED = 7


def audited(book: str, out: str, alone: str) -> dict[str, Any]:
    """One audit in this process: seconds in all and of each stage, and peak memory."""
    from incoadvisor import api
    from incoadvisor.batch import steps

    if alone != "data":
        steps.SAMPLE, steps.UNSHARED = 1000, -1 if alone == "yes" else 1
    begun = time.perf_counter()
    stages: dict[str, float] = {}

    def watch(stage: str, share: float, lines: int | None) -> None:
        stages.setdefault(stage, time.perf_counter() - begun)

    with api.open_audit(book) as opened:
        found = opened.run(api.audit_output(out, True), progress=watch)
    seconds = time.perf_counter() - begun
    starts = [*stages.values(), seconds]
    return {"rows": found.lines, "combinations": found.combinations, "seconds": seconds,
            **{name: starts[i + 1] - starts[i] for i, name in enumerate(stages)}}


def copied(source: str, out: str) -> dict[str, Any]:
    """The floor: DuckDB reads the audited lines and writes them."""
    from incoadvisor.batch.duck import connect, text

    begun = time.perf_counter()
    with connect() as database:
        database.execute(f"COPY (SELECT * FROM read_parquet({text(source)})) TO {text(out)} "
                         "(FORMAT parquet)")
    return {"seconds": time.perf_counter() - begun}


def apart(what: str, *arguments: str) -> dict[str, Any]:
    """One of the two in a process of its own, with its peak memory."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.audit", "--one", what, *arguments],
                          check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(rows: int, folder: Path, alone: str) -> dict[str, Any]:
    """Figures for one number of rows."""
    book, truth, out, copy = (str(folder / f"{name}-{rows}.parquet")
                              for name in ("book", "truth", "out", "copy"))
    subprocess.run([sys.executable, "-m", "benchmarks.orders", "--rows", str(rows), "--seed",
                    str(SEED), "-o", book, "--truth", truth], check=True, capture_output=True)
    found = apart("audit", book, out, alone)
    floor = apart("copy", out, copy)
    told = summary(counts(out, truth, ACCUSED, UNREAD))
    for name in (book, truth, out, copy):
        Path(name).unlink()
    return {**found, "floor": floor["seconds"], "ratio": found["seconds"] / floor["seconds"],
            "recall": told["recall"], "precision": told["precision"]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit")
    parser.add_argument("--rows", type=int, nargs="+",
                        default=[10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--alone", choices=["data", "yes", "no"], default="data")
    parser.add_argument("--json")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        what, *arguments = options.one
        found = {"audit": audited, "copy": copied}[what](*arguments)
        found["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return
    figures = []
    print(f"{'rows':>11}{'combin.':>9}{'seconds':>9}{'read':>7}{'count':>7}{'decide':>8}{'write':>8}"
          f"{'floor':>8}{'ratio':>7}{'rows/s':>11}{'MiB':>7}{'recall':>8}{'precision':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in options.rows:
            f = measure(rows, Path(folder), options.alone)
            figures.append(f)
            print(f"{f['rows']:>11,}{f['combinations']:>9,}{f['seconds']:>9.1f}{f['reading']:>7.1f}"
                  f"{f['counting']:>7.1f}{f['deciding']:>8.1f}{f['writing']:>8.1f}"
                  f"{f['floor']:>8.1f}{f['ratio']:>7.2f}{f['rows'] / f['seconds']:>11,.0f}"
                  f"{f['rss_mib']:>7.0f}{f['recall']:>8.4f}{f['precision']:>10.4f}", flush=True)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
