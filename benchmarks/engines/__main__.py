"""`python -m benchmarks.engines [--cases N] [--copies 1 2 4] [--audit rows.json] [-o out.json]`.

Every engine in turn, each in a process of its own, on the same cases and the same rules. Exits
with 1 when two of them disagree.
"""

import argparse
import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.engines.engines import ENGINES, here
from benchmarks.engines.report import show

PACKAGES = ("experta", "clipspy", "zen-engine", "duckdb", "pyspark")


def main() -> int:
    """Run all, show and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines")
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 2, 4],
                        help="how many times over the rule base is said")
    parser.add_argument("--engines", nargs="+", default=here(), choices=list(ENGINES))
    parser.add_argument("--audit", type=Path, help="growth of the audit with rows, as its own "
                        "benchmark writes it: a list of {rows, seconds, floor, rss_mib}")
    parser.add_argument("-o", "--out", type=Path, help="results as JSON")
    options = parser.parse_args()
    found = [_one(name, copies, options.cases, options.rounds)
             for copies in options.copies for name in options.engines]
    results = {"date": date.today().isoformat(), "cores": os.cpu_count(),
               "load": round(os.getloadavg()[0], 1), "python": sys.version.split()[0],
               "versions": _versions(), "results": found}
    if options.audit:
        results["audit"] = json.loads(options.audit.read_text(encoding="utf-8"))
    show(results)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    agree = all(len({r["answers"] for r in found if r["copies"] == c}) == 1
                for c in options.copies)
    print("all engines gave the same answers" if agree else "ANSWERS DIFFER")
    return 0 if agree else 1


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):  # pyspark is an extra
            found[package] = version(package)
    return found


def _one(name: str, copies: int, cases: int, rounds: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engines.one", name, *map(str, (copies, cases, rounds))],
        check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    print(f"{name} ×{copies} done", file=sys.stderr)
    return result


sys.exit(main())
