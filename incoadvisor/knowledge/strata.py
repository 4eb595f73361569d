"""Strata: a rule reads only facts that an earlier stratum completed.

Computed from what rules read and write, never typed by hand, so that adding a rule cannot
silently read a half-finished fact.
"""

from collections.abc import Iterable

from incoadvisor.model.rule import STAGES, Rule


class CycleError(Exception):
    """Rules that wait for one another; `rules` are their ids in order."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__(" -> ".join(rules))
        self.rules = rules


def stratify(rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules as strata, first to last; within one, in file order.

    A stage never shares a stratum with another. `assume` waits for every `conclude` of the
    same fact, since it fills only what is still unknown. Raises CycleError.
    """
    by_stage: dict[str, list[Rule]] = {stage: [] for stage in STAGES}
    for rule in rules:
        by_stage[rule.stage].append(rule)
    strata: list[list[Rule]] = []
    written_later: dict[str, Rule] = {}
    for stage in reversed(STAGES):  # a fact written in a later stage cannot be read earlier
        for rule in by_stage[stage]:
            for name in rule.reads:
                if name in written_later:
                    raise CycleError([rule.id, written_later[name].id])
        for rule in by_stage[stage]:
            for name in rule.written_values:
                written_later.setdefault(name, rule)
    for stage in STAGES:
        strata.extend(_levels(by_stage[stage]))
    return strata


def _levels(rules: list[Rule]) -> list[list[Rule]]:
    concluders: dict[str, list[Rule]] = {}
    writers: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in rule.written_values:
            writers.setdefault(name, []).append(rule)
            if rule.conclude:
                concluders.setdefault(name, []).append(rule)
    level: dict[str, int] = {}
    path: list[str] = []

    def place(rule: Rule) -> int:
        if rule.id in level:
            return level[rule.id]
        if rule.id in path:
            raise CycleError([*path[path.index(rule.id):], rule.id])
        path.append(rule.id)
        filled = rule.assume or {}  # it looks at these only to see that they are unknown
        before = [w for name in sorted(rule.reads - set(filled)) for w in writers.get(name, [])]
        before += [w for name in filled for w in concluders.get(name, [])]
        level[rule.id] = max((place(w) + 1 for w in before), default=0)
        path.pop()
        return level[rule.id]

    for rule in rules:
        place(rule)
    count = max(level.values(), default=-1) + 1
    return [[r for r in rules if level[r.id] == n] for n in range(count)]
