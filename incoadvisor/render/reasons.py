"""Why a term fails, in words: what it gives, and why that does not do."""

from collections.abc import Sequence

from incoadvisor.engine.candidates import Candidate
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.rule import Rule
from incoadvisor.model.text import Lang


class Reasons:
    """Reasons against terms, in one language."""

    def __init__(self, knowledge: Knowledge, lang: Lang) -> None:
        self.knowledge, self.lang = knowledge, lang

    def all(self, candidate: Candidate, failed: Sequence[Rule]) -> str:
        """The first reason, and how many more there are; `failed` is not empty."""
        more = len(failed) - 1
        return self.one(candidate, failed[0]) + (
            self._say("rank_fails_more", count=more) if more else "")

    def one(self, candidate: Candidate, rule: Rule) -> str:
        """Why one requirement speaks against a candidate."""
        because = rule.because.get(self.lang)
        if rule.restrictions[0][0] == "term":
            return self._say("rank_fails_term", because=because)
        return self._say("rank_fails", gives=self.gives(candidate, rule),
                         because=continued(because))

    def gives(self, candidate: Candidate, rule: Rule) -> str:
        """What the candidate provides on the requirement's first topic, as a verb phrase."""
        topic = rule.restrictions[0][0]
        values = self.knowledge.content.match_topics[topic].values
        cell = [v for v in values if v in candidate.provides[topic]]
        return self._say("join_or").join(values[v].get(self.lang) for v in cell)

    def _say(self, key: str, **values: object) -> str:
        return self.knowledge.texts.say(key, self.lang, **values)


def continued(sentence: str) -> str:
    """A sentence continued after a colon: small initial, unless it opens with a code."""
    first = sentence.split(maxsplit=1)[0]
    if len(first) > 1 and first.isupper():
        return sentence
    return sentence[0].lower() + sentence[1:]
