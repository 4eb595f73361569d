"""What a player shows of a recorded run after one step: memory, agenda, requirements, terms."""

from typing import Literal

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.recording import Activation, RecordedCondition, RecordedStep, Recording
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.render.candidates import in_words
from incoadvisor.render.conditions import ConditionNode


class InMemory(Frozen):
    """One thing in the working memory; `step` added it (None: given), `new` at this step."""

    id: str
    kind: str
    text: str
    step: int | None
    new: bool


class Waiting(Frozen):
    """An activation on the agenda, and why it stands where it stands."""

    name: str
    rule: bool
    text: str
    why: str
    fires: bool


class Requirement(Frozen):
    """A row of the table of requirements."""

    rule: str
    text: str
    strength: str
    status: Literal["pending", "withdrawn", "matched"]
    by: str | None
    fails: tuple[str, ...]
    new: bool


class TermNow(Frozen):
    """How one of the eleven stands; `step` is where it fell or got its verdict.

    `reservations` counts requirements below "must" that it fails in all its rows so far.
    """

    term: str
    status: Literal["standing", "fallen", "recommended", "acceptable", "discouraged", "excluded"]
    step: int | None
    reservations: int
    new: bool


class Scene(Frozen):
    """The run after `step` of `count`; step 0 is the beginning, with what was given.

    `how` says in what way the step decided, if it is the one that did.
    """

    step: int
    count: int
    name: str
    stage: str
    because: str
    rule: str | None
    why: str | None
    conditions: ConditionNode | None
    matched: tuple[InMemory, ...]
    memory: tuple[InMemory, ...]
    agenda: tuple[Waiting, ...]
    requirements: tuple[Requirement, ...]
    terms: tuple[TermNow, ...]
    leader: str | None
    withdrawn_by: str | None
    decides: bool
    how: str | None


class Player:
    """The scenes of one recording in one language."""

    def __init__(self, recording: Recording, texts: Texts, lang: Lang) -> None:
        self.recording, self.texts, self.lang = recording, texts, lang
        self._said = {fact.id: fact.text.get(lang) for fact in recording.facts}
        self._activations = {a.name: a for a in recording.activations}

    def scene(self, number: int) -> Scene:
        """The scene after step `number`; outside the run, the nearest."""
        steps = self.recording.steps
        number = min(max(number, 0), len(steps))
        done = steps[:number]
        now = done[-1] if done else None
        memory = self._memory(done)
        by_id = {item.id: item for item in memory}
        own = self._activations.get(now.activation) if now and now.activation else None
        return Scene(
            step=number, count=len(steps), name=now.name if now else "",
            stage=now.stage if now else "", rule=own.name if own and own.rule else None,
            because=now.because.get(self.lang) if now else self._say("te_begins"),
            why=self._why(own) if own else None,
            conditions=self._node(now.conditions) if now and now.conditions else None,
            matched=tuple(by_id[i] for i in now.uses if i in by_id) if now else (),
            memory=memory, agenda=self._agenda(now), requirements=self._requirements(done),
            terms=self._terms(done), leader=self._leader(done),
            withdrawn_by=now.withdrawn_by if now else None,
            decides=number == self.recording.decided,
            how=self._how(now) if number == self.recording.decided else None)

    def _how(self, decided: RecordedStep | None) -> str:
        """In what way the deciding step decided."""
        key = "choose" if decided and decided.stage == "choose" else "match"
        if self.recording.outcome.term is None:
            key = "stop" if self.recording.outcome.state == "stop" else "state"
        return self._say(f"te_decides_{key}")

    def _memory(self, done: tuple[RecordedStep, ...]) -> tuple[InMemory, ...]:
        found = {i: self._item(i, None, not done) for i in self.recording.start}
        for step in done:
            for added in step.adds:
                found.setdefault(added, self._item(added, step.step, step is done[-1]))
        return tuple(found.values())

    def _item(self, fact_id: str, step: int | None, new: bool) -> InMemory:
        return InMemory(id=fact_id, kind=fact_id.partition(":")[0], text=self._said[fact_id],
                        step=step, new=new)

    def _agenda(self, now: RecordedStep | None) -> tuple[Waiting, ...]:
        """What stood on the agenda when the step fired, in order of firing."""
        if now is None or now.activation is None:
            return ()
        return tuple(
            Waiting(name=a.name, rule=a.rule, text=a.text.get(self.lang), why=self._why(a),
                    fires=i == 0)
            for i, a in enumerate(self._activations[n] for n in (now.activation, *now.agenda)))

    def _why(self, activation: Activation) -> str:
        key = "te_why_stratum" if activation.stratum is not None else "te_why_own"
        return self._say(key, stratum=activation.stratum, salience=activation.salience)

    def _requirements(self, done: tuple[RecordedStep, ...]) -> tuple[Requirement, ...]:
        """A row for each requirement so far, then what matching found of it.

        A requirement counts as withdrawn once matching has begun: it is then that the engine
        looks at what overrides what.
        """
        begun = any(s.stage in ("match", "choose") for s in done)
        matches = {s.name.removeprefix("match:"): s for s in done if s.stage == "match"}
        rows = []
        for step in done:
            found = next((i for i in step.adds if i.startswith("req:")), None)
            if found is None:
                continue
            match = matches.get(step.name)
            gone = begun and step.withdrawn_by is not None
            rows.append(Requirement(
                rule=step.name, text=self._said[found],
                strength=(match.strength if match else step.strength) or "",
                status="withdrawn" if gone else "matched" if match else "pending",
                by=step.withdrawn_by if gone else None,
                fails=tuple(in_words(match.fails, self._say)) if match else (),
                new=done[-1] in (step, match)))
        return tuple(rows)

    def _terms(self, done: tuple[RecordedStep, ...]) -> tuple[TermNow, ...]:
        judged = {s.name.removeprefix("judge:"): s for s in done if s.verdict is not None}
        rows: dict[str, list[str]] = {}
        for name in self.recording.candidates:
            rows.setdefault(name.split("/")[0], []).append(name)
        return tuple(self._term(code, names, done, judged.get(code))
                     for code, names in rows.items())

    @staticmethod
    def _term(code: str, names: list[str], done: tuple[RecordedStep, ...],
              judged: RecordedStep | None) -> TermNow:
        """A term falls when a must has struck its last row; its verdict comes later."""
        standing, fell, reservations = set(names), None, 0
        new = False
        for step in (s for s in done if s.stage == "match"):
            struck = standing & set(step.fails)
            if step.strength != "must":
                reservations += bool(standing) and struck == standing
                new = step is done[-1] and bool(struck)
                continue
            standing -= struck
            new = step is done[-1] and bool(struck)
            if not standing and fell is None:
                fell = step.step
        if judged is not None and judged.verdict is not None:
            return TermNow(term=code, status=judged.verdict, step=judged.step,
                           reservations=reservations, new=judged is done[-1])
        return TermNow(term=code, status="standing" if standing else "fallen", step=fell,
                       reservations=reservations, new=new)

    @staticmethod
    def _leader(done: tuple[RecordedStep, ...]) -> str | None:
        return next((s.leader for s in reversed(done) if s.leader), None)

    def _node(self, told: RecordedCondition) -> ConditionNode:
        return ConditionNode(
            kind=told.kind, fact=told.fact, truth=told.truth,
            text=told.text.get(self.lang) if told.text else "",
            actual=told.actual.get(self.lang) if told.actual else None,
            items=tuple(self._node(item) for item in told.items))

    def _say(self, key: str, **values: object) -> str:
        return self.texts.say(key, self.lang, **values)
