"""What a test of an answer finds, and what it looks at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from incoadvisor.model.marking import Answer, Passing, Refusal
from incoadvisor.model.term import TermFacts
from incoadvisor.model.text import Lang, Text
from incoadvisor.model.vocabulary import Facts
from incoadvisor.teach.expert import Expert, PlaceWords
from incoadvisor.teach.words import told


@dataclass
class Found:
    """Whether the test holds; the words of the answer it read, the rules behind it, what is
    missing (said to the student) and what is right (said to the trainer).
    """

    holds: bool
    quote: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Marking:
    """One answer beside the expert's view of its case, in one language."""

    expert: Expert
    answer: Answer
    lang: Lang

    @cached_property
    def places(self) -> PlaceWords:
        """How places are compared."""
        return PlaceWords.of(self.expert.knowledge)

    @property
    def own(self) -> str:
        """The candidate's own rule, by which the method is judged; the best one if none is said."""
        return self.answer.term or self.expert.study.expected.best

    @property
    def term(self) -> TermFacts:
        """The facts of that rule."""
        return self.expert.knowledge.terms[self.own]

    @property
    def defensible(self) -> bool:
        """Whether an expert would defend the candidate's rule."""
        return self.answer.term is not None and self.expert.verdict(self.answer.term) in (
            "best", "acceptable", "tolerated")

    @cached_property
    def answer_facts(self) -> Facts:
        """The answer as facts, for the conditions of killers and statements."""
        read = {"answer_term": self.answer.term, "answer_edition": self.answer.edition,
                "answer_insurance_by": self.answer.insurance_by,
                "answer_insurance_cover": self.answer.insurance_cover}
        return {name: value for name, value in read.items() if value is not None}

    def holds(self, when: dict[str, Any] | None) -> bool:
        """Whether a condition over case and answer holds."""
        return self.expert.holds(when, self.answer_facts)

    def holds_for_own(self, when: dict[str, Any] | None) -> bool:
        """The same, with the rule judged by in place of one not said."""
        return self.expert.holds(when, {**self.answer_facts, "answer_term": self.own})

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.expert.knowledge.texts.say(key, self.lang, **values)

    def text(self, text: Text) -> str:
        """A text of the knowledge in the reader's language."""
        return text.get(self.lang)

    def because(self, rule: str) -> str:
        """The reason of a rule of the base."""
        return self.text(self.expert.knowledge.rules[rule].because)

    def said(self, name: str) -> list[str]:
        """What the answer says in one field, named and worded for the reader; empty if nothing.

        Of several things chosen, one line each.
        """
        value = getattr(self.answer, name)
        if value in (None, "", ()):
            return []
        if isinstance(value, Passing):
            at = self._word(name, value.at) if value.at else None
            value = ", ".join(v for v in (at, value.place) if v)
        values = value if isinstance(value, tuple) else (value,)
        return [self.pair(name, self._word(name, v)) for v in values if v not in (None, "")]

    def refusal(self, refused: Refusal) -> str:
        """One refusal: the rule, and the reasons chosen or written."""
        reasons = [self._word("reasons", r) for r in refused.reasons]
        value = " / ".join(reasons) or refused.text or "…"
        return self.say("l_pair", name=self.say("teach_said_refused", term=refused.term),
                        value=value)

    def pair(self, name: str, value: str) -> str:
        """A field by its name and what stands in it."""
        return self.say("l_pair", name=self.say(f"teach_said_{name}"), value=value)

    def _word(self, name: str, value: object) -> str:
        """A code in words; a rule keeps its three letters."""
        if name == "term":
            return str(value)
        return told(self.expert.knowledge, name, str(value), self.lang)


Test = Callable[[Marking, Any], Found]
