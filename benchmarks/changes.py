"""How long the questions around a case take, warm: `python -m benchmarks.changes`.

The one SQL query over all one- and two-fact changes, the same changes by the plain evaluator in
the same run, why-not with its ways back, and the next question.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from incoadvisor import api
from incoadvisor.engine.sql.changes import all_changes
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.render.against import against
from incoadvisor.render.argument import argue
from incoadvisor.render.prose import Prose

EXAMPLE = Path(__file__).parents[1] / "examples" / "container-le-havre-to-santos.yaml"
TIMES = 7


def milliseconds(action: Callable[[], object], times: int = TIMES) -> float:
    """Median duration of `action` after one run to warm it, in milliseconds."""
    action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    case = api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name)
    situation = api.situation(case)
    run = api.run(situation)
    prose = Prose(situation, run)
    other = Counterfactuals(situation)
    options = other.all_options()
    changes = all_changes(other.base, situation.start, options, situation.today)
    print(f"{len(options)} single changes, {len(changes)} of one or two facts")
    rows = [
        ("all changes in one query", milliseconds(lambda: all_changes(
            other.base, situation.start, options, situation.today))),
        ("the same by the plain evaluator", milliseconds(
            lambda: [other.outcome(dict(c.set)) for c in changes], 1)),
        ("why-not", milliseconds(lambda: against(
            prose, Counterfactuals(situation), argue(prose, run.outcome.candidates.codes[-1])))),
        ("the next question", milliseconds(lambda: api.interview(case).question)),
    ]
    for name, value in rows:
        print(f"{name:<40}{value:8.1f} ms")


if __name__ == "__main__":
    main()
