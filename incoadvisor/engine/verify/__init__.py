"""Checks over the whole knowledge, one small file each; `CHECKS` is the list.

A check yields findings, each with its place and, where facts can show it, a witness.
"""

from collections.abc import Callable, Iterable

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify import (
    conclusions,
    contradiction,
    examples,
    gap,
    idle,
    one_country,
    silent,
    stale,
    subsumed,
    texts,
    unreachable,
    unused,
)
from incoadvisor.model.finding import Finding

Check = Callable[[RuleBase, str], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    examples.check, contradiction.check, gap.check, conclusions.check, silent.check, idle.check,
    subsumed.check, unreachable.check, unused.check, texts.check, stale.check,
    one_country.check,
)


def verify(base: RuleBase, today: str) -> list[Finding]:
    """Every finding, faults first."""
    found = [finding for check in CHECKS for finding in check(base, today)]
    return sorted(found, key=lambda f: f.severity != "fault")
