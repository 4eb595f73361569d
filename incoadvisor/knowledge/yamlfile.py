"""Strict YAML: no duplicate key, no alias, no code, bounded depth, and a line for every value.

The stream of events is checked before anything is built, so a hostile file cannot expand or
recurse. Only `true` and `false` are booleans: `NO` stays Norway. Dates stay text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without libyaml: slower, same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 30
MAX_BYTES = 1024 * 1024

_INT = re.compile(r"-?(0|[1-9]\d{0,17})")
_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+")

Path_ = tuple[str | int, ...]


class YamlFault(Exception):
    """What is wrong in a YAML text: `key` of the message, its values, and the line (from 1)."""

    def __init__(self, key: str, line: int, **values: object) -> None:
        super().__init__(f"line {line}: {key} {values or ''}".strip())
        self.key = key
        self.line = line
        self.values = values


@dataclass
class Document:
    """Plain data with the line of every value, by its path."""

    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """Line of the value at `path`, or of its nearest ancestor."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, *, typed: bool = True) -> Document:
    """Parse one YAML document; `typed=False` keeps every scalar as text.

    Raises YamlFault.
    """
    try:
        return _build(text, typed)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlFault("yaml_syntax", mark.line + 1 if mark else 1,
                        problem=error.problem or str(error)) from None
    except yaml.YAMLError as error:
        raise YamlFault("yaml_syntax", 1, problem=str(error).splitlines()[0]) from None


def _build(text: str, typed: bool) -> Document:
    document = Document(None)
    stack: list[tuple[Any, Path_]] = []  # open containers with their paths
    keys: list[Any] = []  # the pending key of each open mapping
    documents = 0

    def place(value: Any, line: int) -> Path_:
        if not stack:
            document.data = value
            document.lines[()] = line
            return ()
        container, path = stack[-1]
        if isinstance(container, list):
            here = (*path, len(container))
            container.append(value)
        elif keys[-1] is _NONE:
            if not isinstance(value, str | int | float | bool):
                raise YamlFault("yaml_key", line)
            key = value if isinstance(value, str) else str(value).lower()
            if key in container:
                raise YamlFault("duplicate_key", line, name=key)
            keys[-1] = key
            document.lines[(*path, key)] = line
            return path
        else:
            here = (*path, keys[-1])
            container[keys[-1]] = value
            keys[-1] = _NONE
        document.lines[here] = line
        return here

    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise YamlFault("yaml_many", line)
            case yaml.AliasEvent():
                raise YamlFault("yaml_alias", line)
            case yaml.ScalarEvent():
                if event.anchor:
                    raise YamlFault("yaml_alias", line)
                plain = event.implicit[0]
                place(_scalar(event.value, typed) if plain else event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if event.anchor:
                    raise YamlFault("yaml_alias", line)
                if len(stack) >= MAX_DEPTH:
                    raise YamlFault("yaml_deep", line)
                mapping = isinstance(event, yaml.MappingStartEvent)
                container: Any = {} if mapping else []
                path = place(container, line)
                stack.append((container, path))
                keys.append(_NONE)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                stack.pop()
                keys.pop()
    return document


_NONE = object()


def _scalar(value: str, typed: bool) -> Any:
    if value in ("", "~", "null", "Null", "NULL"):
        return None
    if not typed:
        return value
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return value
