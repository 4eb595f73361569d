"""What one visitor's session holds: the language and the facts of the case."""

import os
from collections.abc import Mapping
from typing import Any

import streamlit as st

from incoadvisor import api

LANGS = ("en", "fr")


def lang() -> str:
    """The language chosen."""
    return st.session_state["lang"]


def settle_lang() -> None:
    """The language at first: of the link, else of the command that started the page, else of
    the browser. Then the switch decides.
    """
    if "lang" not in st.session_state:
        linked = st.query_params.get("lang")
        wanted = os.environ.get("INCOADVISOR_LANG") or st.context.locale or ""
        usual = LANGS[wanted.lower().startswith(LANGS[1])]
        st.session_state["lang"] = linked if linked in LANGS else usual


def say(key: str, **values: object) -> str:
    """A message in the visitor's language."""
    return api.knowledge().texts.say(key, lang(), **values)


def facts() -> dict[str, Any]:
    """The facts given so far, all of them valid."""
    return st.session_state.setdefault("facts", {})


def replace_facts(new: Mapping[str, Any]) -> None:
    """Another case; the form is built anew from it."""
    st.session_state["facts"] = dict(new)
    st.session_state["form"] = form_number() + 1


def form_number() -> int:
    """Which form is shown: part of every field's key, so that a new case fills new fields."""
    return st.session_state.get("form", 0)


def advice_on(case: Mapping[str, Any]) -> api.Advice:
    """The advice for a case, worked out once for every rerun of the page."""
    key = (lang(), tuple(sorted(case.items())))
    kept = st.session_state.get("advice")
    if kept is None or kept[0] != key:
        kept = (key, api.advise(dict(case), lang()))
        st.session_state["advice"] = kept
    return kept[1]
