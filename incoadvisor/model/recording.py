"""A recorded run of the engine, as kept in a file (`incoadvisor/trace/1`)."""

from typing import Literal

from pydantic import Field, model_validator

from incoadvisor.model.advice import Receipt, State, Verdict
from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Value

SCHEMA = "incoadvisor/trace/1"


class RecordedCondition(Frozen):
    """One condition of the rule fired, or a group of them, as it stood when it fired."""

    kind: Literal["fact", "all", "any", "not"]
    fact: str | None = None
    text: Text | None = None
    actual: Text | None = None
    truth: Literal["true", "false", "unknown"]
    items: tuple["RecordedCondition", ...] = ()


class RecordedFact(Frozen):
    """Something in the working memory: its id, such as `given:main_mode`, and what it says."""

    id: str = Field(pattern=r"^[a-z]+:.+$")
    text: Text


class Activation(Frozen):
    """What can stand on the agenda: a rule of the base, or a step of the engine itself.

    `stratum` counts from 1; the engine's steps for matching and choosing belong to none.
    """

    name: str
    rule: bool
    stratum: int | None
    salience: int
    text: Text


class RecordedStep(Frozen):
    """One firing.

    `activation` is None for what is read before the engine runs; `agenda` are the activations
    left waiting, next to fire first; `fails` are candidates, `leader` the answer if matching
    had ended here.
    """

    step: int
    name: str
    activation: str | None
    stage: str
    because: Text
    uses: tuple[str, ...]
    adds: tuple[str, ...]
    values: dict[str, Value]
    agenda: tuple[str, ...]
    conditions: RecordedCondition | None = None
    fails: tuple[str, ...] = ()
    strength: str | None = None
    basis: str | None = None
    withdrawn_by: str | None = None
    verdict: Verdict | None = None
    leader: str | None = None


class RecordedOutcome(Frozen):
    """How the run ended."""

    state: State
    term: str | None
    variant: str | None
    headline: Text


class Recording(Frozen):
    """A whole run: what it began with, every firing, and how it ended.

    `on` is the ISO date the case was run for; `decided` the step from which on the answer
    stays the same whatever is matched afterwards.
    """

    schema_: Literal["incoadvisor/trace/1"] = Field(
        default="incoadvisor/trace/1", serialization_alias="schema", validation_alias="schema")
    receipt: Receipt
    on: str
    case: dict[str, Value]
    start: tuple[str, ...]
    candidates: tuple[str, ...] = Field(min_length=1)
    facts: tuple[RecordedFact, ...]
    activations: tuple[Activation, ...]
    steps: tuple[RecordedStep, ...] = Field(min_length=1)
    outcome: RecordedOutcome
    decided: int

    @model_validator(mode="after")
    def _whole(self) -> "Recording":
        """Every name leads somewhere, so that a player need not ask again."""
        facts = {fact.id for fact in self.facts}
        waiting = {activation.name for activation in self.activations}
        named = {*self.start, *(i for s in self.steps for i in (*s.uses, *s.adds))}
        on_agenda = {a for s in self.steps for a in (*s.agenda, s.activation) if a is not None}
        if not named <= facts or not on_agenda <= waiting:
            raise ValueError("a name leads nowhere")
        if [s.step for s in self.steps] != list(range(1, len(self.steps) + 1)):
            raise ValueError("the steps are not numbered 1, 2, 3…")
        if not 1 <= self.decided <= len(self.steps):
            raise ValueError("`decided` is no step")
        if any(set(s.fails) - set(self.candidates) for s in self.steps):
            raise ValueError("`fails` names what is no candidate")
        return self

    def step_known(self, step: int) -> dict[str, Value]:
        """The facts by name after `step`."""
        known = dict(self.case)
        for done in self.steps[:step]:
            known.update({n: v for n, v in done.values.items() if n not in known})
        return known
