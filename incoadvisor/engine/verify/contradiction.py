"""Musts of one topic that together leave no term, though each alone does not."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.conflicts import conflicts
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each contradiction that no rule overrides and none names as a real conflict."""
    for conflict in conflicts(base, today):
        if not conflict.named and len(conflict.rules) > 1 and len(conflict.topics) == 1:
            yield Finding(
                code="verify_contradiction", severity="fault", where=conflict.rules[0].origin,
                values={"topic": conflict.rules[0].topic,
                        "rules": [r.id for r in conflict.rules], "witness": conflict.witness})
