"""The form of an answer: what a candidate fills in, kept for this session only."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.prose import plain
from components.session import lang, say
from incoadvisor import api

REFUSED = 2
PARTS = {
    "rule": ("term", "place", "edition"),
    "delivery": ("risk_passes_at", "risk_place", "costs_pass_at", "costs_place"),
    "customs": ("export_clearance_by", "import_clearance_by", "duties_by", "insurance_by",
                "insurance_cover"),
    "papers": ("payment_fit", "documents", "checks"),
    "reasons": ("reasons", "reasons_text", "hypotheses"),
}
SEVERAL = ("documents", "checks", "reasons", "order")
LONG = ("reasons_text", "hypotheses")


def form(case: str) -> dict[str, Any]:
    """The fields of the case; the answer as the marker reads it."""
    options = {name: {c.id: c.text for c in found}
               for name, found in api.choices(case, lang()).fields.items()}
    _field(case, "candidate", {})
    if "order" in options:
        st.subheader(plain(say("te_part_order")), anchor=False)
        _field(case, "order", options["order"])
    else:
        for part, fields in PARTS.items():
            st.subheader(plain(say(f"te_part_{part}")), anchor=False)
            for name in fields:
                _field(case, name, options.get(name, {}))
        for number in range(1, REFUSED + 1):
            _field(case, f"refused/{number}", options["term"])
            _field(case, f"refused_reasons/{number}", options["reasons"])
    return _answer(kept(case))


def kept(case: str) -> dict[str, Any]:
    """What was filled in for a case, in this session."""
    return st.session_state.setdefault("te_answers", {}).setdefault(case, {})


def _field(case: str, name: str, options: Mapping[str, str]) -> None:
    key, (field, _, number) = f"te/{case}/{name}/{lang()}", name.partition("/")
    values = kept(case)
    if key not in st.session_state and values.get(name):
        st.session_state[key] = values[name]

    def save() -> None:
        values[name] = st.session_state[key]

    label = say(f"te_field_{field}", number=number)
    if field in SEVERAL or field == "refused_reasons":
        st.multiselect(label, list(options), key=key, format_func=options.get, on_change=save,
                       placeholder=say("te_choose"))
    elif options:
        names = {o: f"{o} – {t}" for o, t in options.items()} \
            if field in ("term", "refused") else options
        st.selectbox(label, list(options), key=key, index=None, format_func=names.get,
                     on_change=save, placeholder=say("te_choose"))
    elif field in LONG:
        st.text_area(label, key=key, on_change=save, height=100)
    else:
        st.text_input(label, key=key, on_change=save)


def _answer(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they stand in a copy."""
    told = {name: value for name, value in values.items()
            if "/" not in name and not name.endswith("_place")}
    for field, place in (("risk_passes_at", "risk_place"), ("costs_pass_at", "costs_place")):
        told[field] = {"at": values.get(field), "place": values.get(place)}
    told["hypotheses"] = (values.get("hypotheses") or "").splitlines()
    told["refused"] = [
        {"term": values[f"refused/{n}"], "reasons": values.get(f"refused_reasons/{n}")}
        for n in range(1, REFUSED + 1) if values.get(f"refused/{n}")]
    return told
