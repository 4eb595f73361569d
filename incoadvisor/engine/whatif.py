"""Counterfactuals: what would change the answer, which questions matter, and the ways out."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import Evaluation, evaluate, reevaluate
from incoadvisor.engine.predicates import test
from incoadvisor.engine.situation import Situation, rule_base
from incoadvisor.knowledge.markets import steering
from incoadvisor.model.advice import Verdict
from incoadvisor.model.condition import parse
from incoadvisor.model.vocabulary import Facts, FactSpec, Value


@dataclass(frozen=True)
class Question:
    """An unknown or assumed fact, and the answer each of its values leads to."""

    fact: str
    answers: dict[Value, str]
    usual: bool

    @property
    def split(self) -> float:
        """How much the answers split the outcomes: entropy in bits, every value alike likely."""
        counts = Counter(self.answers.values())
        total = counts.total()
        return -sum(n / total * math.log2(n / total) for n in counts.values())


@dataclass(frozen=True)
class Change:
    """A single changed fact, and the verdict it gives a term."""

    fact: str
    value: Value
    verdict: Verdict

    @property
    def key(self) -> str:
        """`fact=value`."""
        return f"{self.fact}={self.value}"


class Counterfactuals:
    """The same case with a few facts changed, evaluated quickly."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.base: RuleBase = rule_base(situation.knowledge)
        self.now: Evaluation = evaluate(self.base, situation.start, situation.today)
        self._singles_done: dict[tuple[str, Value | None], Outcome] = {}

    def outcome(self, changes: Mapping[str, Value | None]) -> Outcome:
        """The outcome with `changes` applied; None makes a fact unknown.

        Single changes are worked out once: several questions ask for the same.
        """
        if len(changes) != 1:
            return self._outcome(changes)
        (change,) = changes.items()
        if change not in self._singles_done:
            self._singles_done[change] = self._outcome(changes)
        return self._singles_done[change]

    def _outcome(self, changes: Mapping[str, Value | None]) -> Outcome:
        market = before = self.situation.market
        if not self._steering.isdisjoint(changes):
            told = {**self.situation.given, **changes}
            given = {n: v for n, v in told.items() if v is not None}
            market = self.situation.market_for(given)
        facts: Facts = market | self.situation.given
        for name, value in changes.items():
            if value is not None:
                facts[name] = value
            elif name in market and name in self.situation.given:
                facts[name] = market[name]
            else:
                facts.pop(name, None)
        changed = {n for n in market.keys() | before.keys() if market.get(n) != before.get(n)}
        return reevaluate(self.base, self.now, facts, frozenset(changes) | changed,
                          self.situation.today).outcome

    @cached_property
    def _steering(self) -> frozenset[str]:
        return steering(self.situation.knowledge)

    @cached_property
    def _deciding(self) -> frozenset[str]:
        return frozenset(
            name for stratum in self.base.stage_strata("screen", "assess", "require")
            for ready in stratum for name in ready.reads)

    @cached_property
    def _concluded(self) -> frozenset[str]:
        """Facts that follow from what was given, and so are not asked."""
        return frozenset(
            name for rule, fired in self.now.fired.items() if fired
            for name in self.base.by_id[rule].rule.conclude or ())

    def options(self, spec: FactSpec) -> list[Value]:
        """The values a user could give, for facts with finitely many."""
        if spec.type == "bool":
            return [True, False]
        return list(spec.values) if spec.type == "choice" else []

    def askable(self) -> Iterator[FactSpec]:
        """Facts a user may be asked that some deciding rule reads.

        What stops a case is not among them: a prohibition is cleared, not tried otherwise.
        """
        for spec in self.situation.knowledge.content.facts:
            if spec.kind in ("fact", "wish") and spec.ask != "never" \
                    and spec.name in self._deciding:
                yield spec

    @cached_property
    def asked(self) -> list[Question]:
        """The open questions, worked out once."""
        return self.questions()

    def questions(self) -> list[Question]:
        """Unknown facts whose answer would change the recommendation, most decisive first.

        Usual questions that the case makes worth asking come before the others; the more their
        answers split the outcomes (entropy in bits, times the fact's weight), the earlier.
        """
        found = []
        current = self.now.outcome.answer
        for spec in self.askable():
            if spec.name in self.situation.given or spec.name in self._concluded:
                continue
            answers = {v: self.outcome({spec.name: v}).answer for v in self.options(spec)}
            if any(answer != current for answer in answers.values()):
                found.append((spec, Question(spec.name, answers, self._usual(spec))))
        found.sort(key=lambda f: (not f[1].usual, -f[0].ask_weight * f[1].split))
        return [question for _, question in found]

    def _usual(self, spec: FactSpec) -> bool:
        if spec.ask != "usual":
            return False
        if spec.ask_when is None:
            return True
        return test(parse(spec.ask_when), self.base.groups)(self.now.facts)

    def all_options(self) -> list[tuple[str, Value]]:
        """Every single change of a fact the user can change."""
        start = self.situation.start
        return [(spec.name, value) for spec in self.askable() for value in self.options(spec)
                if start.get(spec.name) != value]

    def flips(self) -> Iterator[tuple[str, Value, str]]:
        """Single changes that alter the answer: fact, value, new answer.

        The likeliest to matter first: usual circumstances not yet known, wishes that were
        said, wishes that were not, then what else was given, then the rare; and another rule
        before no rule at all.
        """
        wish = {s.name: s.kind == "wish" for s in self.askable()}
        unknown = [q.fact for q in self.asked if q.usual]
        given = [n for n in wish if n in self.situation.given]
        groups = (
            [n for n in unknown if not wish[n]], [n for n in given if wish[n]],
            [n for n in unknown if wish[n]], [n for n in given if not wish[n]],
            [q.fact for q in self.asked if not q.usual],
        )
        for name in itertools.chain(*groups):
            yield from sorted(self._changing(name), key=lambda c: c[2] not in self._terms)

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(self.base.candidates.of_term)

    def _changing(self, name: str) -> list[tuple[str, Value, str]]:
        """The values of one fact that alter the answer."""
        now = self.now.outcome.answer
        options = self.options(self.situation.knowledge.facts[name])
        answers = [(name, v, self.outcome({name: v}).answer) for v in options
                   if self.situation.start.get(name) != v]
        return [a for a in answers if a[2] != now]

    def changes_for(self, code: str) -> list[Change]:
        """Single changes that make a term recommended or acceptable, recommended first."""
        now = self.now.outcome.verdicts[code]
        better = _GOOD[:_GOOD.index(now)] if now in _GOOD else _GOOD
        found = []
        for spec in self.askable():
            for value in self.options(spec):
                if self.situation.given.get(spec.name) != value:
                    verdict = self.outcome({spec.name: value}).verdicts[code]
                    if verdict in better:
                        found.append(Change(spec.name, value, verdict))
        return sorted(found, key=lambda c: _GOOD.index(c.verdict))

    def ways_out(self) -> list[tuple[dict[str, Value], str]]:
        """Changes of given facts that lead to a better state, fewest first (contract `relax`).

        From *ok* only where the recommended term has a drawback and a single changed wish
        leads to a term without it.
        """
        now = self.now.outcome
        changeable = [s for s in self.askable() if s.name in self.situation.given]
        wishes = [s for s in changeable if s.kind == "wish"]
        if now.state == "stop":
            return []
        if now.state == "ok":
            penalty = now.best.penalty if now.best else 0
            return [
                (change, outcome.answer) for change, outcome in self._singles(wishes)
                if outcome.state == "ok" and outcome.best and penalty >= _DRAWBACK
                and outcome.best.penalty < penalty and outcome.term != now.term
            ]
        pool = wishes if now.state in ("choose", "yielded") else changeable
        found: list[tuple[dict[str, Value], str]] = [
            (change, outcome.answer) for change, outcome in self._singles(pool)
            if outcome.state == "ok"
        ]
        if now.state == "yielded":
            found += [(c, o.answer) for c, o in self._singles(
                [s for s in changeable if s.kind != "wish"]) if o.state == "ok"]
            found += self._giving_in([s for s in wishes if s.name in now.gives_up()])
        if not found:
            found = [(c, o.answer) for c, o in self._pairs(pool) if o.state == "ok"]
        return found

    def _singles(self, specs: list[FactSpec]) -> Iterator[tuple[dict[str, Value], Outcome]]:
        for spec in specs:
            for value in self.options(spec):
                if value != self.situation.given[spec.name]:
                    yield {spec.name: value}, self.outcome({spec.name: value})

    def _giving_in(self, given_up: list[FactSpec]) -> list[tuple[dict[str, Value], str]]:
        """The given-up wishes set to what the recommended term gives, when several yield."""
        now = self.now.outcome
        if not 1 < len(given_up) <= _TOGETHER:
            return []
        for values in itertools.product(*(self.options(s) for s in given_up)):
            change = dict(zip((s.name for s in given_up), values, strict=True))
            outcome = self.outcome(change)
            if outcome.state == "ok" and outcome.term == now.term:
                return [(change, outcome.answer)]
        return []

    def _pairs(self, specs: list[FactSpec]) -> Iterator[tuple[dict[str, Value], Outcome]]:
        for i, first in enumerate(specs):
            for second in specs[i + 1:]:
                for a in self.options(first):
                    for b in self.options(second):
                        change: dict[str, Value] = {first.name: a, second.name: b}
                        if all(self.situation.given[n] != v for n, v in change.items()):
                            yield change, self.outcome(change)

    def view(self, side: str) -> Outcome:
        """The outcome with one side's interest first."""
        return self.outcome({"perspective": side})


_GOOD: tuple[Verdict, ...] = ("recommended", "acceptable")
_TOGETHER = 3  # wishes changed at once
_DRAWBACK = 4  # a moderate requirement not met
