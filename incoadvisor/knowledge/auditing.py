"""The knowledge of the audit: `knowledge/audit/`, read on demand and strictly."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.gather import Located
from incoadvisor.knowledge.strict import Place, condition_faults, located, located_file, shaped
from incoadvisor.model.audit import ColumnMap, Judging
from incoadvisor.model.condition import Condition, parse

_JUDGING: TypeAdapter[Judging] = TypeAdapter(Judging)
_MAP: TypeAdapter[ColumnMap] = TypeAdapter(ColumnMap)
_NAMES: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[str, tuple[str, ...]])
Faults = Iterator[tuple[Place, str]]


@lru_cache(maxsize=4)
def judging(knowledge: Knowledge) -> Judging:
    """How an order line is judged. Raises KnowledgeError."""
    source = located_file(knowledge.folder, "audit", "judging.yaml")
    found = shaped(_JUDGING, source, source.document.data)
    _refuse(source, _judging_faults(found, knowledge))
    return found


def asks(knowledge: Knowledge) -> list[tuple[str, Condition | None]]:
    """The facts that an order line ought to tell, each with the condition under which it ought."""
    return [(ask.fact, parse(ask.when) if ask.when is not None else None)
            for ask in judging(knowledge).asks]


@lru_cache(maxsize=4)
def column_names(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """For each fact the names that columns holding it go by. Raises KnowledgeError."""
    source = located_file(knowledge.folder, "audit", "columns.yaml")
    names = shaped(_NAMES, source, source.document.data)
    _refuse(source, (((fact,), f"unknown fact `{fact}`") for fact in names
                     if fact not in knowledge.facts))
    return names


def ready_maps(knowledge: Knowledge) -> dict[str, ColumnMap]:
    """The ready column maps by name. Raises KnowledgeError."""
    folder = knowledge.folder / "audit" / "mappings"
    return {path.stem: _map(located_file(folder, path.name), knowledge)
            for path in sorted(folder.glob("*.yaml"))}


def read_map(content: bytes, name: str, knowledge: Knowledge) -> ColumnMap:
    """A column map from the bytes of a YAML file. Raises KnowledgeError."""
    return _map(located(content, name), knowledge)


def _map(source: Located, knowledge: Knowledge) -> ColumnMap:
    found = shaped(_MAP, source, source.document.data)
    _refuse(source, _map_faults(found, knowledge))
    return found


def _map_faults(found: ColumnMap, knowledge: Knowledge) -> Faults:
    from incoadvisor.knowledge.near import nearest

    usable = [n for n, spec in knowledge.facts.items() if spec.kind != "derived"]
    for group, names in (("columns", found.columns), ("constants", found.constants)):
        for fact in names:
            if fact not in usable:
                near = nearest(fact, usable)
                yield (group, fact), f"unknown fact `{fact}`" + (
                    f" (did you mean `{near}`?)" if near else "")
    for fact, column in found.columns.items():
        spec = knowledge.facts.get(fact)
        for value in column.values.values() if spec and spec.values else ():
            if value not in spec.values:  # type: ignore[union-attr]
                yield ("columns", fact, "values"), f"`{fact}` cannot be `{value}`"
    for reference in found.source:
        if reference not in knowledge.content.references:
            yield ("source",), f"unknown source `{reference}`"


def _judging_faults(found: Judging, knowledge: Knowledge) -> Faults:
    judged: dict[Place, Any] = {
        ("stopped",): found.stopped, ("unread_term",): found.unread_term,
        ("no_term",): found.no_term, ("unread_line",): found.unread_line,
        **{("verdicts", v): j for v, j in found.verdicts.items()},
        **{("findings", f): j for f, j in found.findings.items()}}
    for place, judgement in judged.items():
        if judgement.status not in found.statuses:
            yield place, f"unknown status `{judgement.status}`"
    for i, ask in enumerate(found.asks):
        if ask.fact not in knowledge.facts:
            yield ("asks", i), f"unknown fact `{ask.fact}`"
        elif ask.when is not None:
            for message in condition_faults(ask.when, knowledge):
                yield ("asks", i, "when"), message


def _refuse(source: Located, faults: Faults) -> None:
    told = [f"{source.at(place)}: {message}" for place, message in faults]
    if told:
        raise KnowledgeError(told)


