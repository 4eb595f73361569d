"""The firings in order, each with what it used and added."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.links import to_rule
from components.prose import badge, plain, source
from components.session import say
from components.tree import KIND_COLOUR

STAGES = ("read", "market", "screen", "assess", "require", "match", "choose", "advise")


def step(found: Any, opened: bool) -> None:
    """One firing; it opens onto its parts."""
    mark = badge(say(f"kp_stage_{found.stage}"), "gray")
    gone = f" {badge(say('tx_gone'), 'orange')}" if found.withdrawn_by else ""
    with st.expander(f"**{found.step}** {mark}{gone} {plain(found.because)}", expanded=opened,
                     key=f"step/{found.step}"):
        if found.withdrawn_by:
            st.markdown(badge(plain(say("tx_withdrawn", rule=found.withdrawn_by)), "orange"))
        used, added = st.columns(2, gap="medium")
        with used:
            _told("tx_uses", found.uses, found.step)
        with added:
            _told("tx_adds", found.adds, found.step)
        if found.fails:
            st.markdown(plain(say("l_excludes", terms=", ".join(found.fails))))
        if found.source:
            date = say("l_as_of", date=found.source.as_of) if found.source.as_of else None
            sure = found.source.confidence
            st.caption(source(found.source.title, found.source.url, date,
                              say(f"confidence_{sure}") if sure else None))
        if found.waiting:
            st.caption(plain(say("tx_waiting", list=", ".join(found.waiting))))
        rules = [r for r in (found.rule, found.withdrawn_by) if r]
        with st.container(horizontal=True):
            for rule in rules:
                to_rule(rule, say("tx_open_rule", rule=rule))


def _told(key: str, told: Iterable[Any], here: int) -> None:
    st.markdown(f"**{plain(say(key))}**")
    lines = [_line(fact, here) for fact in told]
    st.markdown("\n".join(lines) if lines else plain(say("tx_nothing")))


def _line(fact: Any, here: int) -> str:
    kind = badge(say(f"tx_kind_{fact.kind}"), KIND_COLOUR.get(fact.kind, "gray"))
    elsewhere = fact.step is not None and fact.step != here
    step_of = f" {plain(say('tx_from_step', step=fact.step))}" if elsewhere else ""
    return f"- {kind} {plain(fact.text)}{step_of}"
