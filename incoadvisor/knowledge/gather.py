"""Bring the YAML files together into one mapping, remembering the line of every value."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.yamlfile import Document, YamlFault, read
from incoadvisor.model.rule import STAGES


@dataclass(frozen=True)
class Located:
    """A document and the name it is reported under."""

    name: str
    document: Document

    def at(self, path: tuple[str | int, ...] = ()) -> str:
        """`file:line` of the value at `path`."""
        return f"{self.name}:{self.document.line(path)}"


# Where each entry of the gathered mapping came from: path in the mapping -> (file, path there)
Origins = dict[tuple[str | int, ...], tuple[Located, tuple[str | int, ...]]]


def read_data(path: Path) -> Any:
    """The plain data of one knowledge file; KnowledgeError when it is not sound YAML."""
    return _document(path, path.name).document.data


def _document(path: Path, name: str) -> Located:
    try:
        return Located(name, read(path.read_text(encoding="utf-8")))
    except YamlFault as fault:
        told = ", ".join(str(v) for v in fault.values.values())
        raise KnowledgeError([f"{name}:{fault.line}: {fault.key} {told}".rstrip()]) from None


def gather(folder: Path, files: list[Path]) -> tuple[dict[str, Any], Origins]:
    """All files as one mapping shaped like `Content`, and where each entry stands."""
    data: dict[str, Any] = {
        "about": {}, "facts": [], "match_topics": {}, "warning_topics": {}, "groups": {},
        "references": {}, "journey": {}, "places": {}, "terms": [], "rules": [], "markets": [],
        "texts": {},
    }
    origins: Origins = {}
    faults: list[str] = []

    def add_all(target: str, source: Located, path: tuple[str, ...] = ()) -> None:
        entries = source.document.data
        for key in path:
            entries = entries[key]
        for name, entry in entries.items():
            if name in data[target]:
                faults.append(f"{source.at((*path, name))}: `{name}` is defined twice")
            data[target][name] = entry
            origins[(target, name)] = (source, (*path, name))

    for file in files:
        parts = file.relative_to(folder).parts
        source = _document(file, "/".join(parts))
        content = source.document.data
        match parts:
            case ("about.yaml",):
                data["about"] = content
                origins[("about",)] = (source, ())
            case ("facts.yaml",):
                data["facts"] = content
                for i in range(len(content)):
                    origins[("facts", i)] = (source, (i,))
            case ("topics.yaml",):
                add_all("match_topics", source, ("match",))
                add_all("warning_topics", source, ("warnings",))
            case ("groups.yaml",):
                add_all("groups", source)
            case ("journey.yaml",):
                data["journey"] = content
                origins[("journey",)] = (source, ())
            case ("places.yaml",):
                add_all("places", source)
            case ("references", _):
                add_all("references", source)
            case ("texts", _):
                add_all("texts", source)
            case ("terms", _):
                origins[("terms", len(data["terms"]))] = (source, ())
                data["terms"].append(content)
            case ("markets", _):
                origins[("markets", len(data["markets"]))] = (source, ())
                data["markets"].append(content)
            case ("damage", _):
                pass  # part of the digest; knowledge/damage.py reads it when asked for
            case ("rules", stage, _) if stage in STAGES:
                for i, rule in enumerate(content or []):
                    origins[("rules", len(data["rules"]))] = (source, (i,))
                    rule = rule if isinstance(rule, dict) else {"id": str(rule)}
                    data["rules"].append({**rule, "stage": stage, "origin": source.at((i,))})
            case _:
                faults.append(f"{source.name}:1: no place for this file in the knowledge")
    # File order is alphabetic; rules run stage by stage.
    _sort_by_stage(data["rules"], origins)
    if faults:
        raise KnowledgeError(faults)
    return data, origins


def _sort_by_stage(rules: list[dict[str, Any]], origins: Origins) -> None:
    places = [origins.pop(("rules", i)) for i in range(len(rules))]
    order = sorted(range(len(rules)), key=lambda i: STAGES.index(rules[i]["stage"]))
    for new, old in enumerate(order):
        origins[("rules", new)] = places[old]
    rules[:] = [rules[i] for i in order]
