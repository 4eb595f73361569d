"""Partial matches: rules that did not fire, and which of their conditions fell short."""

from collections.abc import Iterator
from dataclasses import dataclass

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.predicates import test
from incoadvisor.model.condition import All, Any_, Atom, Condition
from incoadvisor.model.vocabulary import Facts, Value


@dataclass(frozen=True)
class Tested:
    """One condition of a rule with the actual value of its fact (None: unknown)."""

    fact: str
    op: str
    operand: object
    actual: Value | None
    holds: bool


@dataclass(frozen=True)
class Partial:
    """An unfired rule and its conditions; alternatives count as one condition each."""

    ready: Ready
    conditions: tuple[Tested, ...]

    @property
    def missing(self) -> int:
        """How many conditions fall short."""
        return sum(not c.holds for c in self.conditions)


def would_favour(base: RuleBase, outcome: Outcome, facts: Facts, fired: dict[str, bool],
                 code: str) -> list[Partial]:
    """Unfired requirements that `code` would meet and the best term would fail.

    The nearest to firing come first. Wishes are left out: wishing for the term's own duties
    would favour any term.
    """
    best = outcome.scores[0]
    own = base.candidates.of_term[code]
    found = []
    for ready in base.requiring:
        if fired.get(ready.id) or ready.rule.basis == "wish" or ready.failures is None:
            continue
        mask = ready.failures.mask(facts)
        if mask >> best.row & 1 and own & ~mask:
            found.append(Partial(ready, tuple(_tested(base, ready.rule.condition, facts))))
    return sorted(found, key=lambda p: (p.missing, p.ready.position))


def _tested(base: RuleBase, condition: Condition, facts: Facts) -> Iterator[Tested]:
    items = condition.items if isinstance(condition, All) else (condition,)
    for item in items:
        atom = item
        while not isinstance(atom, Atom):  # of alternatives, show the first
            atom = atom.items[0] if isinstance(atom, All | Any_) else atom.item
        yield Tested(atom.fact, atom.op, atom.operand, facts.get(atom.fact),
                     test(item, base.groups)(facts))
