"""How long advice takes: `python -m benchmarks.advise`.

Prints medians of warm `advise()` over the published cases, of cold loading in a fresh process
with and without the parsed-knowledge cache, and of the whole command. A plain `python -c pass`
and a bare import of pydantic in the same run give the floor to compare with.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import milliseconds, show
from incoadvisor import api
from incoadvisor.knowledge.gather import read_data

ROOT = Path(__file__).parents[1]
CASES = ROOT / "knowledge" / "cases"
EXAMPLE = ROOT / "examples" / "container-le-havre-to-santos.yaml"
LOAD = """
import time
import incoadvisor.knowledge.base as b
t = time.perf_counter(); b.load(); print((time.perf_counter() - t) * 1000)
"""


def command(*arguments: str, cache: str, times: int = 7) -> float:
    """Median duration of a whole process, in milliseconds."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    return milliseconds(lambda: subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, check=True,
        capture_output=True), times)


def loading(cache: str) -> float:
    """Milliseconds one fresh process takes to load the knowledge."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, cwd=ROOT, check=True,
                          capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    cases = [case["given"] for name in ("selection", "misuse")
             for path in sorted(CASES.glob(f"{name}*.yaml")) for case in read_data(path)]
    for case in cases:
        api.advise(case)
    warm = [milliseconds(lambda case=case: api.advise(case), 3) for case in cases]  # type: ignore[misc]
    engine = [milliseconds(lambda case=case: api.run(api.situation(case)), 3) for case in cases]  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as cache:
        first = loading(cache)
        later = statistics.median(loading(cache) for _ in range(7))
        rows = [
            ("warm advise(), median over cases", statistics.median(warm)),
            ("warm advise(), slowest case", max(warm)),
            ("  of which experta's run, median", statistics.median(engine)),
            ("loading the knowledge, first time", first),
            ("loading the knowledge, cached", later),
            ("incoadvisor advise, whole process",
             command("-m", "incoadvisor", "advise", str(EXAMPLE), cache=cache)),
            ("python -c 'import pydantic'", command("-c", "import pydantic", cache=cache)),
            ("python -c pass", command("-c", "pass", cache=cache)),
        ]
    print(f"{len(cases)} cases, {len(api.knowledge().rules)} rules")
    show(rows)


if __name__ == "__main__":
    main()
