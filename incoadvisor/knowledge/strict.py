"""Strict reading of knowledge outside the rule base: every fault with file and line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.gather import Located
from incoadvisor.knowledge.yamlfile import YamlFault, read
from incoadvisor.model.condition import ConditionError, atoms, parse

Place = tuple[str | int, ...]
T = TypeVar("T")


def located(content: bytes, name: str) -> Located:
    """The YAML document in `content`, called `name` in messages. Raises KnowledgeError."""
    try:
        return Located(name, read(content.decode("utf-8-sig")))
    except YamlFault as fault:
        told = ", ".join(str(v) for v in fault.values.values())
        raise KnowledgeError([f"{name}:{fault.line}: {fault.key} {told}".rstrip()]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([f"{name}:1: not a text in UTF-8"]) from None


def located_file(folder: Path, *parts: str) -> Located:
    """The YAML document at `parts` under the knowledge folder. Raises KnowledgeError."""
    return located(folder.joinpath(*parts).read_bytes(), "/".join(parts))


def shaped(adapter: TypeAdapter[T], source: Located, data: Any, at: Place = ()) -> T:
    """`data`, found at `at` in the document, as the type wanted. Raises KnowledgeError."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise KnowledgeError([
            f"{source.at((*at, *e['loc']))}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
            for e in error.errors()]) from None


def condition_faults(when: Any, knowledge: Knowledge, also: tuple[str, ...] = ()
                     ) -> Iterator[str]:
    """What is wrong with a condition over the facts of a case and those of `also`."""
    from incoadvisor.knowledge.check import accepts

    try:
        condition = parse(when)
    except ConditionError as error:
        yield str(error)
        return
    for atom in atoms(condition):
        if atom.fact in also:
            continue
        spec = knowledge.facts.get(atom.fact)
        if spec is None:
            yield f"unknown fact `{atom.fact}`"
            continue
        operands = atom.operand if atom.op in ("in", "not_in") else (atom.operand,)
        if atom.op in ("is", "is_not", "in", "not_in"):
            for value in operands:
                if not accepts(spec, value, knowledge.content):
                    yield f"{atom.fact} cannot be `{value}`"
