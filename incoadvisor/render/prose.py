"""Sentences in either language, made from the neutral record of a run."""

from functools import cached_property

from incoadvisor.engine.candidates import Candidate
from incoadvisor.engine.choose import Requirement, Score, heaviest_first
from incoadvisor.engine.forward import READING, Firing, Run
from incoadvisor.engine.situation import Situation
from incoadvisor.knowledge.markets import Joined
from incoadvisor.model.advice import Cited
from incoadvisor.model.market import MarketRow
from incoadvisor.model.rule import Rule
from incoadvisor.model.text import Text
from incoadvisor.model.vocabulary import Value
from incoadvisor.render.candidates import in_words
from incoadvisor.render.reasons import Reasons, continued
from incoadvisor.render.sources import graded


class Prose:
    """Texts about one run of one situation."""

    def __init__(self, situation: Situation, run: Run) -> None:
        self.situation, self.run = situation, run
        self.lang = situation.lang
        self.knowledge = situation.knowledge
        self.texts = self.knowledge.texts
        self._reasons = Reasons(self.knowledge, self.lang)

    def say(self, key: str, **values: object) -> str:
        """A message of the project in the reader's language."""
        return self.texts.say(key, self.lang, **values)

    def statement(self, fact: str, value: Value) -> str:
        """`fact` having `value`, as a short clause."""
        return self.knowledge.facts[fact].said(value, self.lang)

    def label(self, fact: str) -> str:
        """The name of a fact."""
        return self.knowledge.facts[fact].label.get(self.lang)

    def cited(self, rule: Rule) -> Cited:
        """The first source of a rule."""
        return self.reference(rule.source[0], rule.as_of, rule.confidence)

    def reference(self, ref: str, as_of: str | None, confidence: str) -> Cited:
        """A reference as shown, with the date and the grade of the statement that cites it."""
        found = self.knowledge.content.references[ref]
        return Cited(ref=ref, title=found.named(self.lang), url=found.url,
                     as_of=as_of or found.as_of, confidence=confidence)

    @cached_property
    def _joined(self) -> dict[str, Joined]:
        return {j.key: j for j in self.situation.joined}

    def joined(self, key: str) -> Joined:
        """The country row of a market step."""
        return self._joined[key]

    def because(self, firing: Firing) -> str:
        """Why one firing happened or what it found."""
        if firing.stage == "market":
            return self.market(self._joined[firing.rule])
        if firing.rule == READING:
            written = self.situation.written
            key = "because_read_place" if len(firing.values) > 1 else "because_read"
            return self.say(key, text=written.text if written else "",
                            code=firing.values["proposed_code"],
                            place=written.place if written and written.place else "")
        if firing.stage == "match":
            rule = self.knowledge.rules[firing.rule.removeprefix("match:")]
            topics = self.say("join_or").join(
                self.topic(topic) for topic, _ in rule.restrictions)
            key = "because_match" if firing.fails else "because_match_none"
            return self.say(key, topic=topics, terms=", ".join(in_words(firing.fails, self.say)))
        if firing.rule.startswith("judge:"):
            code = firing.rule.removeprefix("judge:")
            verdict = self.say(f"verdict_{firing.note['verdict']}")
            return self.say("because_judge", term=code, verdict=verdict, text=self.ranking(code))
        if firing.rule == "choose:recommendation":
            return self.say(f"state_{self.run.outcome.state}")
        return self.knowledge.rules[firing.rule].because.get(self.lang)

    def told(self, firing: Firing) -> str:
        """Why one firing happened; a country row with its source, date and confidence."""
        because, source = self.because(firing), self.source(firing)
        if firing.stage != "market" or source is None:
            return because
        return self.say("because_market_cited", text=because,
                        source=graded(source, self.texts, self.lang))

    def source(self, firing: Firing) -> Cited | None:
        """Where a firing's reason comes from; None for steps that only count."""
        if firing.stage == "market":
            return self.row_source(self._joined[firing.rule].row)
        rule = self.knowledge.rules.get(firing.rule.removeprefix("match:"))
        return self.cited(rule) if rule else None

    def row_source(self, row: MarketRow) -> Cited:
        """The first source of a country row."""
        return self.reference(row.source[0], row.as_of, row.confidence)

    def market(self, joined: Joined) -> str:
        """A country row, with its doubts shown."""
        row = joined.row
        key = "because_market"
        if not row.sourced:
            key = "because_market_unsourced"
        elif row.confidence == "low":
            key = "because_market_low"
        text = self.say(key, table=joined.table.label.get(self.lang),
                        country=self.situation.given.get(joined.keyed_by, ""),
                        detail=row.detail.get(self.lang).rstrip("."))
        if row.review_by and row.review_by < self.situation.today:
            text = self.say("because_market_stale", text=text, date=row.review_by)
        return text

    def topic(self, topic: str) -> str:
        """A match topic's label."""
        return self.knowledge.content.match_topics[topic].label.get(self.lang)

    def score(self, code: str) -> Score:
        """The score of a term's best row."""
        outcome = self.run.outcome
        return next(s for s in outcome.scores if outcome.candidates.all[s.row].term == code)

    def failing(self, code: str) -> list[Requirement]:
        """Requirements a term's best row fails, heaviest first."""
        bit = 1 << self.score(code).row
        return heaviest_first(r for r in self.run.outcome.requirements if r.mask & bit)

    def gives(self, code: str, requirement: Requirement) -> str:
        """What the term provides on the requirement's first topic, as a verb phrase."""
        return self._reasons.gives(self._candidate(code), requirement.ready.rule)

    def reason(self, code: str, requirement: Requirement) -> str:
        """Why a requirement speaks against a term."""
        return self._reasons.one(self._candidate(code), requirement.ready.rule)

    def _candidate(self, code: str) -> Candidate:
        return self.run.outcome.candidates.all[self.score(code).row]

    def ranking(self, code: str) -> str:
        """Why a term stands where it stands."""
        outcome = self.run.outcome
        if outcome.state == "stop":
            reason = self.run.warned[0][0].rule.because.get(self.lang)
            return self.say("rank_stop", reason=continued(reason))
        failed = self.failing(code)
        if failed:
            return self._reasons.all(self._candidate(code), [r.ready.rule for r in failed])
        if code == outcome.term or outcome.best is None or outcome.term is None:
            return self.say("rank_meets_all")
        closer = outcome.best.distance < self.score(code).distance
        why = self.say("rank_why_nearness" if closer else "rank_why_preference")
        return self.say("rank_next", best=outcome.term, why=why)

    def quoted(self, rule: Rule) -> Joined | None:
        """The country row whose words a warning tells; None where the case gave the fact."""
        fact = rule.advise.quotes if rule.advise else None
        return next((self._joined[f.rule] for f in self.run.firings
                     if fact is not None and f"market:{fact}" in f.adds), None)

    def warning(self, rule: Rule) -> str:
        """Reason, what the country's row says of it, and what to do about it."""
        action = rule.advise or rule.stop
        do: Text | None = action.do if action else None
        row = self.quoted(rule)
        told = [rule.because.get(self.lang), f"{self.market(row)}." if row else "",
                do.get(self.lang) if do else ""]
        return " ".join(text for text in told if text)

