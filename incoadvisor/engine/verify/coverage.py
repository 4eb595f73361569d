"""`verify --coverage`: which rules the worked cases fire and answer for, and a mutation test."""

import time
from collections.abc import Callable, Iterable, Iterator

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import DECIDING, Evaluation, evaluate
from incoadvisor.engine.verify.equivalence import equivalent
from incoadvisor.engine.verify.examples import given
from incoadvisor.engine.verify.judge import decided
from incoadvisor.engine.verify.mutants import Mutant, NoEffect, mutants
from incoadvisor.engine.verify.report import (
    Coverage,
    Mutation,
    RuleCoverage,
    caught_percent,
)
from incoadvisor.engine.verify.space import Space, only
from incoadvisor.engine.verify.suite import Situated, entries, folder, situated
from incoadvisor.model.finding import Finding
from incoadvisor.model.rule import Example, Rule
from incoadvisor.model.vocabulary import Facts

WANTED = 90.0  # percent of the mutants that must be noticed
Answering = Callable[[Situated, Evaluation], Outcome | None]


def coverage(base: RuleBase) -> Coverage:
    """The worked cases held against the rule base and against every mutant of it."""
    return Bench(base).report()


class Bench:
    """The rule base of a suite of cases, on which changed rules are tried."""

    def __init__(self, base: RuleBase) -> None:
        self.today = base.knowledge.content.about["as_of"]
        self.rules = _deciding(base.knowledge.content.rules)
        self.whole, self.base = base, only(base, self.rules)
        self.space = Space(self.base, self.today)
        self.suite = situated(base.knowledge)
        self.now = [evaluate(self.base, s.facts, self.today) for s in self.suite]
        self._worked_out: dict[int, Facts] = {}
        self.failing = {s.expectation.case for s, done in zip(self.suite, self.now, strict=True)
                        if s.faults(done.outcome)}

    def report(self) -> Coverage:
        """All of it."""
        began = time.perf_counter()
        argued: dict[str, list[str]] = {}
        for pair in entries(folder(self.whole.knowledge), "pairs*.yaml"):
            for rule in pair["rule"]:
                argued.setdefault(rule, []).append(pair["id"])
        rules = tuple(self._rule(rule, argued.get(rule.id, [])) for rule in self.rules)
        made = [m for rule in self.rules for m in mutants(rule)]
        noticed = {m: self.noticed(m) for m in made}
        same = equivalent(self.space, (m for m in made if noticed[m] is None))
        mutations = tuple(_told(m, noticed[m], same.get(m)) for m in made)
        warnings = self.warnings()
        return Coverage(
            findings=tuple(self._findings(rules, mutations, warnings)),
            cases=len({s.expectation.case for s in self.suite}), situations=len(self.suite),
            failing=tuple(sorted(self.failing)), rules=rules,
            mutations=mutations, warnings=warnings,
            seconds=time.perf_counter() - began)

    def _rule(self, rule: Rule, argued: list[str]) -> RuleCoverage:
        fired = [s for s, done in zip(self.suite, self.now, strict=True)
                 if done.fired.get(rule.id)]
        answers = dict.fromkeys(s.expectation.case for s in self._noticing(
            Mutant(rule, "rule", "", None)))
        return RuleCoverage(
            rule=rule.id, stage=rule.stage, fired_by=len(fired), answers_for=tuple(answers),
            named_in_vain=tuple(case for case in argued if case not in answers))

    def warnings(self) -> tuple[Mutation, ...]:
        """The mutants of the rules that only warn, and the examples that notice them."""
        made = (m for r in self.whole.knowledge.content.rules if r not in self.rules
                for m in mutants(r) if m.changed is not None)
        return tuple(_told(m, self._by_examples(m), None) for m in made)

    def noticed(self, mutant: Mutant) -> str | None:
        """The first case whose answer the mutant spoils."""
        return next((s.expectation.case for s in self._noticing(mutant)), None)

    def _findings(self, rules: tuple[RuleCoverage, ...], mutations: tuple[Mutation, ...],
                  warnings: tuple[Mutation, ...]) -> Iterator[Finding]:
        """What a reader of the report must not overlook."""
        for case in sorted(self.failing):
            yield Finding(code="verify_case_fails", severity="fault", where="cases",
                          values={"case": case})
        same = {m.rule for m in mutations if m.kind == "rule" and m.no_effect}
        for rule in rules:
            where = self.base.by_id[rule.rule].rule.origin
            if not rule.fired_by:
                yield Finding(code="verify_uncovered", severity="fault", where=where,
                              values={"rule": rule.rule})
            elif not rule.answers_for and rule.rule not in same:
                yield Finding(code="verify_unanswered", severity="note", where=where,
                              values={"rule": rule.rule})
            for case in rule.named_in_vain:
                yield Finding(code="verify_named_in_vain", severity="note", where=where,
                              values={"rule": rule.rule, "case": case})
        for code, where, share in (
                ("verify_too_few_caught", "cases", caught_percent(mutations)),
                ("verify_too_few_warned", "rules", caught_percent(warnings))):
            if share < WANTED:
                yield Finding(code=code, severity="fault", where=where,
                              values={"percent": share, "wanted": WANTED})

    def _noticing(self, mutant: Mutant) -> Iterator[Situated]:
        """The situations whose answer the mutant spoils."""
        outcome_of = self._requiring(mutant) if mutant.rule.stage == "require" \
            else self._otherwise(mutant)
        for situation, now in zip(self.suite, self.now, strict=True):
            if situation.expectation.case not in self.failing:
                outcome = outcome_of(situation, now)
                if outcome is not None and situation.faults(outcome):
                    yield situation

    def _otherwise(self, mutant: Mutant) -> Answering:
        """Answers of the whole base with the mutant in place of its rule."""
        put = (mutant.changed if r.id == mutant.rule.id else r for r in self.rules)
        changed = only(self.base, (r for r in put if r is not None))
        return lambda situation, now: evaluate(changed, situation.facts, self.today).outcome

    def _requiring(self, mutant: Mutant) -> Answering:
        """The same, sooner: a requirement changes nothing that other rules read."""
        new = only(self.base, [mutant.changed]).requiring[0] if mutant.changed else None
        candidates = self.base.candidates

        def outcome(situation: Situated, now: Evaluation) -> Outcome | None:
            fires = new is not None and new.holds(now.facts)
            if now.outcome.state == "stop" or not (fires or now.fired.get(mutant.rule.id)):
                return None
            kept = [r for r in now.required if r.id != mutant.rule.id]
            return decided([*kept, new] if new and fires else kept, now.facts, candidates)

        return outcome

    def _by_examples(self, mutant: Mutant) -> str | None:
        """The first example of a warning rule that notices its mutant."""
        assert mutant.changed is not None
        changed = only(self.base, [mutant.changed]).by_id[mutant.rule.id]
        return next((
            f"{mutant.rule.id}#{number}" for number, e in enumerate(mutant.rule.examples, 1)
            if changed.holds(self._facts(e)) != e.fires), None)

    def _facts(self, example: Example) -> Facts:
        """What the deciding rules make of an example; kept, since every mutant asks again."""
        if (facts := self._worked_out.get(id(example))) is None:
            facts = evaluate(self.base, given(example), self.today).facts | given(example)
            self._worked_out[id(example)] = facts
        return facts


def _told(mutant: Mutant, caught_by: str | None, no_effect: NoEffect | None) -> Mutation:
    return Mutation(rule=mutant.rule.id, where=mutant.rule.origin, kind=mutant.kind,
                    detail=mutant.detail, caught_by=caught_by, no_effect=no_effect)


def _deciding(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that can change an answer: those that decide, and those that work out for them.

    What a rule works out only for warnings is judged as warnings are.
    """
    known = [r for r in rules if r.stage in DECIDING]
    needed = {f for r in known if r.stage != "assess" for f in r.reads}
    while more := {f for r in known if set(r.written_values) & needed for f in r.reads} - needed:
        needed |= more
    return [r for r in known if r.stage != "assess" or set(r.written_values) & needed]
