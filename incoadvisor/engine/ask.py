"""The interview: only questions that can still change the answer, most decisive first."""

from dataclasses import dataclass, field

from incoadvisor.engine.situation import Situation
from incoadvisor.engine.whatif import Counterfactuals, Question
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.vocabulary import Facts, Value

LIMIT = 9  # then the provisional answer is offered; an expert needs six to nine


@dataclass(frozen=True)
class Interview:
    """Where an interview stands. Immutable: `answer` and `skip` give the next one."""

    situation: Situation
    skipped: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    _known: dict[str, Counterfactuals] = field(default_factory=dict, compare=False, repr=False)

    @property
    def other(self) -> Counterfactuals:
        """The case as it stands, and what changes it."""
        if "now" not in self._known:
            self._known["now"] = Counterfactuals(self.situation)
        return self._known["now"]

    @property
    def question(self) -> Question | None:
        """The next question, or None when no usual one can change the answer."""
        return next((q for q in self.other.asked
                     if q.usual and q.fact not in self.skipped), None)

    @property
    def rare(self) -> list[Question]:
        """Rare circumstances, not asked one by one, that would still change the answer."""
        return [q for q in self.other.asked if not q.usual and q.fact not in self.skipped]

    @property
    def at_limit(self) -> bool:
        """Whether it is time to offer the provisional answer."""
        return len(self.asked) >= LIMIT

    @property
    def left(self) -> int:
        """How many questions may still come, at most."""
        still = sum(q.usual and q.fact not in self.skipped for q in self.other.asked)
        return max(0, min(still, LIMIT - len(self.asked)))

    def answer(self, fact: str, value: Value) -> "Interview":
        """The interview after an answer."""
        facts: Facts = self.situation.case.facts | {fact: value}
        return self._with(facts, self.skipped, fact)

    def skip(self, fact: str) -> "Interview":
        """The interview after "I do not know"."""
        return self._with(self.situation.case.facts, self.skipped | {fact}, fact)

    def _with(self, facts: Facts, skipped: frozenset[str], fact: str) -> "Interview":
        now = self.situation
        return Interview(Situation(now.knowledge, CaseFacts(facts), now.today, now.lang),
                         skipped, (*self.asked, fact))


def answered_from(interview: Interview, facts: Facts) -> Interview:
    """The interview carried to its end by someone who knows `facts` and nothing else."""
    while not interview.at_limit and (question := interview.question) is not None:
        fact = question.fact
        interview = interview.answer(fact, facts[fact]) if fact in facts \
            else interview.skip(fact)
    return interview
