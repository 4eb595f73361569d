"""The facts that give the conditional cells of a term a side."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.address import choice
from components.prose import plain, value_label
from components.session import lang, say
from incoadvisor import api

UNKNOWN = ""


def settle(codes: Sequence[str]) -> dict[str, Any]:
    """Fields for just the facts that matter to these terms; what is known of them."""
    names = api.settling_facts(codes)
    known = {}
    with st.expander(say("kp_h_settle"), icon=":material/tune:",
                     expanded=any(name in st.query_params for name in names)):
        st.caption(plain(say("kp_settle_hint")))
        for column, name in zip(_columns(len(names)), names, strict=True):
            spec = api.knowledge().facts[name]
            values = spec.values or {"true": None, "false": None}
            labels = {UNKNOWN: say("ui_unknown")} | {v: value_label(name, v) for v in values}
            with column:
                value = choice(name, spec.label.get(lang()), labels, UNKNOWN)
            if value != UNKNOWN:
                known[name] = value
    return known


def _columns(count: int) -> list[Any]:
    """Places for the fields, three on a line."""
    places: list[Any] = []
    while len(places) < count:
        places += st.columns(3, gap="small")
    return places[:count]
