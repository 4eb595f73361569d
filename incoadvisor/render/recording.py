"""Recording a run: everything a player shows, in both languages, with the receipt."""

from collections.abc import Callable

from incoadvisor.engine.adapter import VERSION
from incoadvisor.engine.choose import choose
from incoadvisor.engine.forward import Firing, Run
from incoadvisor.engine.situation import Situation, rule_base
from incoadvisor.model import recording as r
from incoadvisor.model.advice import Receipt
from incoadvisor.model.text import LANGS, Text
from incoadvisor.render.conditions import ConditionNode, ConditionWords
from incoadvisor.render.prose import Prose
from incoadvisor.render.rule_page import CaseRun, whole_condition
from incoadvisor.render.trace_view import fact_text
from incoadvisor.version import __version__

OWN_STEPS = ("match", "judge", "choose")
MERITS = 3  # of a ranking key: musts, wishes, penalty; nearness and preference only break ties
Say = Callable[[Prose], str]


def record(situation: Situation, run: Run) -> r.Recording:
    """The run with every text in both languages."""
    return _Recorder(situation, run).recording()


class _Recorder:
    def __init__(self, situation: Situation, run: Run) -> None:
        self.situation, self.run = situation, run
        self.base = rule_base(situation.knowledge)
        self.proses = [Prose(Situation(situation.knowledge, situation.case, situation.today, lang),
                             run) for lang in LANGS]
        self.leaders = self._leaders()

    def recording(self) -> r.Recording:
        outcome, knowledge = self.run.outcome, self.situation.knowledge
        given = self.situation.case.facts
        steps = tuple(self._step(firing) for firing in self.run.firings)
        start = tuple(f"given:{name}" for name in given)
        ids = dict.fromkeys([*start, *(i for s in steps for i in (*s.uses, *s.adds))])
        waiting = dict.fromkeys(a for s in steps for a in (s.activation, *s.agenda) if a)
        return r.Recording(
            receipt=Receipt(engine=f"experta {VERSION}", incoadvisor=__version__,
                            digest=knowledge.digest),
            on=self.situation.today, case=given, start=start,
            candidates=tuple(c.name for c in self.base.candidates.all),
            facts=tuple(self._fact(i) for i in ids),
            activations=tuple(self._activation(name) for name in waiting), steps=steps,
            outcome=r.RecordedOutcome(
                state=outcome.state, term=outcome.term, variant=outcome.variant,
                headline=self._both(lambda p: p.say(f"state_{outcome.state}"))),
            decided=self._decided())

    def _both(self, say: Say) -> Text:
        en, fr = (say(prose) for prose in self.proses)
        return Text(en=en, fr=fr)

    def _fact(self, fact_id: str) -> r.RecordedFact:
        kind, _, name = fact_id.partition(":")
        return r.RecordedFact(id=fact_id, text=self._both(
            lambda prose: fact_text(prose, kind, name) or name))

    def _activation(self, name: str) -> r.Activation:
        ready = self.base.by_id.get(name)
        stratum = ready.stratum + 1 if ready else None
        text = ready.rule.because if ready else None
        if name not in (*OWN_STEPS, *self.base.by_id):
            stratum = int(name.removeprefix("advance-")) + 1
        if text is None:
            key = name if name in OWN_STEPS else "advance"
            text = self._both(lambda p: p.say(f"te_own_{key}", stratum=stratum))
        return r.Activation(name=name, rule=ready is not None, stratum=stratum,
                            salience=self.base.saliences[name], text=text)

    def _step(self, firing: Firing) -> r.RecordedStep:
        ready = self.base.by_id.get(firing.rule)
        own = firing.rule.partition(":")[0]
        rule = self.situation.knowledge.rules.get(firing.rule.removeprefix("match:"))
        return r.RecordedStep(
            step=firing.number, name=firing.rule,
            activation=ready.id if ready else own if own in OWN_STEPS else None,
            stage=firing.stage, because=self._both(lambda p: p.because(firing)),
            uses=tuple(firing.uses), adds=tuple(firing.adds), values=dict(firing.values),
            agenda=tuple(firing.agenda), fails=tuple(firing.fails),
            conditions=self._conditions(firing) if ready else None,
            strength=firing.note.get("strength") or (rule.strength if rule else None),
            basis=rule.basis if rule else None, withdrawn_by=firing.withdrawn_by,
            verdict=firing.note.get("verdict"), leader=self.leaders.get(firing.number))

    def _conditions(self, firing: Firing) -> r.RecordedCondition:
        ready = self.base.by_id[firing.rule]
        known = CaseRun(self.situation, self.run).facts_before(self.base, ready)
        condition = whole_condition(ready.rule)
        en, fr = (ConditionWords(self.situation.knowledge, lang, known).node(condition)
                  for lang in LANGS)
        return _merged(en, fr)

    def _leaders(self) -> dict[int, str]:
        """After each matching, the answer if there were nothing more to match."""
        done = self.run.outcome.requirements
        matching = [f.number for f in self.run.firings if f.stage == "match"]
        return {number: choose(done[:i], self.run.facts, self.base.candidates).answer
                for i, number in enumerate(matching, 1)}

    def _decided(self) -> int:
        """The matching from which on no other rule is level with the answer; the choice itself
        where one stays level to the end, or where nothing was matched.

        Of an answer that recommends nothing, the matching from which on it stays.
        """
        stopping = [number for ready, _, number in self.run.warned if ready.rule.stop]
        if stopping:
            return stopping[0]
        decided = next(f.number for f in self.run.firings if f.rule.startswith("choose:"))
        for number, settled in reversed(self._settled().items()):
            if not settled:
                break
            decided = number
        return decided

    def _settled(self) -> dict[int, bool]:
        """After each matching, whether the answer stands, and no other rule level with it."""
        outcome, done = self.run.outcome, self.run.outcome.requirements
        settled = {}
        for i, number in enumerate(self.leaders, 1):
            now = choose(done[:i], self.run.facts, self.base.candidates)
            first, second = (s.key[:MERITS] for s in now.scores[:2])
            settled[number] = now.answer == outcome.answer and (
                outcome.term is None or first < second)
        return settled


def _merged(en: ConditionNode, fr: ConditionNode) -> r.RecordedCondition:
    return r.RecordedCondition(
        kind=en.kind, fact=en.fact, truth=en.truth or "unknown",
        text=Text(en=en.text, fr=fr.text) if en.text else None,
        actual=Text(en=en.actual, fr=fr.actual) if en.actual and fr.actual else None,
        items=tuple(_merged(a, b) for a, b in zip(en.items, fr.items, strict=True)))
