"""Read a case: check every fact against the vocabulary, and say exactly what is wrong.

Raises InputError; the messages live in `knowledge/texts/`.
"""

import datetime
import json
import math
from collections.abc import Mapping
from typing import Any

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.knowledge.yamlfile import MAX_BYTES, YamlFault, read
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.vocabulary import UNKNOWN, Facts, FactSpec, Value

_TRUE = {"true", "yes", "oui"}
_FALSE = {"false", "no", "non"}


def read_case_text(content: bytes, name: str, knowledge: Knowledge) -> CaseFacts:
    """A case from the bytes of a YAML or JSON file called `name`."""
    if len(content) > MAX_BYTES:
        raise InputError("file_too_large", name=name, limit="1 MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("file_not_text", name=name) from None
    if not text.strip():
        raise InputError("file_empty", name=name)
    data = parse_data(text, name)
    if not isinstance(data, Mapping):
        raise InputError("case_not_mapping", name=name)
    return read_facts(data, knowledge)


def parse_data(text: str, name: str) -> Any:
    """Plain data of a user's YAML or JSON text called `name`. Raises InputError."""
    if name.lower().endswith(".json") or text.lstrip().startswith("{"):
        try:
            return json.loads(text, object_pairs_hook=_no_twins)
        except RecursionError:
            raise InputError("file_unreadable", name=name, line=1, problem="depth") from None
        except json.JSONDecodeError as error:
            if name.lower().endswith(".json"):
                raise InputError("file_unreadable", name=name, line=error.lineno,
                                 problem=error.msg) from None
    try:
        return read(text, typed=False).data
    except YamlFault as fault:
        if fault.key == "duplicate_key":
            raise InputError("fact_twice", fact=fault.values["name"], line=fault.line) from None
        problem = fault.values.get("problem", "")
        key = fault.key if fault.key != "yaml_syntax" else "file_unreadable"
        raise InputError(key, name=name, line=fault.line, problem=problem) from None


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise InputError("fact_twice", fact=key, line="?")
        result[key] = value
    return result


def read_facts(given: Mapping[str, Any], knowledge: Knowledge) -> CaseFacts:
    """A case from a mapping of fact names to values; unknown and empty values are left out."""
    facts: Facts = {}
    for name, raw in given.items():
        spec = knowledge.facts.get(name)
        if spec is None or spec.kind == "derived":
            names = [n for n, s in knowledge.facts.items() if s.kind != "derived"]
            raise InputError("unknown_fact", fact=name, suggestion=nearest(str(name), names))
        if isinstance(raw, str):
            raw = raw.strip()
        if raw is None or raw == "" or raw == UNKNOWN:
            continue
        facts[name] = read_value(spec, raw, knowledge)
    return CaseFacts(facts)


def read_value(spec: FactSpec, raw: Any, knowledge: Knowledge) -> Value:
    """One value of one fact, from text or from typed data."""
    if isinstance(raw, datetime.date) and spec.type == "date":
        raw = raw.isoformat()
    if not isinstance(raw, str | bool | int | float):
        raise InputError("not_one_value", fact=spec.name)
    match spec.type:
        case "bool":
            return _bool(spec, raw)
        case "number":
            return _number(spec, raw)
        case "choice":
            return _choice(spec, raw, list(spec.values))
        case "term":
            return _choice(spec, str(raw).upper(), list(knowledge.terms))
        case "date":
            return _date(spec, raw)
        case "country":
            return _country(spec, raw)
        case "currency":
            return _currency(spec, raw)
        case "text":
            return str(raw)


def _refuse(spec: FactSpec, value: object, accepted: str, suggestion: str | None = None
            ) -> InputError:
    return InputError("bad_value", fact=spec.name, value=value, accepted=accepted,
                      suggestion=suggestion)


def _bool(spec: FactSpec, raw: Value) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    options = ["true", "false", UNKNOWN]
    raise _refuse(spec, raw, ", ".join(options), nearest(word, options))


def _number(spec: FactSpec, raw: Value) -> float:
    try:
        number = float(raw) if not isinstance(raw, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number) or (spec.min is not None and number < spec.min):
        raise InputError("bad_number", fact=spec.name, value=raw, least=spec.min or 0,
                         unit=f" {spec.unit}" if spec.unit else "")
    return int(number) if number == int(number) else number


def _choice(spec: FactSpec, raw: Value, options: list[str]) -> str:
    word = str(raw)
    if word in options:
        return word
    lowered = {o.lower(): o for o in options}
    if isinstance(raw, str) and word.lower() in lowered:
        return lowered[word.lower()]
    raise _refuse(spec, raw, ", ".join([*options, UNKNOWN]), nearest(word, options))


def _date(spec: FactSpec, raw: Value) -> str:
    try:
        return datetime.date.fromisoformat(str(raw)).isoformat()
    except ValueError:
        raise _refuse(spec, raw, "YYYY-MM-DD (2026-11-23)") from None


def _country(spec: FactSpec, raw: Value) -> str:
    import pycountry  # lazily: cases without countries need not wait for it

    code = str(raw).upper()
    if len(code) == 2 and pycountry.countries.get(alpha_2=code):
        return code
    suggestion = None
    if len(str(raw)) < 60:
        try:
            suggestion = pycountry.countries.search_fuzzy(str(raw))[0].alpha_2
        except LookupError:
            suggestion = None
    raise _refuse(spec, raw, "ISO 3166-1 alpha-2 (FR, CN, US…)", suggestion)


def _currency(spec: FactSpec, raw: Value) -> str:
    import pycountry

    code = str(raw).upper()
    if len(code) == 3 and pycountry.currencies.get(alpha_3=code):
        return code
    raise _refuse(spec, raw, "ISO 4217 (EUR, USD, CNY…)",
                  nearest(code, [c.alpha_3 for c in pycountry.currencies]))
