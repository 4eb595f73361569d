"""The smallest changes that alter a recommendation, told in words."""

from incoadvisor.engine.sql.changes import Changed, all_changes
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.model.text import Frozen
from incoadvisor.model.vocabulary import Value
from incoadvisor.render.prose import Prose

SHOWN = 12


class SmallChange(Frozen):
    """One or two facts to change, and the answer that gives."""

    set: dict[str, Value]
    gives: str
    statement: str


def smallest(prose: Prose, other: Counterfactuals) -> list[SmallChange]:
    """Changes of one fact that alter the answer, then those of two that no one of them does."""
    now = other.now.outcome.answer
    found = all_changes(other.situation, other.all_options())
    single = [c for c in found if len(c.set) == 1 and c.answer != now]
    enough = {(c.set[0], c.answer) for c in single}
    double = [c for c in found if len(c.set) == 2 and c.answer != now
              and not any((option, c.answer) in enough for option in c.set)]
    usual = {s.name: s.ask == "usual" for s in other.askable()}

    def rare(change: Changed) -> int:
        return sum(not usual[fact] for fact, _ in change.set)

    told: dict[str, int] = {}
    chosen = []
    for change in sorted([*single, *double], key=lambda c: (len(c.set), rare(c))):
        if told.get(change.answer, 0) < 3:  # three ways to each answer are enough to read
            told[change.answer] = told.get(change.answer, 0) + 1
            chosen.append(change)
    return [SmallChange(set=dict(c.set), gives=c.answer, statement=_words(prose, c))
            for c in chosen[:SHOWN]]


def _words(prose: Prose, change: Changed) -> str:
    return prose.say("join_and").join(prose.statement(f, v) for f, v in change.set)
