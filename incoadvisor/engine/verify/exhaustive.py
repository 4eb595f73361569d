"""`verify --exhaustive`: every situation each decision can meet, by SQL.

Each topic is one decision. Every combination of the facts its rules read, directly or through
other rules, is run through them; then pairs of topics together, as far as that is feasible; then
all topics at once for the musts and wishes, which decide the state.
"""

import itertools
import time
from collections.abc import Iterator
from typing import Literal

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.conflicts import conflicts
from incoadvisor.engine.verify.judge import blockers, breaches, decided
from incoadvisor.engine.verify.report import Exhaustive, Sweep
from incoadvisor.engine.verify.space import Scope, Space
from incoadvisor.engine.verify.sweep import Pattern, Swept, sweep, witness
from incoadvisor.engine.verify.whole import states
from incoadvisor.model.finding import Finding

MOST = 200_000_000  # combinations of one topic before values that no rule tells apart are one
MOST_OF_A_PAIR = 2_000_000  # the same for two topics, taken together only up to there


def exhaustive(base: RuleBase, today: str, most: int = MOST) -> Exhaustive:
    """Enumerate and judge; `most` bounds the combinations run for one topic."""
    return _Exhaustive(base, today, most).report()


class _Exhaustive:
    def __init__(self, base: RuleBase, today: str, most: int) -> None:
        self.space, self.most = Space(base, today), most
        self.known = conflicts(base, today)
        self.named = [{r.id for r in c.rules} for c in self.known if c.named]
        self.findings: dict[tuple[str, ...], Finding] = {}

    def report(self) -> Exhaustive:
        began = time.perf_counter()
        topics = list(self.space.topics)
        sweeps = [self._decision((topic,)) for topic in topics]
        near = [pair for pair in itertools.combinations(topics, 2) if
                self._scope(pair, True).classes <= min(MOST_OF_A_PAIR, self.most)]
        pairs = [self._decision(pair) for pair in near]
        whole, facts = states(self.space)
        return Exhaustive(
            sweeps=tuple(sweeps), pairs=tuple(pairs),
            pairs_left=len(topics) * (len(topics) - 1) // 2 - len(pairs),
            whole=dict(sorted(whole.items())), whole_facts=facts,
            conflicts=tuple(tuple(r.id for r in c.rules) for c in self.known if c.named),
            findings=tuple(self.findings.values()), seconds=time.perf_counter() - began)

    def _scope(self, topics: tuple[str, ...], merged: bool) -> Scope:
        scope = self.space.scope(r for t in topics for r in self.space.topics[t])
        return self.space.compressed(scope) if merged else scope

    def _decision(self, topics: tuple[str, ...]) -> Sweep:
        began = time.perf_counter()
        scope = self._scope(topics, False)
        merged = len(topics) > 1 or scope.size > self.most
        if merged:
            scope = self.space.compressed(scope)
        swept = sweep(scope, self.space.today, self.most)
        self._judge(scope, swept, topics)
        how: Literal["every", "one", "sample"] = "one" if merged else "every"
        if swept.sampled:
            how = "sample"
        return Sweep(
            topics=topics, facts=len(scope.axes), rules=len(scope.base.requiring),
            rows=swept.rows, situations=swept.rows if swept.sampled else scope.size,
            how=how, patterns=len(swept.patterns), seconds=time.perf_counter() - began)

    def _judge(self, scope: Scope, swept: Swept, topics: tuple[str, ...]) -> None:
        if not swept.sampled and swept.rows != scope.classes:
            self._report("verify_rows", topics, scope, None, rows=swept.rows)
        for pattern, outcome in _outcomes(scope, swept):
            for breach in breaches(outcome):
                self._report(f"verify_breach_{breach}", topics, scope, pattern)
            if outcome.state == "blocked":
                against = blockers(outcome)
                if not any(names <= against for names in self.named):
                    self._report("verify_unnamed", topics, scope, pattern,
                                 rules=sorted(against))

    def _report(self, code: str, topics: tuple[str, ...], scope: Scope,
                pattern: Pattern | None, **values: object) -> None:
        """A fault, once for each kind and decision, with the facts that show it."""
        if (code, *topics) in self.findings:
            return
        facts = witness(scope, self.space.today, pattern) if pattern else {}
        where = pattern.fired[0].rule.origin if pattern and pattern.fired else "rules"
        self.findings[(code, *topics)] = Finding(
            code=code, severity="fault", where=where,
            values={"topics": ", ".join(topics), "witness": facts, **values})


def _outcomes(scope: Scope, swept: Swept) -> Iterator[tuple[Pattern, Outcome]]:
    """The outcome of each pattern, under each proposed term where wishes may restate it."""
    candidates = scope.base.candidates
    read = any(a.fact == "proposed_code" for a in scope.axes)
    for pattern in swept.patterns:
        shaded = not read and any(r.rule.basis == "wish" for r in pattern.fired)
        for code in (None, *candidates.codes) if shaded else (None,):
            facts = pattern.shades | ({"proposed_code": code} if code else {})
            yield pattern, decided(pattern.fired, facts, candidates)
