"""`python -m benchmarks.orders --rows 10000000 --seed 7 -o book.parquet --truth truth.parquet`."""

import argparse
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.orders.make import make


def main() -> None:
    """Read the arguments and write the book."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.orders", description=(
        "An order book of a medium exporter with planted faults, and its truth."))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--out", type=Path, required=True, help=".parquet or .csv")
    parser.add_argument("--truth", type=Path, help="row -> fault, sound or advice")
    parser.add_argument("--distinct", type=int, default=40_000,
                        help="arrangements (customer, route, facts, term) the rows are drawn from")
    parser.add_argument("--faults", type=float, default=0.22, help="share of faulty arrangements")
    parser.add_argument("--bad", type=float, default=0.0,
                        help="share of rows with a cell nobody can read")
    options = parser.parse_args()
    begun = time.perf_counter()
    with ExitStack() as stack:
        make(options, stack)
    print(f"{options.rows} rows in {time.perf_counter() - begun:.1f} s")


main()
