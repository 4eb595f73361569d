"""The published worked cases that tell a story, as examples to start from."""

from functools import lru_cache

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.gather import read_data
from incoadvisor.model.text import Frozen, Text
from incoadvisor.model.vocabulary import Facts

_FILES = ("selection.yaml", "misuse.yaml")


class Example(Frozen):
    """A situation told in words, and the facts it gives."""

    id: str
    title: Text
    story: Text
    facts: Facts


@lru_cache(maxsize=2)
def examples(knowledge: Knowledge) -> dict[str, Example]:
    """The examples by id, in the order of their files."""
    return {case["id"]: Example(id=case["id"], title=Text(**case["title"]),
                                story=Text(**case["story"]),
                                facts=read_facts(case["given"], knowledge).facts)
            for name in _FILES for case in read_data(knowledge.folder / "cases" / name)
            if "story" in case}
