"""What one visitor's session holds: the language, the case, and the address that carries both."""

import os
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from incoadvisor import api

LANGS = ("en", "fr")
SMALL = 8  # MB a case, a trace or a copy may have; their readers refuse less, in plain words
KEPT = 6  # pieces of advice kept in memory for one visitor


def lang() -> str:
    """The language chosen."""
    return st.session_state["language"]


def settle_lang() -> None:
    """The language at first: of the link, else of the command that started the page, else of
    the browser. Then the switch decides; from view to view Streamlit forgets what it holds.
    """
    if "language" not in st.session_state:
        linked = st.query_params.get("lang")
        wanted = os.environ.get("INCOADVISOR_LANG") or st.context.locale or ""
        usual = LANGS[wanted.lower().startswith(LANGS[1])]
        st.session_state["language"] = linked if linked in LANGS else usual
    st.session_state["lang"] = lang()


def switch_lang() -> None:
    """Take what the switch says."""
    st.session_state["language"] = st.session_state["lang"]


def say(key: str, **values: object) -> str:
    """A message in the visitor's language."""
    return api.knowledge().texts.say(key, lang(), **values)


def told(problem: api.InputError, **instead: object) -> str:
    """What is wrong with an input, in the visitor's language; `instead` replaces its values."""
    problem = api.InputError(problem.key, **(problem.values | instead))
    return api.explain(problem, api.knowledge().texts, lang())


def facts() -> dict[str, Any]:
    """The facts given so far, all of them valid."""
    return st.session_state.setdefault("facts", {})


def problems() -> dict[str, api.InputError]:
    """What was typed and could not be taken, by the fact it was typed for."""
    return st.session_state.setdefault("problems", {})


def acted(change: Callable[..., object] | None = None, *args: object) -> None:
    """A visitor's act: every widget of the case calls back through here.

    A run without an act, whose address is not the one last written, is the browser going back.
    """
    st.session_state["acted"] = True
    if change is not None:
        change(*args)


def give(name: str, value: Any) -> None:
    """One fact set from outside its field, or taken away with None; the field is drawn anew."""
    put(name, value)
    drawn = st.session_state.setdefault("drawn", {})
    drawn[name] = drawn.get(name, 0) + 1


def put(name: str, value: Any) -> None:
    """One fact, or none with None."""
    problems().pop(name, None)
    st.session_state.pop("link_faults", None)
    if value is None:
        facts().pop(name, None)
    else:
        facts()[name] = value


def field_key(name: str) -> str:
    """The key of a fact's field; another one whenever it must show a value set elsewhere."""
    times = st.session_state.get("drawn", {}).get(name, 0)
    return "/".join([name, lang(), str(form_number()), *([str(times)] if times else [])])


def replace_facts(new: Mapping[str, Any]) -> None:
    """Another case; the form is built anew from it, and the interview begins anew."""
    st.session_state["facts"] = dict(new)
    st.session_state["problems"] = {}
    st.session_state.pop("link_faults", None)
    st.session_state["drawn"] = {}
    st.session_state["asked"], st.session_state["skipped"] = [], set()
    st.session_state["form"] = form_number() + 1


def form_number() -> int:
    """Which form is shown: a new case fills new fields."""
    return st.session_state.get("form", 0)


def advice_on(case: Mapping[str, Any]) -> api.Advice:
    """The advice for a case, worked out once for all reruns of the page."""
    kept = st.session_state.setdefault("advice", {})
    key = (lang(), tuple(sorted(case.items())))
    if key not in kept:
        if len(kept) >= KEPT:
            del kept[next(iter(kept))]
        kept[key] = api.advise(dict(case), lang())
    return kept[key]
