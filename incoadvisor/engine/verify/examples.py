"""Every rule's examples fire it, or do not, as they say."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.model.finding import Finding
from incoadvisor.model.rule import Example
from incoadvisor.model.vocabulary import UNKNOWN, Facts


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each example that behaves otherwise than it says."""
    for ready in base.by_id.values():
        for number, example in enumerate(ready.rule.examples, 1):
            if fires(base, ready, example, today) is not example.fires:
                code = "verify_example_silent" if example.fires else "verify_example_fires"
                yield Finding(code=code, severity="fault", where=ready.rule.origin,
                              values={"rule": ready.id, "number": number,
                                      "witness": given(example)})


def given(example: Example) -> Facts:
    """The facts an example states."""
    return {n: v for n, v in example.given.items() if v != UNKNOWN}


def fires(base: RuleBase, ready: Ready, example: Example, today: str) -> bool:
    """Whether the rule fires on the example's facts.

    Warning rules are read over what the deciding stages leave; the example may state the facts
    that the choice would add.
    """
    facts = given(example)
    evaluation = evaluate(base, facts, today)
    if ready.rule.stage == "advise":
        return ready.holds(evaluation.facts | facts)
    return evaluation.fired.get(ready.id, False)
