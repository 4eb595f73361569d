"""A case as the parameters of a link, and back: each fact by its name, as in a case file.

Links end up in browsers' histories and servers' logs. So texts (places, notes, what the goods
are) and figures go along only when asked for; what is chosen from a list always does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.vocabulary import FactSpec, Value

PRIVATE = frozenset({"text", "number"})  # types told only when asked for


@dataclass(frozen=True)
class LinkedCase:
    """The case of a link, and what in the link could not be read."""

    case: CaseFacts
    faults: tuple[InputError, ...]


def private(spec: FactSpec, value: Value, knowledge: Knowledge) -> bool:
    """Whether a value is told in a link only when asked for. A bare code says nothing private."""
    return spec.type in PRIVATE and value not in knowledge.terms


def write_link(case: CaseFacts, knowledge: Knowledge, everything: bool = False) -> dict[str, str]:
    """The parameters that carry the case; with `everything`, texts and figures too."""
    return {name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in case.facts.items()
            if everything or not private(knowledge.facts[name], value, knowledge)}


def read_link(parameters: Mapping[str, Sequence[str]], knowledge: Knowledge) -> LinkedCase:
    """The case the parameters carry; each one that cannot be read is a fault, the rest is kept.

    `parameters` hold every value a name was given.
    """
    facts: dict[str, Value] = {}
    faults = []
    for name, values in parameters.items():
        try:
            if len(set(values)) > 1:
                raise InputError("link_twice", fact=name)
            facts |= read_facts({name: values[0]}, knowledge).facts
        except InputError as fault:
            faults.append(fault)
    return LinkedCase(CaseFacts(facts), tuple(faults))
