"""The worked cases of `knowledge/cases/`, and whether an answer is the one they expect.

Tests hold the whole advice against them; `verify --coverage` holds changed rule bases against them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from incoadvisor.engine.choose import Outcome
from incoadvisor.engine.situation import Situation
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.gather import read_data
from incoadvisor.model.vocabulary import UNKNOWN, Facts

FIT = ("recommended", "acceptable")
UNFIT = ("discouraged", "excluded")


@dataclass(frozen=True)
class Answer:
    """What a case is told, in the words that expectations use."""

    state: str
    term: str | None
    variant: str | None
    verdicts: Mapping[str, str]
    gives_up: frozenset[str]
    proposed: str | None = None  # the code of today that the proposed term stands for

    @classmethod
    def of(cls, outcome: Outcome, proposed: object = None) -> "Answer":
        """The answer in an outcome of the engine."""
        return cls(outcome.state, outcome.term, outcome.variant, outcome.verdicts,
                   frozenset(outcome.gives_up()), str(proposed) if proposed else None)


@dataclass(frozen=True)
class Expectation:
    """One situation of the suite, and what its answer must be."""

    case: str
    kind: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    exact: bool  # a state, a term and verdicts; otherwise terms that fit and terms that do not

    def faults(self, answer: Answer) -> list[str]:
        """How the answer departs from what is expected; empty when it does not."""
        departs = _exactly(self.expected, answer) if self.exact else _fits(self.expected, answer)
        return [f"{what}: {found}" for what, found in departs]


def _exactly(expected: Mapping[str, Any], answer: Answer) -> Iterator[tuple[str, object]]:
    if "state" in expected and answer.state != expected["state"]:
        yield "state", answer.state
    wanted = expected.get("recommended")
    accepted = wanted if isinstance(wanted, list) else [wanted]
    if "recommended" in expected and answer.term not in accepted:
        yield "recommended", answer.term
    if "variant" in expected and answer.variant != expected["variant"]:
        yield "variant", answer.variant
    if "gives_up" in expected and answer.gives_up != set(expected["gives_up"]):
        yield "gives_up", sorted(answer.gives_up)
    verdicts = dict(expected.get("verdicts", {}))
    if "proposed_verdict" in expected and answer.proposed is not None:
        verdicts[answer.proposed] = expected["proposed_verdict"]
    for code, verdict in verdicts.items():
        if answer.verdicts[code] != verdict:
            yield code, answer.verdicts[code]


def _fits(expected: Mapping[str, Any], answer: Answer) -> Iterator[tuple[str, object]]:
    wanted = expected["recommended"]
    proposed = answer.proposed if "judges" in expected else None
    if proposed in wanted:  # what stands is fine: nothing else need be better
        if answer.verdicts[str(proposed)] not in FIT:
            yield str(proposed), answer.verdicts[str(proposed)]
    else:
        if answer.term not in wanted:
            yield "recommended", answer.term
        if proposed is not None and answer.verdicts[proposed] not in UNFIT:
            yield proposed, answer.verdicts[proposed]
    for code in expected.get("not_recommended", []):
        if answer.verdicts[code] not in UNFIT:
            yield code, answer.verdicts[code]


def folder(knowledge: Knowledge) -> Path:
    """Where the cases lie."""
    return knowledge.folder / "cases"


def entries(cases: Path, pattern: str) -> Iterator[dict[str, Any]]:
    """The entries of the files that match, in file order; argued exceptions are left out."""
    for path in sorted(cases.glob(pattern)):
        yield from (entry for entry in read_data(path) if "exception" not in entry)


def expectations(cases: Path) -> list[Expectation]:
    """Every situation of the suite that says what is to be advised."""
    return [e for kind, read in _KINDS.items() for entry in entries(cases, f"{kind}*.yaml")
            for e in read(kind, entry)]


def _case(kind: str, entry: dict[str, Any]) -> Iterator[Expectation]:
    judges = {"judges": True} if kind == "misuse" else {}
    yield Expectation(entry["id"], kind, entry["given"], entry["expected"] | judges, False)


def _pair(kind: str, entry: dict[str, Any]) -> Iterator[Expectation]:
    for side in ("first", "second"):
        expected = {k: v for k, v in entry[side].items() if k != "value"}
        if not expected.get("recommended"):
            expected.pop("recommended", None)
        given = {**entry["given"], entry["fact"]: entry[side]["value"]}
        yield Expectation(entry["id"], kind, given, expected, True)


def _invariant(kind: str, entry: dict[str, Any]) -> Iterator[Expectation]:
    for value in entry["values"]:
        yield Expectation(entry["id"], kind, {**entry["given"], entry["fact"]: value},
                          {"recommended": entry["recommended"]}, True)


def _state(kind: str, entry: dict[str, Any]) -> Iterator[Expectation]:
    expected = {"recommended": None, "gives_up": [], **entry}
    yield Expectation(entry["id"], kind, entry["given"], expected, True)


_KINDS = {"selection": _case, "misuse": _case, "pairs": _pair, "invariants": _invariant,
          "states": _state}


@dataclass(frozen=True)
class Situated:
    """An expectation with the facts the engine starts from."""

    expectation: Expectation
    facts: Facts

    def faults(self, outcome: Outcome) -> list[str]:
        """How an outcome departs from what is expected."""
        return self.expectation.faults(Answer.of(outcome, self.facts.get("proposed_code")))


@lru_cache(maxsize=4)
def situated(knowledge: Knowledge) -> tuple[Situated, ...]:
    """The whole suite, read as of the date of the rule base. Empty when there are no cases."""
    today = knowledge.content.about["as_of"]
    found = []
    for expectation in expectations(folder(knowledge)):
        given = {k: v for k, v in expectation.given.items() if v != UNKNOWN}
        case = read_facts(given, knowledge)
        found.append(Situated(expectation, Situation(knowledge, case, today, "en").start))
    return tuple(found)
