"""`knowledge/damage/`, read when asked for and checked as strictly as the rules."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from incoadvisor.knowledge.check import accepts
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.yamlfile import Document, YamlFault, read
from incoadvisor.model.condition import ConditionError, atoms, unguarded_negations
from incoadvisor.model.damage import OWN_VALUES, STAGE, TERM, DamageBook, Entry

if TYPE_CHECKING:
    from incoadvisor.knowledge.base import Knowledge

PARTS = tuple(DamageBook.model_fields)


@lru_cache(maxsize=4)
def damage_book(knowledge: "Knowledge") -> DamageBook:
    """The book of one knowledge, read once; empty where the folder is missing.

    Raises KnowledgeError with every fault as `file:line: message`.
    """
    documents = dict(_documents(knowledge))
    try:
        book = DamageBook.model_validate({p: d.data for p, d in documents.items()})
    except ValidationError as error:
        raise KnowledgeError([
            f"{_at(documents, e['loc'])}: {'.'.join(map(str, e['loc'][1:]))}: {e['msg']}"
            for e in error.errors()]) from None
    faults = [f"{_at(documents, loc)}: {text}" for loc, text in _meaning(book, knowledge)]
    if faults:
        raise KnowledgeError(faults)
    return book


def _documents(knowledge: "Knowledge") -> Iterator[tuple[str, Document]]:
    for path in sorted((knowledge.folder / "damage").glob("*.yaml")):
        name = f"damage/{path.name}"
        if path.stem not in PARTS:
            raise KnowledgeError([f"{name}:1: no place for this file in the knowledge"])
        try:
            yield path.stem, read(path.read_text(encoding="utf-8"))
        except YamlFault as fault:
            told = ", ".join(str(v) for v in fault.values.values())
            raise KnowledgeError([f"{name}:{fault.line}: {fault.key} {told}".rstrip()]) from None


def _at(documents: dict[str, Document], loc: tuple[str | int, ...]) -> str:
    part = str(loc[0])
    return f"damage/{part}.yaml:{documents[part].line(loc[1:])}"


def _meaning(book: DamageBook, knowledge: "Knowledge"
             ) -> Iterator[tuple[tuple[str | int, ...], str]]:
    seen: set[str] = set()
    for part in PARTS:
        for i, entry in enumerate(getattr(book, part)):
            name = f"`{entry.id}`"
            if entry.id in seen:
                yield (part, i, "id"), f"{name} is defined twice"
            seen.add(entry.id)
            for source in entry.source:
                if source not in knowledge.content.references:
                    yield (part, i, "source"), f"{name}: unknown source `{source}`"
            for fault in _condition(entry, knowledge):
                yield (part, i, "when"), f"{name}: {fault}"


def _condition(entry: Entry, knowledge: "Knowledge") -> Iterator[str]:
    try:
        condition = entry.condition
    except ConditionError as error:
        yield str(error)
        return
    if condition is None:
        return
    for atom in atoms(condition):
        if atom.fact not in knowledge.facts and atom.fact not in (*OWN_VALUES, STAGE, TERM):
            yield f"unknown fact `{atom.fact}`"
        elif atom.op in ("same_as", "not_same_as"):
            if atom.operand not in knowledge.facts:
                yield f"unknown fact `{atom.operand}`"
        elif atom.op in ("in_group", "not_in_group"):
            if atom.operand not in knowledge.content.groups:
                yield f"unknown group `{atom.operand}`"
        elif atom.op not in ("known", "unknown"):
            operands = atom.operand if atom.op in ("in", "not_in") else (atom.operand,)
            for value in operands:
                if not _accepts(atom.fact, value, knowledge):
                    yield f"{atom.fact} cannot be `{value}`"
    for fact in unguarded_negations(condition):
        yield f"`not` over {fact}, which is not tested known beside it"


def _accepts(fact: str, value: Any, knowledge: "Knowledge") -> bool:
    if fact == STAGE:
        return value in {m.id for m in knowledge.content.journey.milestones}
    if fact == TERM:
        return value in knowledge.terms
    if fact in OWN_VALUES:
        return value in OWN_VALUES[fact]
    return accepts(knowledge.facts[fact], value, knowledge.content)
