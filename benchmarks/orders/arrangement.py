"""Arrangements: what one customer and the exporter do again and again, with its truth."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.orders.book import Book, book, pick
from benchmarks.orders.places import Route
from benchmarks.orders.written import own_words, usual

ADVICE, SOUND = "advice", "sound"


@dataclass(frozen=True)
class Arrangement:
    """Facts ("" is blank) with the written term, and what is true of it.

    `truth` is `sound`, `advice` or the id of the planted fault; `expect` is what an audit must
    say of a fault: a verdict or a finding.
    """

    facts: dict[str, str]
    operation: str
    truth: str
    expect: dict[str, str] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, str]:
        """What is known of it as a case: no blanks, and no customer's number."""
        return {name: value for name, value in self.facts.items()
                if value != "" and name != "customer"}


def arrangements(number: int, seed: int, faulty: float = 0.22) -> list[Arrangement]:
    """`number` arrangements, each kind of operation and fault by its weight."""
    random = Random(seed)
    maker = _Maker(book(), random)
    return [maker.faulty() if random.random() < faulty else maker.sound()
            for _ in range(number)]


class _Maker:
    def __init__(self, known: Book, random: Random) -> None:
        self.book, self.random = known, random
        self.operations = {o["id"]: o for o in known.operations}
        self.faults = {f["id"]: f for f in known.faults}
        self._on: dict[tuple[str, str], dict[str, Any]] = {}

    def sound(self) -> Arrangement:
        """Something the exporter does with a term that fits, or at worst is advised against."""
        while True:
            route = Route.drawn(self.book, self.random)
            operation = self.operations[pick(self.random, self._operations(route))]
            terms = {c: t for c, t in operation["terms"].items()
                     if self.book.goes(t, route.destination) and route.has(t["place"])}
            if terms:
                code = pick(self.random, terms)
                line = usual(code, route.named(terms[code]["place"]), route, self.random)
                truth = operation.get("verdict", SOUND)
                return Arrangement(self._facts(operation, route, {}, line), operation["id"], truth)

    def faulty(self) -> Arrangement:
        """The same with a fault planted."""
        fault = self.faults[pick(self.random, self.faults)]
        while True:
            route = Route.drawn(self.book, self.random)
            fits = self._operations(route)
            over = {i: o for i, o in fits.items() if i in fault["over"]}
            if not over or not self.book.goes(fault, route.destination):
                continue
            operation = over[pick(self.random, over)]
            if route.lane not in fault.get("lanes", (route.lane,)):
                continue
            line = self._badly(fault, operation, route)
            if line is not None:
                facts = self._facts(operation, route, fault.get("facts", {}), line)
                return Arrangement(facts, operation["id"], fault["id"], fault["expect"])

    def _operations(self, route: Route) -> dict[str, Any]:
        key = (route.lane, route.destination)
        if key not in self._on:
            self._on[key] = {i: o for i, o in self.operations.items() if route.lane in o["lanes"]
                             and self.book.goes(o, route.destination)}
        return self._on[key]

    def _badly(self, fault: dict[str, Any], operation: dict[str, Any],
               route: Route) -> str | None:
        terms = fault.get("terms", operation["terms"] if fault.get("own_code") else {})
        terms = {c: t for c, t in terms.items()
                 if self.book.goes(t, route.destination) and route.has(t["place"])}
        code = pick(self.random, terms) if terms else ""
        if "written" in fault:
            if fault.get("own_code") and not terms:
                return None
            kind = fault.get("place") or terms[code]["place"]
            if not route.has(kind):
                return None
            return own_words(pick(self.random, fault["written"]), code, route.named(kind), route)
        return usual(code, route.named(terms[code]["place"]), route, self.random) if terms else None

    def _facts(self, operation: dict[str, Any], route: Route, changed: dict[str, Any],
               line: str) -> dict[str, str]:
        drawn = {name: pick(self.random, values)
                 for name, values in {**operation["facts"], **changed}.items()}
        return route.facts(drawn.get("main_mode", "")) | drawn | {"proposed_term": line}
