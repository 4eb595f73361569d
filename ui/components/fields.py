"""One field for each fact; unknown is the default of all of them."""

import datetime
from typing import Any

import streamlit as st

from components.prose import plain, value_label
from components.session import facts, form_number, lang, say
from incoadvisor import api

UNKNOWN = "unknown"
BOOLS = ("true", "false")


def field(spec: Any) -> None:
    """Show the field of one fact, and keep its value once it is valid."""
    key = f"{spec.name}/{lang()}/{form_number()}"
    given = facts()
    if key not in st.session_state:
        st.session_state[key] = _shown(spec, given.get(spec.name))
    raw = _widget(spec, key)
    try:
        value = None if raw in (None, "", UNKNOWN) else api.read_value(spec, raw, api.knowledge())
    except api.InputError as error:
        st.error(plain(api.explain(error, api.knowledge().texts, lang())))
        value = None
    if value is None:
        given.pop(spec.name, None)
    else:
        given[spec.name] = value


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


def _widget(spec: Any, key: str) -> Any:
    label = spec.label.get(lang())
    if spec.unit:
        label = say("ui_label_unit", label=label, unit=spec.unit)
    common = {"label": plain(label), "key": key,
              "help": plain(spec.why.get(lang())) if spec.why else None}
    unknown = say("ui_unknown")
    match spec.type:
        case "text" | "currency":
            return st.text_input(**common, placeholder=unknown).strip()
        case "number":
            return st.number_input(**common, value=None, min_value=float(spec.min or 0),
                                   placeholder=unknown, format="%.12g")
        case "date":
            return st.date_input(**common, value=None, min_value=datetime.date.min,
                                 max_value=datetime.date.max, format="YYYY-MM-DD")
    labels = {UNKNOWN: unknown} | _labels(spec)
    if spec.type == "bool":
        return st.radio(**common, options=labels, horizontal=True, format_func=labels.get)
    if spec.type == "country" and st.session_state[key] not in labels:
        labels[st.session_state[key]] = st.session_state[key]
    return st.selectbox(**common, options=labels, accept_new_options=spec.type == "country",
                        format_func=lambda value: labels.get(value, value))


def _labels(spec: Any) -> dict[str, str]:
    """The values to choose from, each as it is shown."""
    match spec.type:
        case "bool":
            return {value: value_label(spec.name, value) for value in BOOLS}
        case "country":
            return _countries(lang())
        case "term":
            return {code: code for code in api.knowledge().terms}
    return {value: value_label(spec.name, value) for value in spec.values}


@st.cache_data
def _countries(language: str) -> dict[str, str]:
    return {c.country: say("ui_country", name=c.name, code=c.country)
            for c in api.countries_covered(language)}
