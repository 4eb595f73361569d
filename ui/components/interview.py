"""Where the interview of this session stands: what it began with, and each answer since."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.session import lang
from incoadvisor import api


def begin(case: Mapping[str, Any] | None = None) -> None:
    """A new interview, from nothing or from a case."""
    st.session_state["talk"] = (dict(case or {}), [])


def now() -> Any:
    """The interview in the visitor's language, every answer given so far in it."""
    if "talk" not in st.session_state:
        begin()
    case, moves = st.session_state["talk"]
    talk = api.interview(case, lang())
    for fact, value in moves:
        talk = talk.skip(fact) if value is None else talk.answer(fact, value)
    return talk


def reply(fact: str, value: object) -> None:
    """One answer; None is "I do not know"."""
    st.session_state["talk"][1].append((fact, value))


def back() -> None:
    """Take the last answer back."""
    st.session_state["talk"][1].pop()
