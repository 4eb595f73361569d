"""Why not a term: what it fails, what would have favoured it, what would make it fit."""

from typing import Any

from incoadvisor.engine.partial import Tested, would_favour
from incoadvisor.engine.sql.changes import all_changes
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.model.text import Frozen
from incoadvisor.model.vocabulary import Value
from incoadvisor.render.argument import Argument
from incoadvisor.render.prose import Prose

SHOWN = 6


class Condition(Frozen):
    """One condition of an unfired rule and what is actually so."""

    fact: str
    text: str
    actual: str
    holds: bool


class Favouring(Frozen):
    """A rule that did not fire and would have favoured the term."""

    rule: str
    because: str
    met: int
    conditions: tuple[Condition, ...]


class WouldChange(Frozen):
    """A change of one or two facts and the verdict it gives the term."""

    set: dict[str, Value]
    verdict: str
    statement: str


class Against(Frozen):
    """The argument against a term and its ways back."""

    argument: Argument
    would_favour: tuple[Favouring, ...]
    would_change: tuple[WouldChange, ...]

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The argument's own keys at the top, beside the ways back."""
        data = super().model_dump(**options)
        return {**data.pop("argument"), **data}


def against(prose: Prose, other: Counterfactuals, argument: Argument) -> Against:
    """Everything about why a term is not recommended."""
    code = argument.term
    stopped = prose.run.outcome.state == "stop"
    partial = [] if stopped else would_favour(
        other.base, prose.run.outcome, prose.run.facts, other.now.fired, code)
    return Against(
        argument=argument,
        would_favour=tuple(
            Favouring(rule=p.ready.id, because=p.ready.rule.because.get(prose.lang),
                      met=len(p.conditions) - p.missing,
                      conditions=tuple(_condition(prose, c) for c in p.conditions))
            for p in partial[:SHOWN]),
        would_change=tuple(_ways_back(prose, other, code)))


def _condition(prose: Prose, tested: Tested) -> Condition:
    actual = prose.say("l_unknown")
    if tested.actual is not None:
        actual = _value(tested.actual)
    operand = tested.operand
    shown = ", ".join(_value(v) for v in operand) if isinstance(operand, tuple) else _value(operand)
    return Condition(fact=tested.fact, text=f"{tested.fact} {tested.op} {shown}", actual=actual,
                     holds=tested.holds)


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ways_back(prose: Prose, other: Counterfactuals, code: str) -> list[WouldChange]:
    """Single changes first; two facts only where no single one is enough."""
    singles = other.changes_for(code)
    if singles:
        return [WouldChange(set={c.fact: c.value}, verdict=c.verdict,
                            statement=prose.statement(c.fact, c.value)) for c in singles[:SHOWN]]
    if other.now.outcome.verdicts[code] not in ("discouraged", "excluded"):
        return []
    found = [c for c in all_changes(other.situation, other.all_options())
             if c.verdict(code) in ("recommended", "acceptable")]
    found.sort(key=lambda c: c.verdict(code) != "recommended")
    return [WouldChange(set=dict(c.set), verdict=c.verdict(code),
                        statement=prose.say("join_and").join(
                            prose.statement(f, v) for f, v in c.set)) for c in found[:SHOWN]]
