"""One engine in a process of its own: `python -m benchmarks.engines.one zen 1 500 3`.

Prints JSON: seconds to build, seconds of the whole decision and of the engine alone (best of the
rounds), resident memory in MiB, and a digest of the answers. Every round has a new engine, warmed
on some of the cases.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
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
    builds, decides, fires, plans = [], [], [], []
    for _ in range(rounds):
        took, engine = timed(lambda: ENGINES[name](base, TODAY))
        builds.append(took)
        engine.decide(engine.prepared(several[:WARM]))
        prepared = engine.prepared(several)
        decides.append(timed(lambda e=engine, p=prepared: e.decide(p))[0])  # type: ignore[misc]
        took, plan = timed(engine.planning)
        plans += [took] if plan is not None else []
        took, fired = timed(lambda e=engine, p=prepared: e.fire(p))  # type: ignore[misc]
        fires.append(took if fired is not None else None)
    after = peak()
    size = engine.size(several)
    alone = [took for took in fires if took is not None]
    return {"engine": name, "copies": copies, "rules": len(base.by_id), "cases": number,
            "decisions": size, "build_s": min(builds), "decide_s": min(decides),
            "slowest_s": max(decides), "fire_s": min(alone) if alone else None,
            "plan_s": min(plans) if plans else None,
            "rss_mib": after, "rss_before_mib": before, "answers": digest(engine, several)}


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds an action takes, and what it gives."""
    begun = time.perf_counter()
    result = action()
    return time.perf_counter() - begun, result


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
