"""The one stopwatch of the benchmarks."""

import statistics
import time
from collections.abc import Callable


def milliseconds(action: Callable[[], object], times: int) -> float:
    """Median duration of `action`, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def show(rows: list[tuple[str, float]]) -> None:
    """Print named durations."""
    for name, value in rows:
        print(f"{name:<40}{value:8.1f} ms")
