"""The deciding rules as a JDM graph for ZEN: one expression node a stratum.

A node's key `s3` lists which rules of stratum 3 fire; its other keys are the facts they write. An
unknown fact is null, a date the number YYYYMMDD, since ZEN compares numbers alone.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.model.condition import All, Any_, Atom, Condition, Not
from incoadvisor.model.vocabulary import Group, Value

COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def number_of(day: str) -> int:
    """An ISO date as a number that sorts alike."""
    return int(day.replace("-", ""))


class Graph:
    """Builds the graph of one rule base."""

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today
        self.dates = {n for n, spec in base.knowledge.facts.items() if spec.type == "date"}

    def content(self) -> dict[str, Any]:
        """The graph, ready for the engine's loader."""
        nodes = [_node("in", "inputNode", {})]
        screened = max((k for k, s in enumerate(self.base.strata)
                        if s[0].rule.stage == "screen"), default=-1)
        for k, stratum in enumerate(self.base.strata):
            fires = ", ".join(self.fires(r) for r in stratum)
            gate = "stopped ? [] : " if k > screened >= 0 else ""
            keys = [(f"s{k}", f"{gate}[{fires}]"), *self.written(stratum, k)]
            if k == screened:
                keys.append(("stopped", self._stops(screened)))
            nodes.append(_expressions(f"stratum{k}", keys, True))
        fired = [(f"s{k}", f"s{k}") for k in range(len(self.base.strata))]
        nodes += [_expressions("fired", fired, False), _node("out", "outputNode", {})]
        edges = [{"id": f"{a['id']}-{b['id']}", "sourceId": a["id"], "targetId": b["id"],
                  "type": "edge"} for a, b in pairwise(nodes)]
        return {"nodes": nodes, "edges": edges}

    def _stops(self, last: int) -> str:
        tests = [f"{'$.' if k == last else ''}s{k}[{i}]"
                 for k in range(last + 1) for i, r in enumerate(self.base.strata[k])
                 if r.rule.stop is not None]
        return " or ".join(tests) or "false"

    def fires(self, ready: Ready) -> str:
        """Whether a rule fires."""
        rule = ready.rule
        tests = [self.condition(rule.condition)]
        if rule.perspective:
            sides = ", ".join(self.literal("perspective", s) for s in rule.perspective)
            tests.append(f"(perspective != null and perspective in [{sides}])")
        if "from" in rule.valid:
            since = number_of(rule.valid["from"])
            tests.append(f"(shipment_date != null and shipment_date >= {since})")
        if "to" in rule.valid:
            until = number_of(rule.valid["to"])
            tests.append(f"(shipment_date == null or shipment_date <= {until})")
        if rule.assume:
            gaps = [f"({n} == null and {self.value(n, v)} != null)" for n, v in rule.assume.items()]
            tests.append("(" + " or ".join(gaps) + ")")
        return "(" + " and ".join(tests) + ")"

    def written(self, stratum: Sequence[Ready], k: int) -> list[tuple[str, str]]:
        """The facts the rules of a stratum write; the first that fired decides."""
        names = dict.fromkeys(n for r in stratum for n in r.rule.written_values)
        return [(n, " ?? ".join([n, *(
            f"($.s{k}[{i}] == true ? {self.value(n, r.rule.written_values[n])} : null)"
            for i, r in enumerate(stratum) if n in r.rule.written_values)])) for n in names]

    def value(self, name: str, written: Any) -> str:
        """What a rule writes: a value, the day, or another fact."""
        if isinstance(written, dict):
            return str(number_of(self.today)) if "today" in written else str(written["fact"])
        return self.literal(name, written)

    def literal(self, fact: str, value: Value) -> str:
        """A value of a fact."""
        if fact in self.dates:
            return str(number_of(str(value)))
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return repr(value)
        return "'" + value.replace("'", "\\'") + "'"

    def condition(self, node: Condition) -> str:
        """A condition as a ZEN expression."""
        match node:
            case Atom():
                return self.atom(node)
            case All(items):
                return "(" + " and ".join(map(self.condition, items)) + ")"
            case Any_(items):
                return "(" + " or ".join(map(self.condition, items)) + ")"
            case Not(item):
                return f"not ({self.condition(item)})"

    def atom(self, atom: Atom) -> str:
        """An atom; unknown makes it false, or true with `or_unknown`."""
        name, known = atom.fact, [atom.fact]
        match atom.op:
            case "known":
                return "true" if atom.or_unknown else f"({name} != null)"
            case "unknown":
                return f"({name} == null)"
            case "is" | "is_not":
                sign = "==" if atom.op == "is" else "!="
                test = f"{name} {sign} {self.literal(name, atom.operand)}"
            case "in" | "not_in":
                values = ", ".join(self.literal(name, v) for v in atom.operand)
                test = f"{name} {atom.op.replace('_', ' ')} [{values}]"
            case "same_as" | "not_same_as":
                sign = "==" if atom.op == "same_as" else "!="
                known, test = [name, atom.operand], f"{name} {sign} {atom.operand}"
            case "in_group" | "not_in_group":
                inside = membership(name, self.base.groups[atom.operand])
                test = inside if atom.op == "in_group" else f"not {inside}"
                known = [name, "shipment_date"]
            case _:
                test = f"{name} {COMPARE[atom.op]} {self.literal(name, atom.operand)}"
        if atom.or_unknown:
            return "(" + " or ".join([*(f"{n} == null" for n in known), test]) + ")"
        if atom.op in ("is", "in"):  # false of null by themselves
            return f"({test})"
        return "(" + " and ".join([*(f"{n} != null" for n in known), test]) + ")"


def membership(country: str, group: Group) -> str:
    """Whether a country is in a dated group."""
    spans: dict[tuple[str, str | None], list[str]] = {}
    for member in group.members:
        spans.setdefault((member.since, member.to), []).append(f"'{member.country}'")
    tests = []
    for (since, until), countries in spans.items():
        end = f" and shipment_date <= {number_of(until)}" if until else ""
        tests.append(f"({country} in [{', '.join(sorted(countries))}] and "
                     f"shipment_date >= {number_of(since)}{end})")
    return "(" + " or ".join(tests) + ")"


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "content": content,
            "position": {"x": 0, "y": 0}}


def _expressions(name: str, keys: Sequence[tuple[str, str]], passing: bool) -> dict[str, Any]:
    return _node(name, "expressionNode", {
        "expressions": [{"id": key, "key": key, "value": value} for key, value in keys],
        "passThrough": passing, "inputField": None, "outputPath": None,
        "executionMode": "single"})
