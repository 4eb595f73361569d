"""One field for each fact; unknown is the default of all of them."""

import datetime
from functools import lru_cache
from typing import Any

import streamlit as st

from components.prose import plain, value_label
from components.session import acted, facts, field_key, lang, problems, put, say, told
from incoadvisor import api

UNKNOWN = "unknown"
BOOLS = ("true", "false")


def field(spec: Any) -> None:
    """Show the field of one fact, and beside it what is wrong with what was typed."""
    key = field_key(spec.name)
    if key not in st.session_state:
        st.session_state[key] = _shown(spec, facts().get(spec.name))
    _widget(spec, key)
    problem = problems().get(spec.name)
    if problem is not None:
        st.error(plain(told(problem, fact=spec.label.get(lang()))))


def _keep(spec: Any, key: str) -> None:
    """Take what was typed into the case, if it can be read."""
    raw = st.session_state[key]
    raw = raw.strip() if isinstance(raw, str) else raw
    try:
        empty = raw in (None, "", UNKNOWN)
        put(spec.name, None if empty else api.read_value(spec, raw, api.knowledge()))
    except api.InputError as error:
        put(spec.name, None)
        problems()[spec.name] = error


def _shown(spec: Any, value: Any) -> Any:
    """A fact's value as its field holds it."""
    match spec.type:
        case "number":
            return None if value is None else float(value)
        case "date":
            return None if value is None else datetime.date.fromisoformat(value)
        case "text" | "currency":
            return value or ""
        case "bool":
            return UNKNOWN if value is None else BOOLS[not value]
    return UNKNOWN if value is None else value


def _widget(spec: Any, key: str) -> None:
    label = spec.label.get(lang())
    if spec.unit:
        label = say("ui_label_unit", label=label, unit=spec.unit)
    common = {"label": plain(label), "key": key, "on_change": acted, "args": (_keep, spec, key),
              "help": plain(spec.why.get(lang())) if spec.why else None}
    unknown = say("ui_unknown")
    match spec.type:
        case "text" | "currency":
            st.text_input(**common, placeholder=unknown)
        case "number":
            st.number_input(**common, value=None, min_value=float(spec.min or 0),
                            placeholder=unknown, format="%.12g")
        case "date":
            st.date_input(**common, value=None, min_value=datetime.date.min,
                          max_value=datetime.date.max, format="YYYY-MM-DD")
        case "bool":
            labels = _labels(spec.name, lang())
            st.radio(**common, options=[UNKNOWN, *labels], horizontal=True,
                     format_func=lambda value: labels.get(value, unknown))
        case _:
            labels = {UNKNOWN: unknown} | _labels(spec.name, lang())
            if st.session_state[key] not in labels:  # a country of no table
                labels[st.session_state[key]] = st.session_state[key]
            st.selectbox(**common, options=list(labels),
                         accept_new_options=spec.type == "country",
                         format_func=lambda value: labels.get(value, value))


@lru_cache(maxsize=512)
def _labels(name: str, language: str) -> dict[str, str]:
    """The values to choose from, each as it is shown."""
    spec = api.knowledge().facts[name]
    match spec.type:
        case "bool":
            return {value: value_label(name, value) for value in BOOLS}
        case "country":
            return {c.country: say("ui_country", name=c.name, code=c.country)
                    for c in api.countries_covered(language)}
        case "term":
            return {code: code for code in api.knowledge().terms}
    return {value: value_label(name, value) for value in spec.values}


def options(name: str) -> dict[str, str]:
    """The values of a fact with few of them, as a file writes them; none for the others."""
    return dict(_labels(name, lang()))


def choices(name: str) -> dict[Any, str]:
    """The values of a fact with few of them, as the case holds them; none for the others."""
    match api.knowledge().facts[name].type:
        case "bool":
            return {value == BOOLS[0]: label for value, label in _labels(name, lang()).items()}
        case "choice" | "term":
            return _labels(name, lang())
    return {}
