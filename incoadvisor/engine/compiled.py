"""The rule base made ready to run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from incoadvisor.engine.candidates import Candidates, Failures
from incoadvisor.engine.predicates import Test, satisfied, test
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.strata import stratify
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts, Value


@dataclass(frozen=True, eq=False)
class Ready:
    """One rule with its predicate; `position` is its place in firing order, from 0."""

    id: str
    rule: Rule
    position: int
    stratum: int
    holds: Test
    failures: Failures | None
    about: frozenset[str] | None

    @cached_property
    def reads(self) -> frozenset[str]:
        """Facts that can change whether it fires or what it gives."""
        written = self.rule.assume or {}
        return self.rule.reads | frozenset(written)


class RuleBase:
    """Rules in strata with distinct positions, and the candidates they choose among."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.groups = knowledge.content.groups
        self.candidates = Candidates(knowledge.content.terms)
        self.strata: list[list[Ready]] = []
        position = 0
        for number, rules in enumerate(stratify(knowledge.content.rules)):
            stratum = []
            for rule in rules:
                stratum.append(self._ready(rule, position, number))
                position += 1
            self.strata.append(stratum)

    def _ready(self, rule: Rule, position: int, stratum: int) -> Ready:
        condition = test(rule.condition, self.groups)
        holds = self._dated_and_sided(rule, condition)
        action = rule.advise or rule.clause
        about = frozenset(action.about) if action and action.about else None
        failures = Failures(rule, self.candidates) if rule.require else None
        return Ready(rule.id, rule, position, stratum, holds, failures, about)

    @staticmethod
    def _dated_and_sided(rule: Rule, condition: Test) -> Test:
        sides, since, until = rule.perspective, rule.valid.get("from"), rule.valid.get("to")
        if not sides and not rule.valid:
            return condition

        def holds(facts: Facts) -> bool:
            if sides and facts.get("perspective") not in sides:
                return False
            day = str(facts.get("shipment_date", ""))
            if (since and day < since) or (until and day > until):
                return False
            return condition(facts)

        return holds

    @cached_property
    def by_id(self) -> dict[str, Ready]:
        """Every rule by id."""
        return {r.id: r for stratum in self.strata for r in stratum}

    @cached_property
    def saliences(self) -> dict[str, int]:
        """Every activation's own salience, by name: earlier rules higher, then the engine's own
        steps, and last the closing of each stratum.
        """
        highest = sum(len(s) for s in self.strata) + 10
        found = {r.id: highest - r.position for stratum in self.strata for r in stratum}
        found |= {"match": 5, "judge": 4, "choose": 3}
        return found | {f"advance-{number}": -number for number in range(len(self.strata))}

    @cached_property
    def requiring(self) -> list[Ready]:
        """Rules that require, in firing order."""
        return [r for stratum in self.strata for r in stratum if r.rule.require is not None]

    @cached_property
    def shading(self) -> frozenset[str]:
        """Facts that shade what a fired requirement asks, or the ranking itself."""
        named = {x.same_as for r in self.requiring for _, x in r.rule.restrictions if x.same_as}
        return frozenset(named | {"proposed_code"})

    def stage_strata(self, *stages: str) -> list[list[Ready]]:
        """The strata of some stages."""
        return [s for s in self.strata if s and s[0].rule.stage in stages]

    def uses(self, ready: Ready, facts: Facts) -> list[str]:
        """Names of the known facts that made the rule fire."""
        names = satisfied(ready.rule.condition, facts, self.groups)
        extra = []
        if ready.rule.perspective:
            extra.append("perspective")
        if ready.rule.valid:
            extra.append("shipment_date")
        for value in ready.rule.written_values.values():
            if isinstance(value, dict) and "fact" in value:
                extra.append(value["fact"])
        for _, restriction in ready.rule.restrictions:
            if restriction.same_as:
                extra.append(restriction.same_as)
        return list(dict.fromkeys([*names, *(n for n in extra if n in facts)]))


def written(ready: Ready, facts: Facts, today: str) -> dict[str, Value]:
    """What the rule writes: only facts still unknown, with references followed."""
    result: dict[str, Value] = {}
    for name, value in ready.rule.written_values.items():
        if name in facts:
            continue
        if isinstance(value, dict):
            if "today" in value:
                result[name] = today
            elif value["fact"] in facts:
                result[name] = facts[value["fact"]]
        else:
            result[name] = value
    return result


def withdrawals(fired: Sequence[Ready]) -> dict[str, str]:
    """Withdrawn rule id -> id of the rule that withdrew it.

    A rule is withdrawn when a rule naming it in `overrides` fired and is not itself withdrawn.
    """
    if not any(r.rule.overrides for r in fired):
        return {}
    by_id = {r.id: r for r in fired}
    over: dict[str, list[str]] = {}
    for ready in fired:
        for other in ready.rule.overrides:
            if other in by_id:
                over.setdefault(other, []).append(ready.id)
    settled: dict[str, str | None] = {}

    def withdrawn_by(rule: str) -> str | None:
        if rule not in settled:
            settled[rule] = next((o for o in over.get(rule, ()) if withdrawn_by(o) is None), None)
        return settled[rule]

    return {rule: by for rule in by_id if (by := withdrawn_by(rule)) is not None}
