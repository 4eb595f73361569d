"""The glossary, read on demand: advice does without it."""

from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.gather import read_data
from incoadvisor.model.glossary import GlossaryEntry

NAME = "glossary.yaml"
_ADAPTER: TypeAdapter[tuple[GlossaryEntry, ...]] = TypeAdapter(tuple[GlossaryEntry, ...])


@lru_cache(maxsize=4)
def glossary(knowledge: Knowledge) -> tuple[GlossaryEntry, ...]:
    """Every entry, in file order. Raises KnowledgeError with every fault."""
    try:
        entries = _ADAPTER.validate_python(read_data(knowledge.folder / NAME))
    except ValidationError as error:
        raise KnowledgeError([f"{NAME}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
                              for e in error.errors()]) from None
    faults = []
    ids = [entry.id for entry in entries]
    for entry in entries:
        known = ((entry.source, knowledge.content.references, "source"),
                 (entry.about, knowledge.terms, "term"), (entry.see, ids, "entry"))
        faults += [f"{NAME}: {entry.id}: unknown {what} `{name}`"
                   for names, those, what in known for name in names if name not in those]
        if ids.count(entry.id) > 1:
            faults.append(f"{NAME}: `{entry.id}` is defined twice")
    if faults:
        raise KnowledgeError(faults)
    return entries
