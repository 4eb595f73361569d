"""experta, the plain evaluator and its shortcut for "what if" give one answer."""

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import Evaluation, evaluate, reevaluate
from incoadvisor.engine.forward import ForwardEngine, engine_for
from incoadvisor.knowledge.strata import CycleError
from incoadvisor.model.vocabulary import Facts
from tests.strategies import POOL, WRITTEN, cases, rule_bases
from tests.support import TODAY, assert_same, make_base, make_rule, require

REAL = settings(max_examples=150, suppress_health_check=list(HealthCheck))
MADE_UP = settings(max_examples=50, suppress_health_check=list(HealthCheck))


def _what_if(base: RuleBase, facts: Facts, change: Facts, forgotten: list[str]) -> None:
    """`reevaluate` from `facts` equals `evaluate` of the changed facts."""
    new = {n: v for n, v in facts.items() if n not in forgotten} | change
    changed = frozenset(change) | frozenset(forgotten)
    before = evaluate(base, facts, TODAY)
    _assert_equal(reevaluate(base, before, new, changed, TODAY), evaluate(base, new, TODAY))


def _assert_equal(quick: Evaluation, plain: Evaluation) -> None:
    assert quick.facts == plain.facts
    assert quick.outcome.state == plain.outcome.state
    assert list(quick.outcome.verdicts.items()) == list(plain.outcome.verdicts.items())
    assert quick.outcome.scores == plain.outcome.scores
    assert {r for r, f in quick.fired.items() if f} == {r for r, f in plain.fired.items() if f}


def _some(names: list[str]) -> st.SearchStrategy[list[str]]:
    """Up to three of the names."""
    return st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])


def _compiled(rules) -> RuleBase:
    try:
        return make_base(rules)
    except CycleError:  # a dated rule may wait for the date that another assumes
        reject()


@REAL
@given(facts=cases())
def test_on_the_real_rules(base: RuleBase, facts: Facts):
    assert_same(engine_for(base).run(facts, [], TODAY), evaluate(base, facts, TODAY))


@REAL
@given(facts=cases(), change=cases(most=2), data=st.data())
def test_what_if_on_the_real_rules(base: RuleBase, facts: Facts, change: Facts, data):
    _what_if(base, facts, change, data.draw(_some(sorted(facts.keys() - change.keys()))))


@MADE_UP
@given(rules=rule_bases(), several=st.lists(cases(POOL + WRITTEN, most=14), min_size=4, max_size=4))
def test_on_rule_bases_made_up(rules, several: list[Facts]):
    base = _compiled(rules)
    engine = ForwardEngine(base)
    for facts in several:
        assert_same(engine.run(facts, [], TODAY), evaluate(base, facts, TODAY))


@MADE_UP
@given(
    rules=rule_bases(),
    facts=cases(POOL + WRITTEN, most=14),
    change=cases(POOL + WRITTEN, most=2),
    data=st.data(),
)
def test_what_if_on_rule_bases_made_up(rules, facts: Facts, change: Facts, data):
    forgotten = data.draw(_some(sorted(facts.keys() - change.keys())))
    _what_if(_compiled(rules), facts, change, forgotten)


# Faults these tests once found, each as small as it gets.

REQUIRE_ASHORE = require("ashore", {"handover": "terminal"}, "mode", none_of=["waterway"])


def test_a_fact_taken_back_is_concluded_again():
    base = make_base(
        [
            make_rule(
                "to-the-terminal",
                {"main_mode": "sea"},
                stage="assess",
                conclude={"handover": "terminal"},
            ),
            REQUIRE_ASHORE,
        ]
    )
    _what_if(base, {"main_mode": "sea", "handover": "airport"}, {}, ["handover"])


def test_an_assumption_with_nothing_to_copy_does_not_fire():
    base = make_base(
        [
            make_rule(
                "copy",
                {"main_mode": "sea"},
                stage="assess",
                assume={"handover": {"fact": "destination_kind"}},
            ),
            REQUIRE_ASHORE,
        ]
    )
    facts = {"main_mode": "sea"}
    assert_same(engine_for(base).run(facts, [], TODAY), evaluate(base, facts, TODAY))
