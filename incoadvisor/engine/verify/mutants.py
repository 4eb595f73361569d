"""Small changes to a rule that somebody might make by mistake; a good suite notices them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from incoadvisor.model.rule import PENALTY, Rule

Kind = Literal["rule", "operator", "value", "strength", "override", "condition", "unknown"]
NoEffect = Literal["facts", "topic", "alone"]
_TURNED = {
    "is": "is_not", "in": "not_in", "known": "unknown", "lt": "ge", "le": "gt",
    "same_as": "not_same_as", "in_group": "not_in_group",
}
TURNED = _TURNED | {b: a for a, b in _TURNED.items()}
_BOUND = {"lt": "le", "le": "lt", "gt": "ge", "ge": "gt"}
_STRENGTHS = tuple(PENALTY)


@dataclass(frozen=True, eq=False)
class Mutant:
    """A rule changed in one place, or taken out (`changed` None)."""

    rule: Rule
    kind: Kind
    detail: str
    changed: Rule | None


def mutants(rule: Rule) -> Iterator[Mutant]:
    """The rule taken out; an operator turned round, a bound left out or let in; a value dropped
    or turned; a strength one step up or down; an override dropped; a condition dropped, the
    rule's dates and its side included; `or_unknown` dropped.
    """
    yield Mutant(rule, "rule", "", None)
    for kind, detail, when in _conditions(rule.when):
        yield Mutant(rule, kind, detail, _with(rule, when=when))
    for end in rule.valid:
        kept_ends = {e: day for e, day in rule.valid.items() if e != end}
        yield Mutant(rule, "condition", f"−valid {end}", _with(rule, valid=kept_ends))
    if rule.perspective:
        yield Mutant(rule, "condition", "−perspective", _with(rule, perspective=()))
    if rule.require is not None:
        for kind, detail, require in _requires(rule.require):
            yield Mutant(rule, kind, detail, _with(rule, require=require))
    for action in ("conclude", "assume"):
        for fact, value in (getattr(rule, action) or {}).items():
            if isinstance(value, bool):
                yield Mutant(rule, "value", f"{fact}: {_said(not value)}", _with(
                    rule, **{action: {**getattr(rule, action), fact: not value}}))
    if rule.strength is not None and rule.basis != "wish":
        place = _STRENGTHS.index(rule.strength)
        for step in (place - 1, place + 1):
            if 0 <= step < len(_STRENGTHS):
                yield Mutant(rule, "strength", _STRENGTHS[step],
                             _with(rule, strength=_STRENGTHS[step], conflicts=()))
    for other in rule.overrides:
        kept = tuple(o for o in rule.overrides if o != other)
        yield Mutant(rule, "override", other, _with(rule, overrides=kept))


def _with(rule: Rule, **changes: Any) -> Rule:
    fields = {name: getattr(rule, name) for name in Rule.model_fields}
    return Rule.model_validate(fields | changes)


Change = tuple[Kind, str, Any]


def _conditions(node: Mapping[str, Any]) -> Iterator[Change]:
    ((key, body),) = node.items()
    if key in ("all", "any"):
        for i, item in enumerate(body):
            if len(body) > 1:
                yield "condition", _told(item), {key: [*body[:i], *body[i + 1:]]}
            for kind, detail, changed in _conditions(item):
                yield kind, detail, {key: [*body[:i], changed, *body[i + 1:]]}
    elif key == "not":
        for kind, detail, changed in _conditions(body):
            yield kind, detail, {key: changed}
    else:
        plain = body if isinstance(body, Mapping) else {"is": body}
        for kind, detail, changed in _atoms(plain):
            yield kind, f"{key} {detail}", {key: changed}


def _atoms(body: Mapping[str, Any]) -> Iterator[Change]:
    ((op, operand),) = ((k, v) for k, v in body.items() if k != "or_unknown")
    rest = {k: v for k, v in body.items() if k == "or_unknown"}
    if op in TURNED:
        yield "operator", TURNED[op], {TURNED[op]: operand, **rest}
    if op in _BOUND:
        yield "operator", _BOUND[op], {_BOUND[op]: operand, **rest}
    if isinstance(operand, bool) and op in ("is", "is_not"):
        yield "value", _said(not operand), {op: not operand, **rest}
    if isinstance(operand, list) and len(operand) > 1:
        for i, value in enumerate(operand):
            yield "value", f"−{value}", {op: [*operand[:i], *operand[i + 1:]], **rest}
    if rest:
        yield "unknown", "or_unknown", {op: operand}


def _requires(require: Mapping[str, Any]) -> Iterator[Change]:
    if "any_of" in require:
        choices = require["any_of"]
        for i, choice in enumerate(choices):
            if len(choices) > 1:
                yield "condition", _told(choice), {"any_of": [*choices[:i], *choices[i + 1:]]}
            for kind, detail, changed in _requires(choice):
                yield kind, detail, {"any_of": [*choices[:i], changed, *choices[i + 1:]]}
        return
    turned = {"one_of": "none_of", "none_of": "one_of"}
    ((topic, body),) = require.items()
    ((form, values),) = body.items()
    if form not in turned:
        return
    yield "operator", f"{topic} {turned[form]}", {topic: {turned[form]: values}}
    for i, value in enumerate(values):
        if len(values) > 1:
            yield "value", f"{topic} −{value}", {
                topic: {form: [*values[:i], *values[i + 1:]]}}


def _told(item: Mapping[str, Any]) -> str:
    ((key, _),) = item.items()
    return f"−{key}"


def _said(value: bool) -> str:
    return str(value).lower()
