"""Damage at one milestone: who bears it, whom to claim from, what to do, and the price."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from pydantic import Field

from incoadvisor.engine.predicates import Test, test
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model import damage as d
from incoadvisor.model.advice import Cited
from incoadvisor.model.condition import Condition
from incoadvisor.model.term import Cell, Party, TermFacts
from incoadvisor.model.text import Frozen, Lang, Text
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.reasons import continued

Side = Literal["seller", "buyer"]
SIDES: tuple[Side, ...] = ("seller", "buyer")
_ENTRY = TypeVar("_ENTRY", bound=d.Entry)


class Evidence(Frozen):
    """What every line of the answer carries.

    `if_bearer` is set where nobody yet knows who bears the risk: the line then holds only if
    that side does.
    """

    id: str
    sources: tuple[Cited, ...]
    as_of: str
    confidence: str
    if_bearer: Side | None = None


class Claim(Evidence):
    """Who claims from whom, on which document and insurance, and for how much at most."""

    kind: Literal["insurer", "carrier", "handler"]
    who: Side
    against: str
    document: str | None
    insurance: str | None
    limit: str | None
    amounts: tuple[d.Amount, ...]
    text: str


class DamageStep(Evidence):
    """Something to do; days or months run from delivery, none means now."""

    deadline: str
    days: int | None = None
    months: int | None = None
    text: str


class Told(Evidence):
    """A sentence on the price, or a note."""

    text: str


class Damage(Frozen):
    """The whole answer. `presumed` is who bears the risk unless the open facts say otherwise."""

    schema_: Literal["incoadvisor/damage/1"] = Field(
        default="incoadvisor/damage/1", serialization_alias="schema", validation_alias="schema")
    term: str
    variant: str | None
    milestone: str
    label: str
    bearer: Party
    presumed: Side | None
    settled_by: tuple[str, ...]
    sentence: str
    article: str
    why: str
    claims: tuple[Claim, ...]
    steps: tuple[DamageStep, ...]
    price: tuple[Told, ...]
    notes: tuple[Told, ...]


@dataclass(frozen=True)
class Damaged:
    """The question: a term (with its variant) whose risk cell is `cell`, in a situation.

    `facts` are those of the case, as known.
    """

    knowledge: Knowledge
    book: d.DamageBook
    code: str
    variant: str | None
    milestone: str
    cells: dict[str, Cell]
    facts: Facts
    lang: Lang


def answer(asked: Damaged) -> Damage:
    """What to know and do about damage at the milestone."""
    return _Answer(asked).whole()


class _Answer:
    def __init__(self, asked: Damaged) -> None:
        self.asked = asked
        self.lang, self.texts = asked.lang, asked.knowledge.texts
        self.term: TermFacts = asked.knowledge.terms[asked.code]
        self.cell = asked.cells[asked.milestone]
        risk, default = self.cell.risk, self.cell.default
        self.presumed: Side | None = None if risk in SIDES else _side(default)
        sure = _side(risk) or self.presumed
        self.bearers: tuple[Side, ...] = (sure,) if sure else SIDES

    def say(self, key: str, **values: object) -> str:
        return self.texts.say(key, self.lang, **values)

    def whole(self) -> Damage:
        milestone = next(m for m in self.asked.knowledge.content.journey.milestones
                         if m.id == self.asked.milestone)
        label = milestone.label.get(self.lang)
        article, why = self._why()
        book = self.asked.book
        claims = [*self._claims(book.regimes, self._carrier),
                  *self._claims(book.claims, self._other)]
        steps = [*self._steps_of_regimes(), *self._steps()]
        return Damage(
            term=self.term.code, variant=self.asked.variant, milestone=milestone.id, label=label,
            bearer=self.cell.risk, presumed=self.presumed, settled_by=self._settled_by(),
            sentence=self._sentence(label), article=article, why=why,
            claims=tuple(sorted(claims, key=lambda c: _KINDS.index(c.kind))),
            steps=tuple(step for _, step in sorted(steps, key=lambda pair: pair[0])),
            price=tuple(self._told(_price_first(book.price))),
            notes=tuple(self._told(_by_order(book.notes))))

    # --- who and why ------------------------------------------------------------------------
    def _sentence(self, label: str) -> str:
        values = {"term": self.term.code, "milestone": label}
        if self.cell.risk in SIDES:
            return self.say(f"damage_bears_{self.cell.risk}", **values)
        names = [self.asked.knowledge.facts[f].label.get(self.lang) for f in self._settled_by()]
        opened = self.say(f"damage_depends_{self.cell.risk}",
                          facts=self.say("join_or").join(names), **values)
        if self.presumed is None:
            return opened
        return f"{opened} {self.say(f'damage_presumed_{self.presumed}')}"

    def _settled_by(self) -> tuple[str, ...]:
        """Facts that would say who bears an open risk."""
        if self.cell.risk in SIDES:
            return ()
        found = [fact for resolution in self.term.resolve
                 if "risk" in resolution.set.get(self.asked.milestone, {})
                 for fact in (*resolution.when, *resolution.otherwise)
                 if fact not in self.asked.facts]
        return tuple(dict.fromkeys(found))

    def _why(self) -> tuple[str, str]:
        """The article on the passing of risk that speaks of the bearer, and the point."""
        articles = _articles(self.asked.knowledge, self.term.code)
        number = "A3" if self.bearers[0] == "seller" else "B3"
        point = self.term.risk_passes_at.text.get(self.lang)
        return number, self.say("damage_why", article=number, point=continued(point),
                                text=articles[number].get(self.lang))

    # --- what holds ---------------------------------------------------------------------------
    def _facts(self, bearer: Side) -> Facts:
        """The facts of the case with those of the answer, for one bearer of the risk."""
        insurance = self.term.insurance
        cover = insurance.cover if insurance.by == "seller" else None
        if cover is not None:
            cover = self.asked.facts.get("insurance_cover", cover)  # type: ignore[assignment]
        own: Facts = {d.STAGE: self.asked.milestone, d.BEARER: bearer, d.TERM: self.term.code,
                      d.COVER: cover or "none", d.TERM_MODES: self.term.modes}
        books = self.asked.cells["main_carriage"].acts
        if books in SIDES:
            own[d.BOOKS] = books
        return {**self.asked.facts, **own}

    def _holding(self, entries: Sequence[_ENTRY]) -> Iterator[tuple[_ENTRY, Side | None]]:
        """Entries that hold, with the bearer they hang on if that is still open."""
        situations = {bearer: self._facts(bearer) for bearer in self.bearers}
        for entry in entries:
            holds = [bearer for bearer, facts in situations.items()
                     if entry.condition is None
                     or _compiled(self.asked.knowledge, entry.condition)(facts)]
            if holds:
                yield entry, None if len(holds) == len(self.bearers) else holds[0]

    def _evidence(self, entry: d.Entry, only: Side | None) -> dict[str, object]:
        references = self.asked.knowledge.content.references
        cited = tuple(Cited(ref=ref, title=references[ref].named(self.lang),
                            url=references[ref].url, as_of=references[ref].as_of)
                      for ref in entry.source)
        return {"id": entry.id, "sources": cited, "as_of": entry.as_of,
                "confidence": entry.confidence, "if_bearer": only}

    # --- claims -------------------------------------------------------------------------------
    def _claims(self, entries: Sequence[_ENTRY],
                fields: Callable[[_ENTRY], dict[str, object]]) -> Iterator[Claim]:
        for entry, only in self._holding(entries):
            for bearer in (only,) if only else self.bearers:
                told = self._evidence(entry, bearer if len(self.bearers) > 1 else None)
                yield Claim(who=bearer, **told, **fields(entry))  # type: ignore[arg-type]

    def _carrier(self, regime: d.Regime) -> dict[str, object]:
        text = self.say("damage_regime", name=regime.name.get(self.lang),
                        entitled=regime.entitled.get(self.lang),
                        applies=regime.applies.get(self.lang))
        return {"kind": "carrier", "against": regime.against.get(self.lang),
                "document": regime.document.get(self.lang), "insurance": None,
                "limit": regime.limit.text.get(self.lang) + self._by_weight(regime),
                "amounts": regime.limit.amounts, "text": text}

    def _by_weight(self, regime: d.Regime) -> str:
        """What the limit by weight makes for this shipment, lost as a whole."""
        weight = self.asked.facts.get("gross_weight_kg")
        rate = next((a.value for a in regime.limit.amounts if a.unit == "sdr_kg"), None)
        if rate is None or not isinstance(weight, int | float) or not weight:
            return ""
        return " " + self.say("damage_by_weight", weight=self._number(weight),
                              amount=self._number(round(rate * weight)))

    def _number(self, value: float) -> str:
        shown = f"{value:,.10g}" if value < 1e9 else f"{value:,.0f}"
        if self.lang == "fr":
            return shown.replace(",", "\u00a0").replace(".", ",")
        return shown

    def _other(self, entry: d.ClaimEntry) -> dict[str, object]:
        def shown(text: Text | None) -> str | None:
            return text.get(self.lang) if text else None

        return {"kind": entry.kind, "against": entry.against.get(self.lang),
                "document": shown(entry.document), "insurance": shown(entry.insurance),
                "limit": shown(entry.limit), "amounts": entry.amounts,
                "text": entry.text.get(self.lang)}

    # --- steps --------------------------------------------------------------------------------
    def _steps(self) -> Iterator[tuple[tuple[int, int], DamageStep]]:
        for entry, only in self._holding(self.asked.book.steps):
            days = None if entry.within == "now" else entry.within.days
            yield ((days or 0, entry.order), DamageStep(
                deadline=self._within(days), days=days, text=entry.text.get(self.lang),
                **self._evidence(entry, only)))  # type: ignore[arg-type]

    def _steps_of_regimes(self) -> Iterator[tuple[tuple[int, int], DamageStep]]:
        for regime, only in self._holding(self.asked.book.regimes):
            told = self._evidence(regime, only)
            yield (0, 30), self._step(told, "apparent", regime.apparent, self._within(None))
            for name, period in (("hidden", regime.hidden), ("delay", regime.delay)):
                if period is not None:
                    yield (period.days, 60), self._step(
                        told, name, period, self._within(period.days, period.counted),
                        days=period.days)
            months = regime.suit.months
            key = "damage_within_years" if months % 12 == 0 else "damage_within_months"
            deadline = self._plural(key, months // 12 if months % 12 == 0 else months)
            yield (months * 30, 90), self._step(told, "suit", regime.suit, deadline, months=months)

    def _step(self, told: dict[str, object], name: str, what: d.Told, deadline: str,
              **period: int) -> DamageStep:
        named = {**told, "id": f"{told['id']}-{name}"}
        return DamageStep(deadline=deadline, text=what.text.get(self.lang),
                          **named, **period)  # type: ignore[arg-type]

    def _within(self, days: int | None, counted: Text | None = None) -> str:
        if days is None:
            return self.say("damage_now")
        shown = self._plural("damage_within_days", days)
        return f"{shown} ({counted.get(self.lang)})" if counted else shown

    def _plural(self, key: str, number: int) -> str:
        return self.say(key if number > 1 else f"{key}_one", count=number)

    # --- the rest -----------------------------------------------------------------------------
    def _told(self, entries: Sequence[d.PriceEntry | d.NoteEntry]) -> Iterator[Told]:
        for entry, only in self._holding(entries):
            yield Told(text=entry.text.get(self.lang),
                       **self._evidence(entry, only))  # type: ignore[arg-type]


_KINDS = ("insurer", "carrier", "handler")


@lru_cache(maxsize=1024)
def _compiled(knowledge: Knowledge, condition: Condition) -> Test:
    return test(condition, knowledge.content.groups)


@lru_cache(maxsize=32)
def _articles(knowledge: Knowledge, code: str) -> dict[str, Text]:
    return knowledge.articles(code).articles


def _price_first(entries: Sequence[d.PriceEntry]) -> list[d.PriceEntry]:
    return sorted(entries, key=lambda entry: entry.aspect != "price")


def _by_order(entries: Sequence[d.NoteEntry]) -> list[d.NoteEntry]:
    return sorted(entries, key=lambda entry: entry.order)


def _side(party: Party | None) -> Side | None:
    return party if party == "seller" or party == "buyer" else None
