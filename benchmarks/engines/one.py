"""One engine in a process of its own: `python -m benchmarks.engines.one zen 1 500 3`.

Prints JSON: seconds to build, seconds of the whole decision, of the engine alone and of planning,
processor time of all threads (the best of the rounds each), resident memory in MiB, and a digest of
the answers. Every round has a new engine, warmed on some of the cases.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.engines.answer import Answer
from benchmarks.engines.cases import TODAY, cases
from benchmarks.engines.engines import ENGINES, Engine
from benchmarks.engines.rules import deciding

WARM = 50


def measure(name: str, copies: int, number: int, rounds: int) -> dict[str, Any]:
    """All there is to say of one engine."""
    base, several = deciding(copies), cases(number)
    before = peak()
    taken: dict[str, list[float]] = {}

    def clock(what: str, action: Callable[[], Any]) -> Any:
        busy, begun = time.process_time(), time.perf_counter()
        result = action()
        if result is not None:
            taken.setdefault(f"{what}_s", []).append(time.perf_counter() - begun)
            taken.setdefault(f"{what}_processor_s", []).append(time.process_time() - busy)
        return result

    for _ in range(rounds):
        engine = clock("build", lambda: ENGINES[name](base, TODAY))
        engine.decide(engine.prepared(several[:WARM]))
        prepared = engine.prepared(several)
        clock("decide", partial(engine.decide, prepared))
        clock("fire", partial(engine.fire, prepared))
        clock("plan", engine.planning)
    best = {what: min(times) for what, times in taken.items()
            if engine.in_process or not what.endswith("_processor_s")}
    memory = {"rss_mib": peak(), "rss_before_mib": before} if engine.in_process else {}
    return {"engine": name, "copies": copies, "rules": len(base.by_id), "cases": number,
            "decisions": engine.size(several), **best, "slowest_decide_s": max(taken["decide_s"]),
            **memory, "answers": digest(engine, several)}


def peak() -> float:
    """Most memory this process has had, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def digest(engine: Engine, several: list[Any]) -> str:
    """One number for all answers, the same for engines that agree."""
    lines = [_line(told) for told in engine.answers(several)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _line(told: Answer) -> str:
    return repr((told.state, told.verdicts, told.penalties, sorted(told.fired),
                 sorted(told.withdrawn)))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], *map(int, sys.argv[2:5]))))
