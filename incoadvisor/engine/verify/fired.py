"""Which situations of the worked cases fire a rule."""

from functools import lru_cache

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.suite import Situated, situated
from incoadvisor.model.vocabulary import Facts


def situations_firing(base: RuleBase, rule_id: str) -> list[tuple[Situated, Outcome]]:
    """The situations in which the rule fires, in the order of the suite, each with its outcome."""
    return [(situation, outcome) for situation, outcome, fired in _suite(base)
            if rule_id in fired]


@lru_cache(maxsize=2)
def _suite(base: RuleBase) -> list[tuple[Situated, Outcome, frozenset[str]]]:
    """The whole suite run plainly, warning rules included."""
    today = base.knowledge.content.about["as_of"]
    told = [ready for stratum in base.stage_strata("advise") for ready in stratum]
    found = []
    for situation in situated(base.knowledge):
        done = evaluate(base, situation.facts, today)
        fired = {rule for rule, fires in done.fired.items() if fires}
        outcome = done.outcome
        if outcome.state != "stop":
            facts = done.facts | _chosen(outcome)
            alive = {c for c, v in outcome.verdicts.items() if v != "excluded"}
            alive |= {str(facts.get("proposed_code"))}
            fired |= {r.id for r in told
                      if r.holds(facts) and (r.about is None or r.about & alive)}
        found.append((situation, outcome, frozenset(fired)))
    return found


def _chosen(outcome: Outcome) -> Facts:
    """The facts the choice adds for the warning rules."""
    values = {"state": outcome.state, "recommended_term": outcome.term,
              "recommended_variant": outcome.variant}
    return {name: value for name, value in values.items() if value is not None}
