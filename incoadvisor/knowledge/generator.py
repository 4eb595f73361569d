"""What cases are drawn from: `knowledge/teach/generator/*.yaml`, on demand and strictly."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.strict import Place, condition_faults, located_file, shaped
from incoadvisor.model.generator import Generator

_PARTS = ("firms", "places", "goods", "scenes", "wishes", "traps", "papers")
Fault = tuple[str, Place, str]


@lru_cache(maxsize=4)
def generator(knowledge: Knowledge) -> Generator:
    """The knowledge cases are drawn from. Raises KnowledgeError as `file:line: message`."""
    sources = {name: located_file(knowledge.folder, "teach", "generator", f"{name}.yaml")
               for name in _PARTS}
    found = Generator.model_construct(**{
        name: shaped(_adapter(name), source, source.document.data)
        for name, source in sources.items()})
    faults = [f"{sources[name].at(at)}: {told}" for name, at, told in _faults(found, knowledge)]
    if faults:
        raise KnowledgeError(faults)
    return found


def _faults(found: Generator, knowledge: Knowledge) -> Iterator[Fault]:
    given: list[tuple[str, Place, dict[str, Any]]] = [
        ("goods", (i, "facts"), g.facts) for i, g in enumerate(found.goods)]
    given += [("scenes", (i, "facts"), s.facts) for i, s in enumerate(found.scenes)]
    given += [("wishes", (i, "options", j, "facts"), o.facts)
              for i, w in enumerate(found.wishes) for j, o in enumerate(w.options)]
    for name, at, facts in given:
        try:
            read_facts(facts, knowledge)
        except InputError as error:
            yield name, at, explain(error, knowledge.texts, "en")
    terms: list[tuple[str, Place, tuple[str, ...]]] = [
        ("scenes", (i, "targets"), s.targets) for i, s in enumerate(found.scenes)]
    terms += [("wishes", (i, "options", j, "for"), o.suits)
              for i, w in enumerate(found.wishes) for j, o in enumerate(w.options)]
    terms += [("traps", (i, "reads"), (t.reads, *t.only_for, *t.not_for))
              for i, t in enumerate(found.traps)]
    for name, at, codes in terms:
        for code in codes:
            if code not in knowledge.terms:
                yield name, at, f"unknown term `{code}`"
    for i, scene in enumerate(found.scenes):
        for point in (scene.to, *scene.departs.values()):
            if point not in found.places.points:
                yield "scenes", (i,), f"unknown point `{point}`"
    conditions: list[tuple[str, Place, Any]] = [
        ("traps", (i, "when"), t.when) for i, t in enumerate(found.traps)]
    conditions += [("wishes", (i, "options", j, "when"), o.when)
                   for i, w in enumerate(found.wishes) for j, o in enumerate(w.options)]
    for name, at, when in conditions:
        for told in condition_faults(when, knowledge) if when is not None else ():
            yield name, at, told
    for source in found.papers.source:
        if source not in knowledge.content.references:
            yield "papers", ("source",), f"unknown source `{source}`"


def _adapter(name: str) -> TypeAdapter[Any]:
    kind: Any = Generator.model_fields[name].annotation
    return TypeAdapter(kind)
