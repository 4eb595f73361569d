"""An Incoterms rule as facts: what it provides, and who does, pays and risks what."""

from typing import Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Facts, Value

Party = Literal["seller", "buyer", "none", "by_contract", "by_place"]
ASPECTS = ("acts", "cost", "risk")


class Milestone(Frozen):
    """One stage of the journey, common to all terms; `|` breaks the lines of `column`."""

    id: str
    label: Text
    short: Text
    column: Text
    customs: bool
    what: Text


class Cell(Frozen):
    """Who acts, who pays and who bears the risk at one milestone."""

    acts: Party
    cost: Party
    risk: Party
    default: Party | None = None
    note: Text | None = None


class Resolution(Frozen):
    """How conditional cells resolve once some facts are known.

    `when` maps facts to accepted values; `otherwise` names facts that must be unknown.
    `set` replaces cells of named milestones; `replace` swaps values aspect by aspect
    (`any` stands for every value) on `milestones`.
    """

    when: dict[str, tuple[Value, ...]] = Field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    set: dict[str, dict[str, Party]] = Field(default_factory=dict)
    milestones: str | tuple[str, ...] = "all"
    replace: dict[str, dict[str, Party]] = Field(default_factory=dict)

    def applies(self, facts: Facts) -> bool:
        """Whether the facts call for this resolution."""
        return all(
            name in facts and _key(facts[name]) in {_key(v) for v in accepted}
            for name, accepted in self.when.items()
        ) and all(name not in facts for name in self.otherwise)


def _key(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class Journey(Frozen):
    """The fifteen milestones in order, and the resolutions every term shares."""

    milestones: tuple[Milestone, ...]
    resolve: tuple[Resolution, ...] = ()


class Point(Frozen):
    """Where risk or costs pass: a code for programs, a sentence for people."""

    code: str
    text: Text


class Row(Frozen):
    """One candidate: a term, or one of its variants, and what it gives on each topic."""

    variant: str | None = None
    label: Text | None = None
    provides: dict[str, tuple[str, ...]]


class Insurance(Frozen):
    """The duty to insure for the other side's risk; `by` none when there is no duty."""

    by: Literal["seller", "none"]
    cover: Literal["clauses_a", "clauses_c"] | None
    minimum_percent: int | None
    note: Text | None = None


class OtherPlace(Frozen):
    """The second place of the C rules: where risk passes."""

    kinds: tuple[str, ...]
    label: Text


class NamedPlace(Frozen):
    """The place that follows the code: which kinds fit, at which end of the journey."""

    kinds: tuple[str, ...]
    side: Literal["origin", "destination"]
    label: Text
    precision: Text
    delivery_place: OtherPlace | None = None


class OwnVehicle(Frozen):
    """Who may carry in its own vehicle instead of contracting carriage."""

    by: Literal["buyer", "seller", "none"]
    text: Text


class TermFacts(Frozen):
    """One of the eleven rules, as `knowledge/terms/CODE.yaml` holds it."""

    code: str
    name: Text
    family: Literal["E", "F", "C", "D"]
    modes: Literal["any", "waterway"]
    preference: int
    summary: Text
    delivery: Text
    risk_passes_at: Point
    costs_pass_at: Point
    two_places: bool
    insurance: Insurance
    named_place: NamedPlace
    on_board_bill_option: bool
    own_vehicle: OwnVehicle
    rows: tuple[Row, ...]
    milestones: dict[str, Cell]
    resolve: tuple[Resolution, ...] = ()
    misuses: tuple[Text, ...]
    changes_since_2010: tuple[Text, ...]
    sources: tuple[str, ...]
    as_of: str

    def resolved(self, journey: Journey, facts: Facts) -> dict[str, Cell]:
        """The fifteen cells in journey order, as far as `facts` settle them."""
        cells = dict(self.milestones)
        for resolution in self.resolve:
            if resolution.applies(facts):
                for milestone, change in resolution.set.items():
                    cells[milestone] = settled(cells[milestone], change)
        for resolution in journey.resolve:
            if resolution.applies(facts):
                for milestone in _scope(resolution, journey):
                    swap = resolution.replace
                    cell = cells[milestone]
                    swapped: dict[str, Party] = {}
                    for aspect, table in swap.items():
                        new = table.get(getattr(cell, aspect), table.get("any"))
                        if new is not None:
                            swapped[aspect] = new
                    cells[milestone] = settled(cell, swapped)
        return {m.id: cells[m.id] for m in journey.milestones}


def settled(cell: Cell, change: dict[str, Party]) -> Cell:
    """The cell after `change`; its default goes once nothing in it is conditional."""
    new = cell.model_copy(update=change)
    if not {new.acts, new.cost, new.risk} & {"by_contract", "by_place"}:
        return new.model_copy(update={"default": None})
    if "by_contract" in {new.acts, new.cost} and new.default is None:
        return new.model_copy(update={"default": "buyer"})
    return new


def _scope(resolution: Resolution, journey: Journey) -> list[str]:
    if resolution.milestones == "customs":
        return [m.id for m in journey.milestones if m.customs]
    if resolution.milestones == "all":
        return [m.id for m in journey.milestones]
    return list(resolution.milestones)


class Articles(Frozen):
    """The twenty articles A1–B10 of one rule, in our own words."""

    code: str
    articles: dict[str, Text]
    source: tuple[str, ...]
    as_of: str


class MilestoneView(Frozen):
    """One milestone as `term --format json` and `responsibilities` print it."""

    id: str
    acts: Party
    cost: Party
    risk: Party
    default: Party | None = None


class Term(Frozen):
    """The public form of a term (contract A5)."""

    term: str
    name: Text
    family: str
    modes: str
    summary: Text
    delivery: Text
    risk_passes_at: Point
    costs_pass_at: Point
    insurance: Insurance
    named_place: NamedPlace
    on_board_bill_option: bool
    own_vehicle: OwnVehicle
    milestones: tuple[MilestoneView, ...]
    articles: dict[str, Text]
    changes_since_2010: tuple[Text, ...]
    misuses: tuple[Text, ...]
    sources: tuple[str, ...]
    as_of: str
