"""The advice: what `advise` returns (contract A4)."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.term import MilestoneView
from incoadvisor.model.text import Frozen
from incoadvisor.model.vocabulary import Value

Verdict = Literal["recommended", "acceptable", "discouraged", "excluded"]
State = Literal["ok", "yielded", "choose", "blocked", "stop"]


class Cited(Frozen):
    """A source as shown to the reader, with the date and the confidence of what it says."""

    ref: str
    title: str
    url: str | None
    as_of: str | None = None
    confidence: str | None = None


class Step(Frozen):
    """One firing. `uses` and `adds` are fact ids such as `given:main_mode`."""

    step: int
    rule: str
    stage: str
    uses: tuple[str, ...]
    adds: tuple[str, ...]
    withdrawn_by: str | None = None
    because: str
    source: Cited | None = None
    basis: str | None = None
    strength: str | None = None
    topic: str | None = None
    fails: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()


class Place(Frozen):
    """A named place: its kind, the words to write, and whether they are exact enough."""

    kind: str
    text: str
    complete: bool


class Recommended(Frozen):
    """The rule to write, with its place(s) and the whole clause."""

    term: str
    variant: str | None
    place: Place
    delivery_place: Place | None
    clause: str


class Flip(Frozen):
    """One fact whose change would alter the recommendation."""

    fact: str
    value: Value
    gives: str


class Margin(Frozen):
    """How firm the recommendation is."""

    runner_up: str | None
    flip: Flip | None


class Ranked(Frozen):
    """One of the eleven with its verdict; `for_` and `against` are step numbers."""

    term: str
    variant: str | None
    verdict: Verdict
    penalty: int
    for_: tuple[int, ...] = Field(serialization_alias="for", validation_alias="for")
    against: tuple[int, ...]
    text: str


class WayOut(Frozen):
    """A change of facts and the term it gives."""

    set: dict[str, Value]
    gives: str


class Views(Frozen):
    """Best term for each side, and the terms both can live with."""

    seller: str | None
    buyer: str | None
    common: tuple[str, ...]


class Warning_(Frozen):
    """Something to know or do about some of the surviving terms.

    `row` is the country row it tells; source, date and confidence are then the row's.
    """

    id: str
    topic: str
    severity: Literal["stop", "high", "medium", "info"]
    about: tuple[str, ...]
    text: str
    source: str
    source_url: str | None = None
    as_of: str | None = None
    confidence: str | None = None
    ask: str | None = None
    row: str | None = None
    step: int


class Assumption(Frozen):
    """A fact the engine took for granted; correct it by giving the fact."""

    fact: str
    value: Value
    step: int
    text: str


class OpenQuestion(Frozen):
    """An unknown fact whose answer would change the recommendation."""

    fact: str
    question: str
    why: str
    changes: dict[str, str]


class ProposedFinding(Frozen):
    """A fault found in the proposed written term."""

    id: str
    text: str


class Proposed(Frozen):
    """The proposed term as read, and what becomes of it."""

    code: str | None
    text_read: str
    verdict: Verdict | None
    findings: tuple[ProposedFinding, ...]
    text: str
    against: tuple[int, ...]


class PackClause(Frozen):
    """One clause of the clause pack."""

    id: str
    title: str
    text: str
    step: int


class CounterOffer(Frozen):
    """A short message to send to the other side when its term is unfit."""

    subject: str
    text: str


class Responsibilities(Frozen):
    """A5's table for the recommended term, variant and place."""

    term: str
    variant: str | None
    milestones: tuple[MilestoneView, ...]


class Receipt(Frozen):
    """What produced the advice."""

    engine: str
    incoadvisor: str
    digest: str


class Advice(Frozen):
    """The whole answer; `.model_dump(mode="json", by_alias=True)` is contract A4."""

    schema_: Literal["incoadvisor/advice/1"] = Field(
        default="incoadvisor/advice/1", serialization_alias="schema", validation_alias="schema")
    rule_base: dict[str, str]
    case: dict[str, Any]
    state: State
    headline: str
    recommended: Recommended | None
    gives_up: tuple[str, ...]
    margin: Margin
    ranking: tuple[Ranked, ...]
    relax: tuple[WayOut, ...]
    views: Views | None
    warnings: tuple[Warning_, ...]
    assumptions: tuple[Assumption, ...]
    open_questions: tuple[OpenQuestion, ...]
    proposed: Proposed | None
    clause_pack: tuple[PackClause, ...]
    counter_offer: CounterOffer | None
    responsibilities: Responsibilities | None
    trace: tuple[Step, ...]
    receipt: Receipt

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's, with the contract's key names (`schema`, `for`) by default."""
        options.setdefault("by_alias", True)
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """As pydantic's, with the contract's key names by default."""
        options.setdefault("by_alias", True)
        return super().model_dump_json(**options)
