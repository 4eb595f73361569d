"""experta 1.9.4 has four traps; each has its cure in the adapter, and its test here."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from incoadvisor.engine import adapter
from incoadvisor.engine.adapter import Fact, Rule, engine_class, experta, predicate
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.forward import ForwardEngine, engine_for
from tests.support import TODAY, assert_same, make_base, require

IMPORT = """
import collections, json, logging, sys
before = sorted(vars(collections))
import incoadvisor.engine.adapter
print(json.dumps({
    "left_over": [n for n in ("Mapping", "Callable", "Iterable") if hasattr(collections, n)],
    "changed": sorted((set(before) ^ set(vars(collections))) - {"abc"}),
    "handlers": len(logging.root.handlers),
    "level": logging.root.level,
    "version": incoadvisor.engine.adapter.VERSION,
}))
"""


def test_importing_leaves_collections_and_the_root_logger_as_they_were():
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", "-c", IMPORT],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "left_over": [],
        "changed": [],
        "handlers": 0,
        "level": 30,
        "version": "1.9.4",
    }


def test_a_logger_set_up_before_is_kept():
    script = (
        "import logging, sys; logging.basicConfig(stream=sys.stdout, level=logging.DEBUG,"
        " format='mine %(message)s'); import incoadvisor.engine.adapter;"
        " logging.debug('hello'); print(len(logging.root.handlers))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["mine hello", "1"]


# Trap 2: NOT under equal keys. Twenty rules wait on one fact; the first to fire blocks one.


class Wide(Fact):
    """The one fact all rules look at."""


class Block(Fact):
    """Declared by the first firing; one rule must not fire beside it."""


def _blocked_rule_fires(strategy: type, blocked: int) -> bool:
    fired: list[str] = []

    def note(name):
        def action(engine):
            fired.append(name)

        return action

    def first(engine):
        fired.append("first")
        engine.declare(Block())

    body = {"__strategy__": strategy, "first": Rule(Wide(), salience=1)(first)}
    for i in range(20):
        patterns = [Wide(), ~Block()] if i == blocked else [Wide()]
        body[f"rule_{i:02}"] = Rule(*patterns)(note(f"rule_{i:02}"))
    engine = type("Crowd", (experta.KnowledgeEngine,), body)()
    engine.reset()
    engine.declare(Wide(size=1))
    engine.run()
    assert len(set(fired)) == len(fired) >= 20
    return f"rule_{blocked:02}" in fired


def test_exact_strategy_withdraws_the_blocked_rule_among_equals():
    # The order among equals depends on memory addresses: each engine is another ordering.
    assert not any(_blocked_rule_fires(adapter.ExactStrategy, i % 20) for i in range(60))


def test_the_stock_strategy_still_has_the_fault():
    """When this fails, experta was mended and the cure may go."""
    stock = experta.strategies.DepthStrategy
    assert any(_blocked_rule_fires(stock, i % 20) for i in range(200))


def test_the_same_with_distinct_saliences_in_our_engine():
    for blocked in range(20):
        fired: list[str] = []

        def first(engine, fired=fired):
            fired.append("first")
            engine.declare(Block())

        rules = {"first": ([Wide()], 100, first)}
        for i in range(20):
            patterns = [Wide(), ~Block()] if i == blocked else [Wide()]
            rules[f"rule_{i:02}"] = (
                patterns,
                50 - i,
                lambda engine, fired=fired, i=i: fired.append(f"rule_{i:02}"),
            )
        engine = engine_class(rules)()
        engine.reset()
        engine.declare(Wide(size=1))
        engine.run()
        assert fired == ["first", *(f"rule_{i:02}" for i in range(20) if i != blocked)]


# Trap 3: the order among equal saliences differs from process to process.


def test_an_engine_refuses_equal_saliences():
    def idle(engine):
        pass

    with pytest.raises(ValueError, match="own salience"):
        engine_class({"a": ([Wide()], 1, idle), "b": ([Wide()], 1, idle)})()


# Trap 4: predicates are cached for the life of the process, and engines hold state.


def test_a_predicate_is_shared_by_its_key_and_kept_alive():
    first = predicate(("test", "shared"), lambda value: True)
    assert predicate(("test", "shared"), lambda value: False) is first


def test_true_and_one_are_kept_apart(knowledge):
    """`True == 1`: a predicate made for one must not be handed to the other."""
    assert adapter.predicate((True,), bool) is adapter.predicate((1,), bool)  # what would happen
    ForwardEngine(
        make_base(
            [
                require("on-true", {"dangerous": {"is": True}}, "mode", none_of=["waterway"]),
                require("on-one", {"dangerous": {"is": 1}}, "mode", none_of=["waterway"]),
            ],
            knowledge,
        )
    )
    kept = [key[2] for key in adapter._predicates if key[:2] == ("dangerous", "is")]
    assert {("bool", True), ("int", 1)} <= set(kept)


CASES = [
    {
        "main_mode": "sea",
        "cargo_form": "container_fcl",
        "origin_country": "FR",
        "destination_country": "BR",
        "payment": "documentary_credit",
        "carriage_by": "buyer",
    },
    {
        "main_mode": "road",
        "origin_country": "PL",
        "destination_country": "DE",
        "own_vehicle": "seller",
    },
    {"main_mode": "sea", "cargo_form": "dry_bulk", "goods_already_shipped": True},
    {"screening": "hit"},
]


def test_two_engines_in_two_threads_answer_as_one(base: RuleBase):
    expected = [evaluate(base, dict(case), TODAY) for case in CASES]
    barrier = threading.Barrier(2)

    def work() -> list[int]:
        barrier.wait(timeout=30)
        for _ in range(5):
            for case, plain in zip(CASES, expected, strict=True):
                assert_same(engine_for(base).run(dict(case), [], TODAY), plain)
        return [id(engine_for(base)), threading.get_ident()]

    with ThreadPoolExecutor(2) as pool:
        results = [f.result(timeout=60) for f in [pool.submit(work), pool.submit(work)]]
    assert len({thread for _, thread in results}) == 2


def test_runs_at_the_same_time_have_engines_of_their_own(
        base: RuleBase, monkeypatch: pytest.MonkeyPatch):
    used: list[int] = []
    together = threading.Barrier(2)
    plain_run = ForwardEngine.run

    def run(self: ForwardEngine, *args: Any) -> Any:
        used.append(id(self))
        together.wait(timeout=30)
        return plain_run(self, *args)

    monkeypatch.setattr(ForwardEngine, "run", run)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda case: engine_for(base).run(dict(case), [], TODAY), CASES[:2]))
    assert len(set(used)) == 2


def test_an_engine_serves_one_thread_after_another(
        base: RuleBase, monkeypatch: pytest.MonkeyPatch):
    engine_for(base).run(dict(CASES[0]), [], TODAY)
    monkeypatch.setattr(ForwardEngine, "__init__", lambda self, base: pytest.fail("built anew"))
    for case in CASES:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(engine_for(base).run, dict(case), [], TODAY).result()


def test_two_engines_used_in_turn_do_not_disturb_each_other(base: RuleBase):
    other = make_base(
        [require("ashore", {"cargo_form": "container_fcl"}, "mode", none_of=["waterway"])]
    )
    for _ in range(3):
        for case in CASES:
            for engine in (engine_for(base), engine_for(other)):
                assert_same(
                    engine.run(dict(case), [], TODAY), evaluate(engine.base, dict(case), TODAY)
                )


def test_a_run_leaves_nothing_behind_for_the_next(base: RuleBase):
    engine = engine_for(base)
    first = engine.run(dict(CASES[0]), [], TODAY).firings
    for case in CASES[1:]:
        engine.run(dict(case), [], TODAY)
    assert engine.run(dict(CASES[0]), [], TODAY).firings == first
