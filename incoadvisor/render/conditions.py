"""A rule's condition in plain words, each part held against the facts of a case."""

from collections.abc import Iterable
from typing import Literal

from incoadvisor.engine.predicates import test
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.condition import All, Any_, Atom, Condition, Not
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.model.vocabulary import Facts, FactSpec, Value

Truth = Literal["true", "false", "unknown"]


class ConditionNode(Frozen):
    """One condition, or a group of them.

    `text` says a single condition in words and is empty for a group. `actual` is what is known
    of its fact, and `truth` whether the condition holds; both are None without a case.
    """

    kind: Literal["fact", "all", "any", "not"]
    fact: str | None = None
    text: str = ""
    actual: str | None = None
    truth: Truth | None = None
    items: tuple["ConditionNode", ...] = ()


class ConditionWords:
    """Conditions of one knowledge in one language, over the facts of a case if there is one."""

    def __init__(self, knowledge: Knowledge, lang: Lang, facts: Facts | None = None) -> None:
        self.knowledge, self.lang, self.facts = knowledge, lang, facts

    def node(self, condition: Condition) -> ConditionNode:
        """The condition with everything under it."""
        match condition:
            case Atom():
                return ConditionNode(
                    kind="fact", fact=condition.fact, text=self.said(condition),
                    actual=self._actual(condition), truth=self._truth(condition, ()))
            case Not(item):
                inner = (self.node(item),)
                return ConditionNode(kind="not", items=inner,
                                     truth=self._truth(condition, inner))
            case All(items) | Any_(items):
                nodes = tuple(self.node(item) for item in items)
                return ConditionNode(kind="all" if isinstance(condition, All) else "any",
                                     items=nodes, truth=self._truth(condition, nodes))

    def said(self, atom: Atom) -> str:
        """One test of one fact, as a short clause."""
        text = self._bare(atom)
        return self._say("kp_or_unknown", text=text) if atom.or_unknown else text

    def values(self, spec: FactSpec, values: Iterable[Value]) -> str:
        """Values of a fact, joined by "or"."""
        return self._say("join_or").join(self._value(spec, value) for value in values)

    def _bare(self, atom: Atom) -> str:
        spec = self.knowledge.facts[atom.fact]
        label = spec.label.get(self.lang)
        match atom.op:
            case "is":
                return spec.said(atom.operand, self.lang)
            case "is_not" if isinstance(atom.operand, bool):
                return spec.said(not atom.operand, self.lang)
            case "in" if not isinstance(spec.statement, dict):
                joined = self.values(spec, atom.operand)
                if spec.statement is None:
                    return self._say("l_pair", name=label, value=joined)
                return spec.statement.get(self.lang).replace("{value}", joined)
            case "in":
                return self._say("l_pair", name=label, value=self.values(spec, atom.operand))
            case "is_not" | "not_in":
                others = atom.operand if atom.op == "not_in" else (atom.operand,)
                return self._say("kp_other_than", label=label, values=self.values(spec, others))
            case "known" | "unknown":
                return self._say(f"kp_{atom.op}", label=label)
            case "same_as" | "not_same_as":
                other = self.knowledge.facts[atom.operand].label.get(self.lang)
                return self._say(f"kp_{atom.op}", label=label, other=other)
            case "in_group" | "not_in_group":
                group = self.knowledge.content.groups[atom.operand].label.get(self.lang)
                return self._say(f"kp_{atom.op}", label=label, group=group)
        value = self._value(spec, atom.operand)
        key = f"kp_date_{atom.op}" if spec.type == "date" else f"kp_{atom.op}"
        return self._say(key, label=label, value=f"{value} {spec.unit}" if spec.unit else value)

    def _actual(self, atom: Atom) -> str | None:
        if self.facts is None:
            return None
        names = [atom.fact]
        if atom.op in ("same_as", "not_same_as"):
            names.append(atom.operand)
        return "; ".join(self._now(name) for name in names)

    def _now(self, name: str) -> str:
        assert self.facts is not None
        spec = self.knowledge.facts[name]
        if name in self.facts:
            return spec.said(self.facts[name], self.lang)
        return self._say("l_pair", name=spec.label.get(self.lang), value=self._say("l_unknown"))

    def _truth(self, condition: Condition, items: tuple[ConditionNode, ...]) -> Truth | None:
        """True as the engine sees it; otherwise false, or unknown where an answer is missing."""
        if self.facts is None:
            return None
        if test(condition, self.knowledge.content.groups)(self.facts):
            return "true"
        parts = [item.truth for item in items]
        match condition:
            case Atom(fact, op, operand):
                missing = fact not in self.facts or (
                    op in ("same_as", "not_same_as") and operand not in self.facts)
                return "unknown" if missing and op not in ("known", "unknown") else "false"
            case All():
                return "false" if "false" in parts else "unknown"
            case Any_():
                return "unknown" if "unknown" in parts else "false"
            case Not():
                return "false"

    def _value(self, spec: FactSpec, value: Value) -> str:
        if isinstance(value, bool):
            return self._say("l_yes" if value else "l_no")
        return spec.value_label(value, self.lang)

    def _say(self, key: str, **values: object) -> str:
        return self.knowledge.texts.say(key, self.lang, **values)
