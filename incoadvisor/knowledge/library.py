"""The library of case studies: `knowledge/cases/library/*.yaml`, read on demand and strictly."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.gather import Located
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.near import nearest
from incoadvisor.knowledge.strict import Place, located, shaped
from incoadvisor.model.casestudy import THEMES, CaseStudy

FOLDER = ("cases", "library")
_STUDY: TypeAdapter[CaseStudy] = TypeAdapter(CaseStudy)


@lru_cache(maxsize=4)
def library(knowledge: Knowledge) -> dict[str, CaseStudy]:
    """Every case study by id, by level and then in file order.

    Raises KnowledgeError with every fault as `file:line: message`.
    """
    return read_library(knowledge.folder.joinpath(*FOLDER), knowledge)


def read_library(folder: Path, knowledge: Knowledge) -> dict[str, CaseStudy]:
    """The case studies of every file in `folder`. Raises KnowledgeError."""
    faults: list[str] = []
    found: dict[str, CaseStudy] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            source = located(path.read_bytes(), "/".join((*FOLDER, path.name)))
        except KnowledgeError as error:
            faults += error.faults
            continue
        faults += _collect(source, knowledge, found)
    if faults:
        raise KnowledgeError(faults)
    return dict(sorted(found.items(), key=lambda item: item[1].level))


def read_studies(content: bytes, name: str, knowledge: Knowledge) -> list[CaseStudy]:
    """The case studies of one file, which holds one of them or a list. Raises KnowledgeError."""
    found: dict[str, CaseStudy] = {}
    faults = _collect(located(content, name), knowledge, found)
    if faults:
        raise KnowledgeError(faults)
    return list(found.values())


def _collect(source: Located, knowledge: Knowledge, found: dict[str, CaseStudy]) -> list[str]:
    """Add the case studies of one document to `found`; returns the faults."""
    data = source.document.data
    entries: list[tuple[Place, Any]] = (
        [((i,), entry) for i, entry in enumerate(data)] if isinstance(data, list)
        else [((), data)])
    faults: list[str] = []
    for at, entry in entries:
        try:
            study = shaped(_STUDY, source, entry, at)
        except KnowledgeError as error:
            faults += error.faults
            continue
        told = [f"{source.at((*at, *place))}: `{study.id}`: {message}"
                for place, message in _meaning(study, knowledge)]
        if study.id in found:
            told.append(f"{source.at((*at, 'id'))}: `{study.id}` is defined twice")
        found.setdefault(study.id, study)
        faults += told
    return faults


def _meaning(study: CaseStudy, knowledge: Knowledge) -> Iterator[tuple[Place, str]]:
    for i, theme in enumerate(study.themes):
        if theme not in THEMES:
            yield ("themes", i), _unknown("theme", theme, THEMES)
    for fact, value in study.given.items():
        try:
            read_facts({fact: value}, knowledge)
        except InputError as error:
            yield ("given", fact), explain(error, knowledge.texts, "en")
    expected = study.expected
    defensible = (expected.best, *expected.acceptable)
    named: list[tuple[Place, str]] = [(("expected", "best"), expected.best)]
    named += [(("expected", "acceptable", i), c) for i, c in enumerate(expected.acceptable)]
    named += [(("expected", "rejected", i, "term"), r.term)
              for i, r in enumerate(expected.rejected)]
    for place, code in named:
        if code not in knowledge.terms:
            yield place, _unknown("term", code, knowledge.terms)
    if len(set(defensible)) < len(defensible):
        yield ("expected", "acceptable"), "a term is named twice"
    for i, rejected in enumerate(expected.rejected):
        here: Place = ("expected", "rejected", i)
        if rejected.term in defensible:
            yield here, f"`{rejected.term}` is both defensible and rejected"
        for rule in rejected.rules:
            known = knowledge.rules.get(rule)
            if known is None:
                yield (*here, "rules"), _unknown("rule", rule, knowledge.rules)
            elif known.require is None:
                yield (*here, "rules"), f"rule `{rule}` requires nothing, so no term fails it"
    if expected.place is None:
        yield ("expected", "place"), "a place is expected"
    for i, source in enumerate(study.source):
        if source not in knowledge.content.references:
            yield ("source", i), _unknown("source", source, knowledge.content.references)
    if not study.dossier:
        yield ("dossier",), "the dossier is empty"


def _unknown(what: str, name: str, known: Any) -> str:
    near = nearest(name, known)
    return f"unknown {what} `{name}`" + (f" (did you mean `{near}`?)" if near else "")
