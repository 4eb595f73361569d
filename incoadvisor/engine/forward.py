"""One case through experta: real working memory, real agenda, every firing recorded.

The rules of a stratum match one wide fact, `Situation`, that holds what is known so far; when
none is left on the agenda, `advance` seals the stratum and declares the next situation.
Requirements are then matched one by one, the eleven terms judged one by one, the choice made,
and the warning rules run over the result.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from incoadvisor.engine import adapter
from incoadvisor.engine.adapter import MATCH, Fact, engine_class, predicate
from incoadvisor.engine.choose import Outcome, Requirement, choose, effective
from incoadvisor.engine.compiled import Ready, RuleBase, withdrawals, written
from incoadvisor.engine.predicates import test, value_test
from incoadvisor.knowledge.markets import Joined
from incoadvisor.model.condition import All, Atom, Condition
from incoadvisor.model.vocabulary import Facts

READING = "read-proposed-term"


class Situation(Fact):  # type: ignore[misc]
    """All that is known when a stratum begins; a slot a fact, None while unknown.

    Each stratum has its own subclass, so that experta tries only that stratum's rules.
    """


class Pending(Fact):  # type: ignore[misc]
    """The requirement to match next."""


class Judging(Fact):  # type: ignore[misc]
    """The term to judge next."""


class Judged(Fact):  # type: ignore[misc]
    """Every term has its verdict."""


@dataclass
class Firing:
    """One firing, in neutral form: texts are rendered from it later."""

    number: int
    rule: str
    stage: str
    uses: list[str]
    adds: list[str]
    fails: list[str] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    withdrawn_by: str | None = None
    values: Facts = field(default_factory=dict)
    note: dict[str, Any] = field(default_factory=dict)


@dataclass
class Run:
    """What came of a case: facts with their ids, firings, outcome, warnings and clauses."""

    facts: Facts
    ids: dict[str, str]
    firings: list[Firing]
    outcome: Outcome
    warned: list[tuple[Ready, tuple[str, ...], int]]
    clauses: list[tuple[Ready, int]]


class _Session:
    """The run in progress of one engine."""

    def __init__(self, base: RuleBase, facts: Facts, market: list[Joined], today: str,
                 read: Facts) -> None:
        self.base, self.today = base, today
        self.facts = dict(facts)
        self.ids = {name: f"given:{name}" for name in facts}
        self.ids |= {name: f"derived:{name}" for name in read}
        self.firings: list[Firing] = []
        self.added: Facts = {}
        self.kinds: dict[str, str] = {}
        self.required: list[tuple[Ready, Firing]] = []
        self.matched: list[tuple[Requirement, Firing]] = []
        self.outcome: Outcome | None = None
        self.stopped = False
        self.alive: frozenset[str] = frozenset()
        self.warned: list[tuple[Ready, tuple[str, ...], int]] = []
        self.clauses: list[tuple[Ready, int]] = []
        if read:
            self.record(READING, "read", ["given:proposed_term"],
                        [self.ids[name] for name in read], values=dict(read))
        for row in market:
            self.join(row)

    def join(self, row: Joined) -> None:
        """A country row gives the facts the user left unknown, or a note."""
        fills = {n: v for n, v in row.fills.items() if n not in self.facts}
        adds = [f"market:{name}" for name in fills]
        if row.topic is not None:
            adds.append(f"warning:{row.key}")
        if not adds:
            return
        uses = [self.ids[name] for name in (row.keyed_by, *row.row.where)]
        self.record(row.key, "market", uses, adds, values=fills)
        self.facts.update(fills)
        self.ids.update({name: f"market:{name}" for name in fills})

    def record(self, rule: str, stage: str, uses: list[str], adds: list[str],
               **more: Any) -> Firing:
        firing = Firing(len(self.firings) + 1, rule, stage, uses, adds, **more)
        self.firings.append(firing)
        return firing

    def fire(self, ready: Ready, agenda: list[str]) -> None:
        """One rule of the base fires."""
        rule = ready.rule
        uses = [self.ids[name] for name in self.base.uses(ready, self.facts)]
        values = {n: v for n, v in written(ready, self.facts, self.today).items()
                  if n not in self.added}
        kind = "assumed" if rule.assume else "derived"
        adds = [f"{kind}:{name}" for name in values]
        if rule.require is not None:
            adds = [f"req:{rule.id}"]
        elif rule.advise is not None or rule.stop is not None:
            adds = [f"warning:{rule.id}"]
        elif rule.clause is not None:
            adds = [f"clause:{rule.id}"]
        firing = self.record(rule.id, rule.stage, uses, adds, values=values, agenda=agenda)
        self.added.update(values)
        self.kinds.update(dict.fromkeys(values, kind))
        if rule.require is not None:
            self.required.append((ready, firing))
        elif rule.stop is not None:
            self.stopped = True
            self.warned.append((ready, tuple(self.base.candidates.codes), firing.number))
        elif rule.advise is not None:
            about = tuple(c for c in self.base.candidates.codes
                          if c in self.alive and (ready.about is None or c in ready.about))
            self.warned.append((ready, about, firing.number))
        elif rule.clause is not None:
            self.clauses.append((ready, firing.number))

    def seal(self) -> None:
        """End of a stratum: what it added becomes part of the situation."""
        for name, value in self.added.items():
            self.facts[name] = value
            self.ids[name] = f"{self.kinds[name]}:{name}"
        self.added = {}

    def withdraw(self) -> None:
        """Mark requirements that another rule overrides; keep the others for matching."""
        by_id = {ready.id: firing for ready, firing in self.required}
        gone = withdrawals([ready for ready, _ in self.required])
        for rule, by in gone.items():
            by_id[rule].withdrawn_by = by
        self.required = [(r, f) for r, f in self.required if r.id not in gone]

    def match(self, position: int, agenda: list[str]) -> None:
        """Which candidates fail one requirement."""
        ready, _ = self.required[position]
        requirement = effective(ready, self.facts, self.base.candidates)
        uses = [f"req:{ready.id}"]
        if requirement.strength != ready.rule.strength:
            uses.append(self.ids["proposed_code"])
        firing = self.record(
            f"match:{ready.id}", "match", uses, [f"match:{ready.id}"], agenda=agenda,
            fails=self.base.candidates.names(requirement.mask),
            note={"strength": requirement.strength})
        self.matched.append((requirement, firing))

    def decide(self) -> None:
        """Score and rank, before the verdicts are recorded one by one."""
        self.outcome = choose([r for r, _ in self.matched], self.facts, self.base.candidates,
                              self.stopped)

    def judge(self, position: int, agenda: list[str]) -> None:
        """The verdict on the term at one place of the ranking."""
        assert self.outcome is not None
        score = self.outcome.scores[position]
        code = self.base.candidates.all[score.row].term
        uses = [f"match:{r.ready.id}" for r, _ in self.matched]
        if self.stopped:
            uses = [f"warning:{ready.id}" for ready, _, _ in self.warned]
        if "proposed_code" in self.ids:
            uses.append(self.ids["proposed_code"])
        self.record(f"judge:{code}", "choose", uses, [f"verdict:{code}"], agenda=agenda,
                    note={"verdict": self.outcome.verdicts[code], "penalty": score.penalty})

    def conclude(self, agenda: list[str]) -> None:
        """The choice, and the facts that warning rules may read."""
        assert self.outcome is not None
        verdicts = self.outcome.verdicts
        values: Facts = {"state": self.outcome.state}
        if self.outcome.term:
            values["recommended_term"] = self.outcome.term
            if self.outcome.variant:
                values["recommended_variant"] = self.outcome.variant
        self.record("choose:recommendation", "choose", [f"verdict:{c}" for c in verdicts],
                    [f"derived:{n}" for n in values], values=values, agenda=agenda)
        self.facts.update(values)
        self.ids.update({n: f"derived:{n}" for n in values})
        self.alive = frozenset(c for c, v in verdicts.items() if v != "excluded")
        proposed = self.facts.get("proposed_code")
        if proposed and not self.stopped:
            self.alive |= {str(proposed)}


class ForwardEngine:
    """experta over one rule base; one run at a time."""

    def __init__(self, base: RuleBase) -> None:
        self.base = base
        self._strata = base.strata
        self._slots: list[set[str]] = [set() for _ in self._strata]
        self._last_deciding = sum(
            1 for s in self._strata if s[0].rule.stage in ("screen", "assess", "require")) - 1
        self._session: _Session | None = None
        self._situations = [type(f"Situation{i}", (Situation,), {})
                            for i in range(len(self._strata))]
        salience = base.saliences
        rules: dict[str, Any] = {}
        for stratum in self._strata:
            for ready in stratum:
                rules[ready.id] = (self._patterns(ready), salience[ready.id],
                                   self._firing(ready))
        rules["match"] = ([Pending(position=MATCH.position)], salience["match"], self._match)
        rules["judge"] = ([Judging(position=MATCH.position)], salience["judge"], self._judge)
        rules["choose"] = ([Judged()], salience["choose"], self._choose)
        for number, situation in enumerate(self._situations):
            name = f"advance-{number}"
            rules[name] = ([situation(stratum=MATCH.stratum)], salience[name], self._advance)
        self._engine = engine_class(rules)()

    def run(self, facts: Facts, market: list[Joined], today: str,
            read: Facts | None = None) -> Run:
        """All firings for one case. `facts` are given facts; `market` joins what they leave.

        `read` are those among the facts that were not said but read from the proposed term.
        """
        session = self._session = _Session(self.base, facts, market, today, read or {})
        engine = self._engine
        engine.reset()
        self._declare_situation(0)
        engine.run()
        self._session = None
        assert session.outcome is not None, "every run ends with a choice"
        return Run(session.facts, session.ids, session.firings, session.outcome,
                   session.warned, session.clauses)

    def _patterns(self, ready: Ready) -> list[Any]:
        """Simple atoms become slots of the wide fact, so that experta really matches them."""
        slots: dict[str, Any] = {}
        rest: list[Condition] = []
        condition = ready.rule.condition
        for item in condition.items if isinstance(condition, All) else (condition,):
            check = value_test(item) if isinstance(item, Atom) else None
            if isinstance(item, Atom) and check is not None and item.fact not in slots:
                key = (item.fact, item.op, _typed(item.operand), item.or_unknown)
                slots[item.fact] = predicate(key, _slot_test(check, item.or_unknown))
            else:
                rest.append(item)
        self._slots[ready.stratum] |= set(slots)
        if rest or ready.rule.perspective or ready.rule.valid:
            remaining = test(All(tuple(rest)), self.base.groups)
            whole = self.base._dated_and_sided(ready.rule, remaining)
            slots["known"] = predicate(
                (self.base.knowledge.digest, ready.id, "known"), lambda known: whole(known.facts))
        if ready.rule.assume:
            slots["gaps"] = predicate(
                (self.base.knowledge.digest, ready.id, "gaps"),
                lambda known: bool(written(ready, known.facts, "")))
        if ready.rule.stage == "advise" and ready.about is not None:
            about = ready.about
            slots["alive"] = predicate(("alive", about), lambda alive: bool(alive & about))
        return [self._situations[ready.stratum](**slots)]

    def _declare_situation(self, stratum: int) -> None:
        session = self._session
        assert session is not None
        known = _Known(dict(session.facts))
        self._engine.declare(self._situations[stratum](
            stratum=stratum, known=known, gaps=known, alive=session.alive,
            **{name: session.facts.get(name) for name in self._slots[stratum]}))

    def _firing(self, ready: Ready) -> Any:
        def fire(engine: adapter.Engine) -> None:
            assert self._session is not None
            self._session.fire(ready, engine.waiting())

        return fire

    def _advance(self, engine: adapter.Engine, stratum: int) -> None:
        session = self._session
        assert session is not None
        session.seal()
        screened = self._strata[stratum][0].rule.stage == "screen"
        last_screen = screened and (
            stratum + 1 == len(self._strata)
            or self._strata[stratum + 1][0].rule.stage != "screen")
        if (last_screen and session.stopped) or stratum == self._last_deciding:
            session.withdraw()
            if session.required:
                engine.declare(Pending(position=0))
            else:
                session.decide()
                engine.declare(Judging(position=0))
        elif stratum + 1 < len(self._strata):
            self._declare_situation(stratum + 1)

    def _match(self, engine: adapter.Engine, position: int) -> None:
        session = self._session
        assert session is not None
        session.match(position, engine.waiting())
        if position + 1 < len(session.required):
            engine.declare(Pending(position=position + 1))
        else:
            session.decide()
            engine.declare(Judging(position=0))

    def _judge(self, engine: adapter.Engine, position: int) -> None:
        session = self._session
        assert session is not None and session.outcome is not None
        session.judge(position, engine.waiting())
        if position + 1 < len(session.outcome.scores):
            engine.declare(Judging(position=position + 1))
        else:
            engine.declare(Judged())

    def _choose(self, engine: adapter.Engine) -> None:
        session = self._session
        assert session is not None
        session.conclude(engine.waiting())
        if not session.stopped and self._last_deciding + 1 < len(self._strata):
            self._declare_situation(self._last_deciding + 1)


class _Known:
    """The facts known at a stratum, opaque to experta and compared by identity."""

    __slots__ = ("facts",)

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


def _typed(operand: Any) -> Any:
    """The operand with its types, since `True == 1` would share a predicate."""
    if isinstance(operand, tuple):
        return tuple((type(o).__name__, o) for o in operand)
    return (type(operand).__name__, operand)


def _slot_test(check: Any, when_unknown: bool) -> Any:
    return lambda value: when_unknown if value is None else check(value)


class Engines:
    """The engines over one rule base. A run has one to itself; threads may call at once.

    Building one takes longer than many runs, and a server gives each request a new thread, so
    engines outlive threads and are made only when all others are busy.
    """

    def __init__(self, base: RuleBase) -> None:
        self.base = base
        self._idle: deque[ForwardEngine] = deque()  # its two ends are safe between threads

    def run(self, facts: Facts, market: list[Joined], today: str,
            read: Facts | None = None) -> Run:
        """As `ForwardEngine.run`, in an engine nobody else is using."""
        try:
            engine = self._idle.pop()
        except IndexError:
            engine = ForwardEngine(self.base)
        run = engine.run(facts, market, today, read)
        self._idle.append(engine)  # not reached when it failed: its memory is then not trusted
        return run


_pools: dict[str, Engines] = {}
_making = threading.Lock()


def engine_for(base: RuleBase) -> Engines:
    """The engines over `base`, shared by all threads."""
    key = base.knowledge.digest
    with _making:
        if key not in _pools or _pools[key].base is not base:
            _pools[key] = Engines(base)
        return _pools[key]
