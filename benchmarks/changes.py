"""How long the questions around a case take, warm: `python -m benchmarks.changes`.

The one SQL query over all one- and two-fact changes, the same changes by the plain evaluator in
the same run, why-not with its ways back, and the next question.
"""

from pathlib import Path

from benchmarks.clock import milliseconds, show
from incoadvisor import api
from incoadvisor.engine.sql.changes import all_changes
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.render.against import against
from incoadvisor.render.argument import argue
from incoadvisor.render.prose import Prose

EXAMPLE = Path(__file__).parents[1] / "examples" / "container-le-havre-to-santos.yaml"
TIMES = 7


def main() -> None:
    """Measure and print."""
    case = api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name)
    situation = api.situation(case)
    run = api.run(situation)
    prose = Prose(situation, run)
    other = Counterfactuals(situation)
    options = other.all_options()
    worst = run.outcome.candidates.codes[-1]
    changes = all_changes(situation, options)
    print(f"{len(options)} single changes, {len(changes)} of one or two facts")
    rows = [
        ("all changes in one query", milliseconds(lambda: all_changes(situation, options), TIMES)),
        ("the same by the plain evaluator", milliseconds(
            lambda: [other.outcome(dict(c.set)) for c in changes], 1)),
        ("why-not", milliseconds(lambda: against(
            prose, Counterfactuals(situation), argue(prose, worst)), TIMES)),
        ("the next question", milliseconds(lambda: api.interview(case).question, TIMES)),
    ]
    show(rows)


if __name__ == "__main__":
    main()
