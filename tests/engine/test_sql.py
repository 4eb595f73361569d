"""The SQL text gives what experta gives: state, verdicts, penalties, rules fired and withdrawn."""

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from incoadvisor import api
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import DECIDING
from incoadvisor.engine.forward import ForwardEngine, Run, engine_for
from incoadvisor.engine.sql.changes import all_changes
from incoadvisor.engine.sql.run import SqlOutcome, outcomes
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.knowledge.markets import join
from incoadvisor.knowledge.strata import CycleError
from incoadvisor.model.vocabulary import Facts
from tests.strategies import POOL, WRITTEN, cases, rule_bases
from tests.support import TODAY, fired_by, make_base

# Each example plans a text of its own, so failures are shown as drawn, not shrunk.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
REAL = settings(max_examples=8, phases=PHASES, suppress_health_check=list(HealthCheck))
MADE_UP = settings(max_examples=40, phases=PHASES, suppress_health_check=list(HealthCheck))


def _same(run: Run, sql: SqlOutcome) -> None:
    outcome = run.outcome
    assert sql.state == outcome.state
    assert sql.term == outcome.term
    assert sql.variant == outcome.variant
    assert sql.verdicts == outcome.verdicts
    rows = outcome.candidates.all
    assert sql.penalties == {rows[s.row].term: s.penalty for s in outcome.scores}
    assert sql.fired == fired_by(run)
    assert sql.withdrawn == {f.rule for f in run.firings
                             if f.stage in DECIDING and f.withdrawn_by is not None}
    assert sql.gives_up == set(outcome.gives_up())


@REAL
@given(several=st.lists(cases(), min_size=20, max_size=20))
def test_on_the_real_rules_with_country_tables(base: RuleBase, several: list[Facts]):
    engine = engine_for(base)
    for facts, sql in zip(several, outcomes(base, several, TODAY), strict=True):
        joined = join(base.knowledge, facts, str(facts.get("shipment_date", TODAY)))
        _same(engine.run(facts, joined, TODAY), sql)


@MADE_UP
@given(rules=rule_bases(), several=st.lists(cases(POOL + WRITTEN, most=14), min_size=8, max_size=8))
def test_on_rule_bases_made_up(rules, several: list[Facts]):
    try:
        base = make_base(rules)
    except CycleError:  # a dated rule may wait for the date that another assumes
        reject()
    engine = ForwardEngine(base)
    for facts, sql in zip(several, outcomes(base, several, TODAY, markets=False), strict=True):
        _same(engine.run(facts, [], TODAY), sql)


def test_changes_in_one_query_are_what_the_evaluator_says():
    situation = api.situation(
        {"main_mode": "sea", "cargo_form": "container_fcl", "carriage_by": "buyer",
         "destination_country": "GH", "proposed_term": "FOB Le Havre"}, on=TODAY)
    other = Counterfactuals(situation)
    options = other.all_options()
    found = all_changes(situation, options)
    assert {c.set for c in found if len(c.set) == 1} == {(option,) for option in options}
    assert len(found) > 5000
    for change in found[:: len(found) // 400]:
        outcome = other.outcome(dict(change.set))
        verdicts = {code: change.verdict(code) for code in outcome.verdicts}
        assert (change.answer, verdicts) == (outcome.answer, outcome.verdicts), change.set
