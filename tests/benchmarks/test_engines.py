"""All engines of the benchmark give one answer: on the real rules, and on rules made up."""

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from benchmarks.engines.cases import TODAY, cases
from benchmarks.engines.engines import ENGINES
from benchmarks.engines.rules import deciding
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.knowledge.strata import CycleError
from incoadvisor.model.vocabulary import Facts
from tests.strategies import POOL, WRITTEN, rule_bases
from tests.strategies import cases as drawn_cases
from tests.support import make_base

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MADE_UP = settings(max_examples=10, phases=PHASES, suppress_health_check=list(HealthCheck))
REAL = settings(max_examples=3, phases=PHASES, suppress_health_check=list(HealthCheck))


def _all_agree(base: RuleBase, several: list[Facts], *without: str) -> None:
    left_out = {*without, "duckdb-rows", "spark-rows"}  # many rows: tests/batch/test_spark.py
    told = {name: engine(base, TODAY).answers(several) for name, engine in ENGINES.items()
            if name not in left_out}
    for name, answers in told.items():
        for facts, one, other in zip(several, told["evaluator"], answers, strict=True):
            assert one == other, (name, facts)


def test_on_the_order_book():
    _all_agree(deciding(), cases(100, seed=3))


def test_on_rules_said_twice():
    several = cases(20, seed=4)
    _all_agree(deciding(2), several, "duckdb")  # whose planning takes seconds here
    once, twice = (ENGINES["evaluator"](deciding(n), TODAY).answers(several) for n in (1, 2))
    for one, other in zip(once, twice, strict=True):
        assert (one.state, one.verdicts, one.penalties) == (
            other.state, other.verdicts, other.penalties)
        assert len(other.fired) == 2 * len(one.fired)


@REAL
@given(several=st.lists(drawn_cases(), min_size=15, max_size=15))
def test_on_cases_drawn_from_the_whole_vocabulary(several: list[Facts]):
    _all_agree(deciding(), several, "duckdb")


@MADE_UP
@given(rules=rule_bases(),
       several=st.lists(drawn_cases(POOL + WRITTEN, most=14), min_size=6, max_size=6))
def test_on_rules_made_up(rules, several: list[Facts]):
    try:
        base = make_base(rules)
    except CycleError:
        reject()
    _all_agree(base, several, "duckdb")  # tests/engine/test_sql.py holds it to these
