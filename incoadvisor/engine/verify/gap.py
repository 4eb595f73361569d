"""Situations in which no term is left and nobody says which rules clash."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.conflicts import conflicts
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each such set of musts; also for a conflict that is named and cannot arise."""
    found = conflicts(base, today)
    for conflict in found:
        if conflict.named or (len(conflict.topics) == 1 and len(conflict.rules) > 1):
            continue
        alone = len(conflict.rules) == 1
        yield Finding(
            code="verify_must_of_none" if alone else "verify_gap", severity="fault",
            where=conflict.rules[0].origin,
            values={"rules": [r.id for r in conflict.rules], "witness": conflict.witness})
    together = [{r.id for r in c.rules} for c in found]
    for ready in base.requiring:
        for other in ready.rule.conflicts:
            if not any({ready.id, other} <= ids for ids in together):
                yield Finding(code="verify_conflict_in_vain", severity="fault",
                              where=ready.rule.origin, values={"rule": ready.id, "other": other})
