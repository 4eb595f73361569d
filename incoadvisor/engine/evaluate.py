"""The rules run plainly, without a trace: the yardstick for the executors, and quick enough to
ask "what if" a few hundred times for one piece of advice.
"""

from dataclasses import dataclass
from functools import lru_cache

from incoadvisor.engine.choose import Outcome, choose, effective
from incoadvisor.engine.compiled import Ready, RuleBase, withdrawals, written
from incoadvisor.model.vocabulary import Facts

DECIDING = ("screen", "assess", "require")


@dataclass(frozen=True)
class Evaluation:
    """The outcome, the facts it rests on, and which rules fired (by id, in order)."""

    facts: Facts
    fired: dict[str, bool]
    required: list[Ready]
    outcome: Outcome


def evaluate(base: RuleBase, facts: Facts, today: str) -> Evaluation:
    """Run the deciding stages over `facts` (given and market facts)."""
    return _finish(base, dict(facts), {}, base.stage_strata(*DECIDING), today, None)


def reevaluate(base: RuleBase, before: Evaluation, facts: Facts, changed: frozenset[str],
               today: str) -> Evaluation:
    """The same as `evaluate(base, facts, today)`, sooner: `facts` differ from those of
    `before` in `changed` only, and only rules that a change can reach run again.
    """
    if before.outcome.state == "stop":  # only the screening rules ran
        return evaluate(base, facts, today)
    strata, rewritten = _reach(base, changed)
    known = {n: v for n, v in before.facts.items()
             if n not in changed and (n not in rewritten or n in facts)}
    known.update((n, facts[n]) for n in changed if n in facts)
    now = _finish(base, known, dict(before.fired), strata, today, before)
    return now if now.outcome.state != "stop" else evaluate(base, facts, today)


def _finish(base: RuleBase, known: Facts, fired: dict[str, bool], strata: list[list[Ready]],
            today: str, before: Evaluation | None) -> Evaluation:
    stopped = False
    moved = before is None  # whether a requirement came or went
    for stratum in strata:
        if stopped and stratum[0].rule.stage != "screen":
            break
        added: Facts = {}
        for ready in stratum:
            fires = ready.holds(known)
            if fires and ready.rule.written_values:
                values = written(ready, known, today)
                if ready.rule.assume and not values:
                    fires = False
                for name, value in values.items():
                    added.setdefault(name, value)
            moved = moved or (ready.failures is not None and fired[ready.id] is not fires)
            fired[ready.id] = fires
            if fires and ready.rule.stop is not None:
                stopped = True
        known.update(added)
    if before is not None and not moved and not stopped and all(
            known.get(n) == before.facts.get(n) for n in base.shading):
        return Evaluation(known, fired, before.required, before.outcome)
    required = [r for r in base.requiring if fired.get(r.id)]
    gone = withdrawals(required)
    effects = [effective(r, known, base.candidates) for r in required if r.id not in gone]
    return Evaluation(known, fired, required, choose(effects, known, base.candidates, stopped))


@lru_cache(maxsize=4096)
def _reach(base: RuleBase, changed: frozenset[str]) -> tuple[list[list[Ready]], frozenset[str]]:
    """The rules a change can reach, by stratum, and the facts they may rewrite."""
    strata = base.stage_strata(*DECIDING)
    moved = set(changed)
    rewritten: set[str] = set(changed)  # a fact taken back may be concluded again
    while True:
        reached = [r for s in strata for r in s
                   if not r.reads.isdisjoint(moved) or not rewritten.isdisjoint(
                       r.rule.written_values)]
        now = rewritten | {n for r in reached for n in r.rule.written_values}
        if now <= rewritten:
            break
        rewritten |= now
        moved |= now
    chosen = set(reached)
    kept = [[r for r in s if r in chosen] for s in strata]
    return [s for s in kept if s], frozenset(rewritten)
