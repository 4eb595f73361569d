"""Where the questions stand: those asked so far, and those left open. The case is the form's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from components.session import facts, give, lang
from incoadvisor import api


def asked() -> list[str]:
    """The facts asked so far, in order."""
    return st.session_state.setdefault("asked", [])


def skipped() -> set[str]:
    """Those answered with "I do not know"."""
    return st.session_state.setdefault("skipped", set())


def now() -> Any:
    """The interview on the case as it stands, in the visitor's language."""
    return api.interview(facts(), lang(), skipped=skipped() - set(facts()), asked=asked())


def reply(fact: str, value: object) -> None:
    """One answer; None is "I do not know"."""
    asked().append(fact)
    if value is None:
        skipped().add(fact)
    else:
        give(fact, value)


def back() -> None:
    """Take the last answer back."""
    fact = asked().pop()
    skipped().discard(fact)
    give(fact, None)


@contextmanager
def asked_kept() -> Iterator[None]:
    """Around a change of the whole case: what was asked stays so if the case still tells it."""
    before, left_open = asked(), skipped()
    yield
    st.session_state["asked"] = [f for f in before if f in facts() or f in left_open]
    st.session_state["skipped"] = left_open
