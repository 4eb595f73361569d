"""Checks over the whole knowledge, one small file each; `CHECKS` is the list."""

from collections.abc import Callable, Iterable

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify import examples, stale, unused
from incoadvisor.model.finding import Finding

Check = Callable[[RuleBase, str], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (examples.check, stale.check, unused.check)


def verify(base: RuleBase, today: str) -> list[Finding]:
    """Every finding, faults first."""
    found = [finding for check in CHECKS for finding in check(base, today)]
    return sorted(found, key=lambda f: f.severity != "fault")
