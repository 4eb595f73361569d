"""Changes to a rule that cannot be noticed, since no situation ends otherwise.

A requirement is compared through its whole topic, over every combination of facts that the topic
reads: only the heaviest failure counts there, so that many a difference is swallowed. A rule that
works out facts is compared by what it leaves for the rules that decide.
"""

from collections.abc import Iterable, Iterator, Sequence

from incoadvisor.engine.candidates import Candidates
from incoadvisor.engine.choose import effective
from incoadvisor.engine.compiled import Ready, RuleBase, withdrawals
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.verify.mutants import Mutant, NoEffect
from incoadvisor.engine.verify.space import Scope, Space, only
from incoadvisor.engine.verify.sweep import sweep
from incoadvisor.model.rule import PENALTY, Rule
from incoadvisor.model.vocabulary import Facts

_MOST = 3_000_000  # combinations compared for a topic
_FEW = 100_000  # combinations compared for a rule that works out facts
_AT_ONCE = 8  # changes to one topic compared in one query
_MARK = "-changed-"


def equivalent(space: Space, survivors: Iterable[Mutant]) -> dict[Mutant, NoEffect]:
    """Those of the mutants that change nothing, whatever the facts, and why not.

    `facts`: the deciding rules are left the same facts. `topic`: every combination ends alike.
    `alone`: what is no longer overridden cannot count beside a must that leaves one term.
    """
    by_topics: dict[tuple[str, ...], list[Mutant]] = {}
    found: dict[Mutant, NoEffect] = {}
    for mutant in survivors:
        if mutant.rule.require is not None:
            by_topics.setdefault(_topics(space, mutant), []).append(mutant)
        elif mutant.rule.stop is None and not _leaves_otherwise(space, mutant):
            found[mutant] = "facts"
    for topics, members in by_topics.items():
        for start in range(0, len(members), _AT_ONCE):
            for mutant in _unnoticed(space, topics, members[start:start + _AT_ONCE]):
                found[mutant] = "alone" if mutant.kind == "override" else "topic"
    return found


def _topics(space: Space, mutant: Mutant) -> tuple[str, ...]:
    """The topics that the change can touch."""
    touched = {mutant.rule.topic}
    if mutant.kind in ("rule", "override"):
        rules = space.base.knowledge.rules
        kept = set(mutant.changed.overrides) if mutant.changed else set()
        touched |= {rules[o].topic for o in mutant.rule.overrides if o not in kept}
    return tuple(sorted(touched))


def _unnoticed(space: Space, topics: tuple[str, ...], members: list[Mutant]) -> Iterator[Mutant]:
    own = [r for t in topics for r in space.topics[t]]
    if all(m.kind == "override" for m in members):
        own = [r for r in own if r.id in {i for m in members for i in (
            m.rule.id, *m.rule.overrides)}]  # weights that do not count alone never do
    extra = [m.changed.model_copy(update={"id": f"{m.rule.id}{_MARK}{i}"})
             for i, m in enumerate(members) if m.changed is not None]
    plain = space.compressed(space.scope(own), only(space.base, extra).requiring)
    rules = [r.rule for s in plain.base.strata for r in s]
    scope = Scope(only(space.base, [*rules, *(Rule.model_validate(_fields(r)) for r in extra)]),
                  plain.axes)
    if scope.classes > _MOST:
        return
    patterns = [(p.fired, p.shades) for p in sweep(scope, space.today, _MOST).patterns]
    candidates = scope.base.candidates
    for number, mutant in enumerate(members):
        stands_in = scope.base.by_id.get(f"{mutant.rule.id}{_MARK}{number}")
        wishes = mutant.rule.basis == "wish"
        if all(_essence(before, shades, candidates, wishes)
               == _essence(after, shades, candidates, wishes)
               for fired, shades in patterns
               for before, after in (_versions(fired, mutant, stands_in),)):
            yield mutant


def _fields(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in Rule.model_fields}


def _versions(fired: Sequence[Ready], mutant: Mutant,
              stands_in: Ready | None) -> tuple[list[Ready], list[Ready]]:
    """What is in force without and with the change."""
    before = [r for r in fired if _MARK not in r.id]
    after = [r for r in before if r.id != mutant.rule.id]
    if stands_in is not None and stands_in in fired:
        after.append(stands_in)
    return _in_force(before), _in_force(after)


def _in_force(fired: list[Ready]) -> list[Ready]:
    gone = withdrawals(fired)
    return [r for r in fired if r.id not in gone]


def _essence(asked: list[Ready], shades: Facts, candidates: Candidates,
             wishes: bool) -> list[object]:
    """All that the outcome can depend on: by topic, who fails a must, a wish, and how heavily."""
    codes = (None, *candidates.codes) if wishes else (shades.get("proposed_code"),)
    return [_failures(asked, shades | ({"proposed_code": c} if c else {}), candidates)
            for c in codes]


def _failures(asked: list[Ready], facts: Facts, candidates: Candidates) -> object:
    failed: dict[tuple[str, str, str | None], int] = {}
    apart: set[int] = set()
    for ready in asked:
        need = effective(ready, facts, candidates)
        kind = "hard" if need.is_hard else "wish" if need.is_wish else need.strength
        key = (ready.rule.topic, kind, ready.rule.wish if need.is_wish else None)
        failed[key] = failed.get(key, 0) | need.mask
        apart |= {need.mask & rows for rows in candidates.of_term.values()
                  if need.mask & rows not in (0, rows)}
    spared = candidates.everyone
    for (_, kind, _), mask in failed.items():
        spared &= ~mask if kind == "hard" else candidates.everyone
    for topic in {t for t, _, _ in failed}:
        heavier = 0
        for kind in ("hard", "wish", *(s for s, weight in PENALTY.items() if weight)):
            for key in [k for k in failed if k[0] == topic and k[1] == kind]:
                if kind not in ("hard", "wish"):  # on rows still in play, if there are several
                    failed[key] &= ~heavier & (spared if spared & (spared - 1) else 0)
            for key in [k for k in failed if k[0] == topic and k[1] == kind]:
                heavier |= failed[key]
    return {k: mask for k, mask in failed.items() if mask}, apart


def _leaves_otherwise(space: Space, mutant: Mutant) -> bool:
    """Whether some facts make a deciding rule read something else after the change."""
    reached, names = [space.base.by_id[mutant.rule.id]], set(mutant.rule.written_values)
    for stratum in space.base.stage_strata("assess"):  # what follows comes in later strata
        for ready in stratum:
            written = set(ready.rule.written_values)
            if ready not in reached and (ready.rule.reads | written) & names:
                reached.append(ready)
                names |= written
    peers = {w.id: w for f in names for w in space.writers.get(f, ())} | {r.id: r for r in reached}
    read = {f for r in (*space.base.requiring, *(
        r for s in space.base.stage_strata("screen") for r in s)) for f in r.rule.reads}
    scope = space.scope(peers.values())
    rules = [r.rule for s in scope.base.strata for r in s]
    other = only(space.base, (r for r in (
        mutant.changed if rule.id == mutant.rule.id else rule for rule in rules) if r is not None))
    also = [other.by_id[mutant.rule.id]] if mutant.changed else []
    merged = space.compressed(scope, also)
    if merged.classes > _FEW:
        return True
    wanted = read & names
    return any(_left(merged.base, merged.facts(values), wanted, space.today)
               != _left(other, merged.facts(values), wanted, space.today)
               for values, _ in merged.combinations())


def _left(base: RuleBase, facts: Facts, wanted: set[str], today: str) -> dict[str, object]:
    known = evaluate(base, facts, today).facts
    return {f: known.get(f) for f in wanted}
