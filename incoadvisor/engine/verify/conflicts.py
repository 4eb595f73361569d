"""Musts that leave no term: found, proved possible, and looked up among the named conflicts.

Each must fails a set of candidates. The smallest sets of musts that together fail all of them are
found first; for each, the facts are searched for a situation in which all its members are in
force. Wherever no term is left, such a set is in force: so this covers every situation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from incoadvisor.engine.compiled import Ready, RuleBase, withdrawals
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.space import Known, Scope, Space
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts

Token = tuple[str, int]  # a rule and the candidates it fails
Row = tuple[dict[str, Known], frozenset[Token]]


@dataclass(frozen=True)
class Conflict:
    """Musts that leave no term, and a situation in which they do."""

    rules: tuple[Rule, ...]
    witness: Facts

    @property
    def topics(self) -> set[str]:
        """The topics of the rules."""
        return {rule.topic for rule in self.rules}

    @property
    def named(self) -> bool:
        """Whether one of the rules names all the others."""
        ids = {rule.id for rule in self.rules}
        return len(ids) > 1 and any(ids - {r.id} <= set(r.conflicts) for r in self.rules)


def is_must(ready: Ready) -> bool:
    """Whether a rule requires as a must that is no wish."""
    return ready.rule.strength == "must" and ready.rule.basis != "wish"


@lru_cache(maxsize=8)
def conflicts(base: RuleBase, today: str) -> list[Conflict]:
    """Every smallest set of musts that can leave no term, with its witness."""
    return list(_Search(Space(base, today)).found())


class _Search:
    def __init__(self, space: Space) -> None:
        self.space = space
        self.musts = [r for r in space.base.requiring if is_must(r)]
        # What may withdraw a must is followed too, so that only musts in force are counted.
        self.followed = list(self.musts)
        while more := [r for r in space.base.requiring if r not in self.followed and
                       set(r.rule.overrides) & {f.id for f in self.followed}]:
            self.followed += more
        self.joint = space.compressed(space.scope(self.followed))
        self.factors: dict[str, list[Row]] = {}

    def found(self) -> Iterator[Conflict]:
        everyone = self.space.base.candidates.everyone
        tokens = {t for topic in {r.rule.topic for r in self.musts}
                  for _, fired in self._factor(topic) for t in fired
                  if t[1] and is_must(self.space.base.by_id[t[0]])}
        seen: set[frozenset[str]] = set()
        for chosen in _smallest_covers(sorted(tokens), everyone):
            ids = frozenset(rule for rule, _ in chosen)
            if ids in seen:  # the same rules with another value
                continue
            witness = self._witness(chosen)
            if witness is not None:
                seen.add(ids)
                rules = self.space.base.knowledge.rules
                yield Conflict(tuple(rules[r] for r in sorted(ids)), witness)

    def _factor(self, topic: str) -> list[Row]:
        """The facts that the musts of a topic rest on, and which of them fire with what."""
        if topic not in self.factors:
            rules = [r for r in self.followed if r.rule.topic == topic]
            scope = self.space.scope(rules, like=self.joint)
            self.factors[topic] = list(self._rows(scope, {r.id for r in rules}))
        return self.factors[topic]

    def _rows(self, scope: Scope, ids: set[str]) -> Iterator[Row]:
        names = [a.fact for a in scope.axes]
        for values, _ in scope.combinations():
            done = evaluate(scope.base, scope.facts(values), self.space.today)
            fired = frozenset((r.id, r.failures.mask(done.facts)) for r in done.required
                              if r.id in ids and r.failures is not None)
            yield dict(zip(names, values, strict=True)), fired

    def _witness(self, chosen: frozenset[Token]) -> Facts | None:
        """Facts under which all of `chosen` are in force, or None."""
        by_id = self.space.base.by_id
        involved = {rule for rule, _ in chosen}
        while more := {r.id for r in self.followed if set(r.rule.overrides) & involved} - involved:
            involved |= more
        topics = sorted({by_id[r].rule.topic for r in involved},
                        key=lambda topic: len(self._factor(topic)))
        kept = {t: _distinct(self._factor(t), chosen, {r for r, _ in chosen if
                                                       by_id[r].rule.topic == t})
                for t in topics}

        def search(done: int, facts: dict[str, Known], fired: set[str]) -> Facts | None:
            if done == len(topics):
                gone = withdrawals([by_id[r] for r in fired])
                if any(rule in gone for rule, _ in chosen):
                    return None
                return {f: v for f, v in facts.items() if v is not None}
            for values, own in kept[topics[done]]:
                if all(facts.get(f, v) == v for f, v in values.items()):
                    found = search(done + 1, facts | values, fired | {r for r, _ in own})
                    if found is not None:
                        return found
            return None

        return search(0, {}, set())


def _distinct(rows: Iterable[Row], chosen: frozenset[Token], own: set[str]) -> list[Row]:
    wanted = {t for t in chosen if t[0] in own}
    return [row for row in rows if wanted <= row[1]]


def _smallest_covers(tokens: list[Token], everyone: int) -> list[frozenset[Token]]:
    """The sets of tokens that together fail every candidate, and do not without any member."""
    covers: set[frozenset[Token]] = set()

    def extend(chosen: frozenset[Token], failed: int) -> None:
        if failed == everyone:
            if all(reduce(or_, (m for t, m in chosen if (t, m) != token), 0) != everyone
                   for token in chosen):
                covers.add(chosen)
            return
        left = everyone & ~failed
        lowest = left & -left
        taken = {rule for rule, _ in chosen}
        for token in tokens:
            if token[1] & lowest and token[0] not in taken:
                extend(chosen | {token}, failed | token[1])

    extend(frozenset(), 0)
    return sorted(covers, key=lambda c: (len(c), sorted(c)))
