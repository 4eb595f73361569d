"""The one door to experta 1.9.4, with the cures for its known traps.

1. It does not import on Python >= 3.10, because its dependency frozendict 1.2 reads names that
   left `collections`; they are put back just around the import and taken away again.
2. Its stock strategy withdraws a stale activation only if it finds it within three places, so
   that `NOT` under equal keys gives wrong answers; `ExactStrategy` removes the right one.
3. Equal saliences are ordered by memory address; callers give every rule its own salience, and
   `Engine` refuses a rule set that does not.
4. Importing it calls `logging.basicConfig()`; the root logger is restored.

Predicates are cached by `id` inside experta for the life of the process, so a predicate must
never be garbage-collected: make them with `predicate`.
"""

import bisect
import collections
import collections.abc
import logging
from collections.abc import Callable, Hashable
from typing import Any


def _import_experta() -> Any:
    lost = [name for name in collections.abc.__all__ if not hasattr(collections, name)]
    handlers, level = logging.root.handlers[:], logging.root.level
    for name in lost:
        setattr(collections, name, getattr(collections.abc, name))
    try:
        import experta
    finally:
        for name in lost:
            delattr(collections, name)
        logging.root.handlers[:], logging.root.level = handlers, level
    return experta


experta = _import_experta()
VERSION: str = experta.__version__
Fact, Rule, P, MATCH = experta.Fact, experta.Rule, experta.P, experta.MATCH

_predicates: dict[Hashable, Any] = {}


def predicate(key: Hashable, check: Callable[[Any], bool]) -> Any:
    """A field constraint that calls `check`, shared by all rules that give the same `key`."""
    if key not in _predicates:
        _predicates[key] = P(check)
    return _predicates[key]


class ExactStrategy(experta.strategies.DepthStrategy):  # type: ignore[misc,name-defined]
    """Depth first by salience and recency, withdrawing exactly the activation asked for."""

    def get_key(self, activation: Any) -> tuple[int, list[int]]:
        """Salience, then the newest facts; without the stock cache, which keeps engines alive."""
        newest = sorted((f["__factid__"] for f in activation.facts), reverse=True)
        return (activation.rule.salience, newest)

    def _update_agenda(self, agenda: Any, added: Any, removed: Any) -> None:
        waiting = agenda.activations
        for activation in removed:
            activation.key = self.get_key(activation)
            place = bisect.bisect_left(waiting, activation)
            while place < len(waiting) and waiting[place].key == activation.key:
                if waiting[place] == activation:
                    del waiting[place]
                    break
                place += 1
        for activation in added:
            activation.key = self.get_key(activation)
            bisect.insort(waiting, activation)


class ListeningMatcher(experta.matchers.ReteMatcher):  # type: ignore[misc,name-defined]
    """experta's Rete network, asking only the rules that heard of a change.

    The stock matcher polls every rule after every firing, finds the rules through a cache that
    two engines used in turn keep emptying, and copies a token before each test, even a failing
    one. The network and its tests stay experta's own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._heard: dict[int, Any] = {}
        for node in self._get_conflict_set_nodes():
            node._activate = self._listening(node)
        self._spare(self.root_node, set())

    def _spare(self, node: Any, seen: set[int]) -> None:
        if id(node) in seen:
            return
        seen.add(id(node))
        for i, child in enumerate(node.children):
            self._spare(child.node, seen)
            if isinstance(child.node, experta.matchers.rete.nodes.FeatureTesterNode):
                node.children[i] = child._replace(callback=_testing_first(child))

    def _listening(self, node: Any) -> Callable[[Any], None]:
        activate = node._activate

        def listening(token: Any) -> None:
            self._heard[id(node)] = node
            activate(token)

        return listening

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """Activations added and removed by the facts declared and retracted."""
        for fact in deleting or ():
            self.root_node.remove(fact)
        for fact in adding or ():
            self.root_node.add(fact)
        added: list[Any] = []
        removed: list[Any] = []
        for node in self._heard.values():
            new, gone = node.get_activations()
            added.extend(new)
            removed.extend(gone)
        self._heard.clear()
        return added, removed

    def reset(self) -> None:
        """Forget all facts."""
        super().reset()
        self._heard.clear()


def _testing_first(child: Any) -> Callable[[Any], None]:
    test, activate = child.node.matcher, child.callback

    def testing(token: Any) -> None:
        if test(next(iter(token.data))):
            activate(token)

    return testing


class Engine(experta.KnowledgeEngine):  # type: ignore[misc,name-defined]
    """An experta engine with the cured strategy; make one subclass per engine object."""

    __strategy__ = ExactStrategy
    __matcher__ = ListeningMatcher

    def __init__(self) -> None:
        super().__init__()
        saliences = [rule.salience for rule in self.get_rules()]
        if len(set(saliences)) != len(saliences):
            raise ValueError("every rule needs its own salience")

    def get_deffacts(self) -> list[Any]:
        """The initial facts, looked up once instead of at every reset."""
        if not hasattr(self, "_known_deffacts"):
            self._known_deffacts = super().get_deffacts()
        return list(self._known_deffacts)

    def waiting(self) -> list[str]:
        """Names of the activations on the agenda, next to fire first."""
        return [a.rule.__name__ for a in reversed(self.agenda.activations)]


def engine_class(rules: dict[str, tuple[list[Any], int, Callable[[Any], None]]]) -> type[Engine]:
    """A fresh Engine subclass: rule name -> (patterns, salience, what to do when it fires)."""
    body: dict[str, Any] = {}
    for i, (name, (patterns, salience, fire)) in enumerate(rules.items()):
        body[f"rule_{i}"] = Rule(*patterns, salience=salience)(_named(fire, name))
    return type("CompiledEngine", (Engine,), body)


def _named(fire: Callable[..., None], name: str) -> Callable[..., None]:
    def action(engine: Any, **bound: Any) -> None:
        fire(engine, **bound)

    action.__name__ = name
    return action
