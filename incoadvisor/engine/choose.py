"""From effective requirements to verdicts, ranking and state (contract A4, design B1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from incoadvisor.engine.candidates import Candidates
from incoadvisor.engine.compiled import Ready
from incoadvisor.model.advice import State, Verdict
from incoadvisor.model.rule import PENALTY
from incoadvisor.model.vocabulary import Facts

DISCOURAGED_FROM = 8
RESTATED = "moderate"  # what a wish that only restates the proposed term counts as


@dataclass(frozen=True)
class Requirement:
    """A requirement in force; `strength` may be lower than the rule's (a restated wish)."""

    ready: Ready
    strength: str
    mask: int

    @property
    def is_wish(self) -> bool:
        """Whether it asks as a wish, that is, as a must of basis wish."""
        return self.strength == "must" and self.ready.rule.basis == "wish"

    @property
    def is_hard(self) -> bool:
        """Whether it is a must of law, capacity, fit or practice."""
        return self.strength == "must" and self.ready.rule.basis != "wish"


def heaviest_first(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Hard musts, then wishes, then by weight."""
    return sorted(requirements,
                  key=lambda r: (not r.is_hard, not r.is_wish, -PENALTY[r.strength]))


def effective(ready: Ready, facts: Facts, candidates: Candidates) -> Requirement:
    """The requirement a fired rule makes.

    A wish that only restates what the proposed term gives describes the contract; it does not
    ask, and counts as moderate.
    """
    assert ready.failures is not None and ready.rule.strength is not None
    mask = ready.failures.mask(facts)
    strength: str = ready.rule.strength
    proposed = candidates.of_term.get(str(facts.get("proposed_code")))
    if ready.rule.basis == "wish" and proposed and proposed & ~mask:
        strength = RESTATED
    return Requirement(ready, strength, mask)


class Score(NamedTuple):
    """How one candidate fares."""

    row: int
    hard: int
    wishes: int
    penalty: int
    distance: int
    preference: int
    strong: bool

    @property
    def key(self) -> tuple[int, int, int, int, int]:
        """Ranking key, best first: hard musts, wishes, penalty, nearness, preference."""
        return (self.hard, self.wishes, self.penalty, self.distance, self.preference)

    @property
    def verdict(self) -> Verdict:
        """The verdict before the best becomes recommended."""
        if self.hard or self.wishes:
            return "excluded"
        if self.strong or self.penalty >= DISCOURAGED_FROM:
            return "discouraged"
        return "acceptable"


@dataclass(frozen=True)
class Outcome:
    """State, scores of the eleven (best first) and the requirements behind them."""

    state: State
    scores: tuple[Score, ...]  # one per term, its best row
    requirements: tuple[Requirement, ...]
    candidates: Candidates

    @property
    def best(self) -> Score | None:
        """The recommended candidate's score, or None."""
        return self.scores[0] if self.state in ("ok", "yielded") else None

    @property
    def term(self) -> str | None:
        """The recommended code, or None."""
        return self.candidates.all[self.best.row].term if self.best else None

    @property
    def answer(self) -> str:
        """The code, or the state when nothing is recommended."""
        return self.term or self.state

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Verdict of each code, in rank order."""
        result: dict[str, Verdict] = {}
        for score in self.scores:
            code = self.candidates.all[score.row].term
            result[code] = "excluded" if self.state == "stop" else score.verdict
        if self.term:
            result[self.term] = "recommended"
        return result

    @property
    def variant(self) -> str | None:
        """The recommended row, or None where the facts do not tell the rows apart."""
        if self.best is None:
            return None
        chosen = self.candidates.all[self.best.row]
        rows = [i for i, c in enumerate(self.candidates.all) if c.term == chosen.term]
        keys = {self._row_key(i) for i in rows}
        return chosen.variant if len(keys) == len(rows) else None

    def _row_key(self, index: int) -> tuple[bool, ...]:
        return tuple(bool(r.mask >> index & 1) for r in self.requirements)

    def gives_up(self) -> list[str]:
        """Wishes the recommended candidate does not meet."""
        if self.best is None:
            return []
        failed = (r.ready.rule.wish for r in self.requirements
                  if r.is_wish and r.mask >> self.best.row & 1)
        return list(dict.fromkeys(w for w in failed if w))


def choose(requirements: Sequence[Requirement], facts: Facts, candidates: Candidates,
           stopped: bool = False) -> Outcome:
    """Score every candidate, keep each term's best row, rank, and name the state."""
    scores = _scores(requirements, facts, candidates)
    state: State
    if stopped:
        state = "stop"
    elif any(not s.hard and not s.wishes for s in scores):
        state = "ok"
    elif all(s.hard for s in scores):
        state = "blocked"
    elif any(not s.wishes for s in scores):
        state = "yielded"
    else:
        state = "choose"
    ranked = sorted(scores, key=lambda s: s.key)
    best_rows: dict[str, Score] = {}
    for score in ranked:
        best_rows.setdefault(candidates.all[score.row].term, score)
    return Outcome(state, tuple(best_rows.values()), tuple(requirements), candidates)


def _scores(requirements: Sequence[Requirement], facts: Facts,
            candidates: Candidates) -> list[Score]:
    hard: dict[str, int] = {}  # topic -> mask of the candidates that fail a hard must on it
    wishes: dict[tuple[str, str | None], int] = {}
    weighed: dict[str, dict[int, int]] = {}  # topic -> weight -> mask
    for r in requirements:
        topic = r.ready.rule.topic
        if r.is_wish:
            pair = (topic, r.ready.rule.wish)
            wishes[pair] = wishes.get(pair, 0) | r.mask
        elif r.is_hard:
            hard[topic] = hard.get(topic, 0) | r.mask
        else:
            by_weight = weighed.setdefault(topic, {})
            weight = PENALTY[r.strength]
            by_weight[weight] = by_weight.get(weight, 0) | r.mask
    failed_must = dict(hard)  # a must that fails leaves no penalty on the same topic
    for (topic, _), mask in wishes.items():
        failed_must[topic] = failed_must.get(topic, 0) | mask
    size = len(candidates.all)
    hards, wished, penalties, strong = [0] * size, [0] * size, [0] * size, 0
    for mask in hard.values():
        _add(hards, mask, 1)
    for mask in wishes.values():
        _add(wished, mask, 1)
    for topic, by_weight in weighed.items():
        spared = candidates.everyone & ~failed_must.get(topic, 0)
        for weight in sorted(by_weight, reverse=True):  # only the heaviest failure counts
            hit = by_weight[weight] & spared
            spared &= ~hit
            _add(penalties, hit, weight)
            if weight == PENALTY["strong"]:
                strong |= hit
    distance = candidates.distance.get(str(facts.get("proposed_code"))) or [0] * size
    return [
        Score(i, hards[i], wished[i], penalties[i], distance[i], candidate.preference,
              bool(strong >> i & 1))
        for i, candidate in enumerate(candidates.all)
    ]


def _add(totals: list[int], mask: int, amount: int) -> None:
    while mask:
        low = mask & -mask
        totals[low.bit_length() - 1] += amount
        mask ^= low
