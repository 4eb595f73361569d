"""`verify --coverage`: which rules the worked cases fire and answer for, and a mutation test."""

import itertools
import time
from collections.abc import Iterable

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import DECIDING, Evaluation, evaluate
from incoadvisor.engine.verify.examples import given
from incoadvisor.engine.verify.mutants import Mutant, mutants
from incoadvisor.engine.verify.report import Coverage, Mutation, RuleCoverage
from incoadvisor.engine.verify.space import Scope, Space, only
from incoadvisor.engine.verify.suite import Situated, entries, folder, situated
from incoadvisor.model.rule import Rule

_MOST = 200_000  # combinations of facts tried to show that a change makes no difference


def coverage(base: RuleBase) -> Coverage:
    """The worked cases held against the rule base and against every mutant of it."""
    return _Coverage(base).report()


class _Coverage:
    def __init__(self, base: RuleBase) -> None:
        self.today = base.knowledge.content.about["as_of"]
        self.rules = [r for r in base.knowledge.content.rules if r.stage in DECIDING]
        self.whole, self.base = base, only(base, self.rules)
        self.space = Space(self.base, self.today)
        self.suite = situated(base.knowledge)
        self.now = [evaluate(self.base, s.facts, self.today) for s in self.suite]
        self.failing = {s.expectation.case for s, done in zip(self.suite, self.now, strict=True)
                        if s.faults(done.outcome)}

    def report(self) -> Coverage:
        began = time.perf_counter()
        argued: dict[str, list[str]] = {}
        for pair in entries(folder(self.whole.knowledge), "pairs*.yaml"):
            for rule in pair["rule"]:
                argued.setdefault(rule, []).append(pair["id"])
        rules = tuple(self._rule(rule, argued.get(rule.id, [])) for rule in self.rules)
        made = [m for rule in self.rules for m in mutants(rule)]
        told = [m for r in self.whole.knowledge.content.rules if r.stage not in DECIDING
                for m in mutants(r) if m.changed is not None]
        return Coverage(
            cases=len({s.expectation.case for s in self.suite}), situations=len(self.suite),
            failing=tuple(sorted(self.failing)), rules=rules,
            mutations=tuple(self._mutation(m) for m in made),
            warnings_made=len(told), warnings_caught=sum(map(self._by_examples, told)),
            seconds=time.perf_counter() - began)

    def _rule(self, rule: Rule, argued: list[str]) -> RuleCoverage:
        fired = [s for s, done in zip(self.suite, self.now, strict=True)
                 if done.fired.get(rule.id)]
        answers = dict.fromkeys(s.expectation.case for s in self._noticing(
            Mutant(rule, "rule", "", None)))
        return RuleCoverage(
            rule=rule.id, stage=rule.stage, fired_by=len(fired), answers_for=tuple(answers),
            named_in_vain=tuple(case for case in argued if case not in answers))

    def _noticing(self, mutant: Mutant) -> Iterable[Situated]:
        """The situations whose answer the mutant spoils."""
        changed = self._changed(mutant)
        ready = changed.by_id.get(mutant.rule.id)
        for situation, now in zip(self.suite, self.now, strict=True):
            if situation.expectation.case in self.failing or \
                    not self._touched(mutant, ready, now):
                continue
            done = evaluate(changed, situation.facts, self.today)
            if situation.faults(done.outcome):
                yield situation

    def _changed(self, mutant: Mutant, rules: Iterable[Rule] | None = None) -> RuleBase:
        """The base, or some of its rules, with the mutant in place of its rule."""
        put = (mutant.changed if r.id == mutant.rule.id else r for r in rules or self.rules)
        return only(self.base, (r for r in put if r is not None))

    @staticmethod
    def _touched(mutant: Mutant, ready: Ready | None, now: Evaluation) -> bool:
        """Whether the change can matter in a situation; quick to tell for requirements."""
        if mutant.rule.stage != "require":
            return True
        fires = ready is not None and ready.holds(now.facts)
        return now.fired.get(mutant.rule.id, False) or fires

    def _mutation(self, mutant: Mutant) -> Mutation:
        noticed = next(iter(self._noticing(mutant)), None)
        same = noticed is None and self._equivalent(mutant)
        return Mutation(
            rule=mutant.rule.id, where=mutant.rule.origin, kind=mutant.kind, detail=mutant.detail,
            caught_by=noticed.expectation.case if noticed else None, equivalent=same)

    def _equivalent(self, mutant: Mutant) -> bool:
        """Whether no combination of facts makes the mutant do anything else than the rule."""
        if mutant.changed is None or mutant.kind in ("strength", "override"):
            return False
        rule = mutant.rule
        written = rule.written_values
        peers = [self.base.by_id[rule.id], *(
            w for f in written for w in self.space.writers.get(f, ()))]
        scope = self.space.scope(peers)
        rules = [r.rule for s in scope.base.strata for r in s]
        other = self._changed(mutant, rules)
        merged = self.space.compressed(scope, [other.by_id[rule.id]])
        return merged.classes <= _MOST and not any(
            _effect(merged.base, merged, values, rule.id, self.today)
            != _effect(other, merged, values, rule.id, self.today)
            for values, _ in itertools.islice(merged.combinations(), _MOST))

    def _by_examples(self, mutant: Mutant) -> bool:
        """Whether the examples of a warning rule notice its mutant."""
        assert mutant.changed is not None
        changed = only(self.base, [mutant.changed]).by_id[mutant.rule.id]
        return any(
            changed.holds(evaluate(self.base, given(e), self.today).facts | given(e)) != e.fires
            for e in mutant.rule.examples)


def _effect(base: RuleBase, scope: Scope, values: tuple[object, ...], rule: str,
            today: str) -> object:
    """What the rule leaves behind: what it writes, or which candidates it fails."""
    done = evaluate(base, scope.facts(values), today)  # type: ignore[arg-type]
    ready = base.by_id[rule]
    if ready.failures is not None:
        return done.fired.get(rule) and ready.failures.mask(done.facts)
    if ready.rule.stop is not None:
        return done.outcome.state
    return {f: done.facts.get(f) for f in ready.rule.written_values}
