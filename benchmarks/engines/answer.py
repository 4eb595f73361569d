"""What an engine says of a case, in one shape for all, and the scoring most of them share."""

from collections.abc import Iterable
from dataclasses import dataclass

from incoadvisor.engine.choose import Outcome, choose, effective
from incoadvisor.engine.compiled import RuleBase, withdrawals, written
from incoadvisor.model.vocabulary import Facts


@dataclass(frozen=True)
class Answer:
    """State, verdict and penalty of each code, rules fired and withdrawn."""

    state: str
    verdicts: tuple[tuple[str, str], ...]
    penalties: tuple[tuple[str, int], ...]
    fired: frozenset[str]
    withdrawn: frozenset[str]


def answer(outcome: Outcome, fired: Iterable[str], withdrawn: Iterable[str]) -> Answer:
    """The answer of engines that end in the project's own scoring."""
    rows = outcome.candidates.all
    return Answer(outcome.state, tuple(sorted(outcome.verdicts.items())),
                  tuple(sorted((rows[s.row].term, s.penalty) for s in outcome.scores)),
                  frozenset(fired), frozenset(withdrawn))


class Scoring:
    """From the rules that fired (by position) to the answer, for engines that only fire."""

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today
        self.rules = [r for stratum in base.strata for r in stratum]

    def score(self, facts: Facts, fired: Iterable[int]) -> tuple[Outcome, list[str], list[str]]:
        """Outcome, ids fired, ids withdrawn."""
        ready = [self.rules[position] for position in sorted(fired)]
        known = self._known(facts, ready)
        required = [r for r in ready if r.failures is not None]
        gone = withdrawals(required)
        effects = [effective(r, known, self.base.candidates) for r in required if r.id not in gone]
        stopped = any(r.rule.stop is not None for r in ready)
        outcome = choose(effects, known, self.base.candidates, stopped)
        return outcome, [r.id for r in ready], list(gone)

    def _known(self, facts: Facts, fired: list) -> Facts:  # type: ignore[type-arg]
        """The facts with what the fired rules wrote, stratum by stratum."""
        writers = [r for r in fired if r.rule.written_values]
        if self.base.shading.isdisjoint(n for r in writers for n in r.rule.written_values):
            return facts
        known = dict(facts)
        for stratum in sorted({r.stratum for r in writers}):
            added: Facts = {}
            for ready in writers:
                if ready.stratum == stratum:
                    added = written(ready, known, self.today) | added
            known |= added
        return known
