"""A rule, as an expert reads it and as the engine runs it."""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from incoadvisor.model.condition import Condition, facts_read, parse
from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Value

Stage = Literal["screen", "assess", "require", "advise"]
STAGES: tuple[Stage, ...] = ("screen", "assess", "require", "advise")

PENALTY = {"must": 0, "strong": 16, "moderate": 4, "slight": 1}


class Restriction(Frozen):
    """What a requirement asks of one topic; exactly one of the three forms."""

    one_of: tuple[str, ...] | None = None
    none_of: tuple[str, ...] | None = None
    same_as: str | None = None  # the topic must hold the value of this fact

    @model_validator(mode="after")
    def _one_form(self) -> "Restriction":
        if sum(x is not None for x in (self.one_of, self.none_of, self.same_as)) != 1:
            raise ValueError("a restriction takes exactly one of one_of, none_of, same_as")
        return self


class Warn(Frozen):
    """A warning about each surviving term of `about` (None: any of the eleven).

    `quotes` names a market fact: what the country's row says is told after the reason.
    """

    topic: str
    severity: Literal["stop", "high", "medium", "info"]
    about: tuple[str, ...] | None = None
    ask: str | None = None
    quotes: str | None = None
    do: Text | None = None


class ClauseText(Frozen):
    """A contract clause to write beside the delivery term."""

    about: tuple[str, ...] | None = None
    title: Text
    text: Text


class Example(Frozen):
    """Facts under which the rule must, or must not, fire."""

    given: dict[str, Value]
    fires: bool


class Rule(Frozen):
    """One rule of the base; the stage and the origin come from the file it stands in.

    Exactly one action: `conclude` and `assume` fill facts, `require` restricts topics,
    `advise` warns, `clause` proposes contract wording, `stop` ends the advice.
    `conflicts` names musts that really can clash with this one, so that no term is left.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    stage: Stage
    origin: str  # file:line
    when: dict[str, Any]
    conclude: dict[str, Any] | None = None
    assume: dict[str, Any] | None = None
    require: dict[str, Any] | None = None
    advise: Warn | None = None
    clause: ClauseText | None = None
    stop: Warn | None = None
    strength: Literal["must", "strong", "moderate", "slight"] | None = None
    basis: Literal["law", "capacity", "fit", "practice", "wish"]
    wish: str | None = None
    because: Text
    source: tuple[str, ...] = Field(min_length=1)
    as_of: str
    confidence: Literal["high", "medium", "low"] = "high"
    overrides: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()  # musts it may leave no term together with
    perspective: tuple[Literal["seller", "buyer"], ...] = ()
    valid: dict[Literal["from", "to"], str] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_action(self) -> "Rule":
        actions = (self.conclude, self.assume, self.require, self.advise, self.clause, self.stop)
        if sum(a is not None for a in actions) != 1:
            raise ValueError("a rule takes exactly one action: "
                             "conclude, assume, require, advise, clause or stop")
        if (self.require is None) != (self.strength is None):
            raise ValueError("`strength` goes with `require`, and `require` needs it")
        if (self.basis == "wish") != (self.wish is not None):
            raise ValueError("a rule with basis wish names the wished fact in `wish`")
        if self.basis == "wish" and self.strength != "must":
            raise ValueError("a wish asks: its strength is must")
        if self.overrides and self.require is None:
            raise ValueError("`overrides` holds between rules that require")
        if self.conflicts and (self.strength != "must" or self.basis == "wish"):
            raise ValueError("`conflicts` names a conflict between musts, wishes exempt")
        return self

    @cached_property
    def condition(self) -> Condition:
        """The parsed `when`; raises ConditionError."""
        return parse(self.when, ("when",))

    @cached_property
    def reads(self) -> frozenset[str]:
        """Names of the facts the rule's conditions and action read."""
        names = set(facts_read(self.condition))
        if self.perspective:
            names.add("perspective")
        if self.valid:
            names.add("shipment_date")
        for value in self.written_values.values():
            if isinstance(value, dict) and "fact" in value:
                names.add(value["fact"])
        for _, restriction in self.restrictions:
            if restriction.same_as:
                names.add(restriction.same_as)
        return frozenset(names)

    @cached_property
    def written_values(self) -> dict[str, Any]:
        """Fact name -> value, for `conclude` and `assume`; {"fact": f} copies f."""
        return self.conclude or self.assume or {}

    @cached_property
    def restrictions(self) -> tuple[tuple[str, Restriction], ...]:
        """The topics restricted; more than one are alternatives (`any_of`)."""
        if self.require is None:
            return ()
        raw = self.require
        alternatives = raw.get("any_of", [raw])
        return tuple(
            (topic, Restriction.model_validate(body))
            for alternative in alternatives
            for topic, body in alternative.items()
        )

    @cached_property
    def topic(self) -> str:
        """The topic restricted, or the joined alternatives."""
        return "|".join(dict.fromkeys(topic for topic, _ in self.restrictions))
