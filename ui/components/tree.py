"""The argument about one term as a tree that opens, from the verdict down to facts."""

from typing import Any

import streamlit as st

from components.links import to_rule, to_step
from components.prose import VERDICT_COLOUR, badge, plain, source, verdict
from components.session import say

KIND_COLOUR = {"given": "blue", "market": "violet", "assumed": "orange", "derived": "gray"}


def tree(argument: Any) -> None:
    """The verdict, then each reason against and for it."""
    mark = badge(verdict(argument.verdict), VERDICT_COLOUR[argument.verdict])
    st.markdown(f"**{argument.term}** {mark}  \n{plain(argument.text)}")
    for key, points, nothing, opened in (
            ("tx_count_against", argument.against, "ui_nothing_against", True),
            ("tx_count_for", argument.for_, "ui_nothing_for", not argument.against)):
        with st.expander(say(key, count=len(points)), expanded=opened):
            if not points:
                st.caption(plain(say(nothing)))
            for point in points:
                _point(argument.term, point)


def _point(term: str, point: Any) -> None:
    words = [say(f"l_strength_{point.strength}"), say(f"l_basis_{point.basis}")]
    label = f"{plain(point.because)} {badge(plain(', '.join(words)), 'gray')}"
    with st.expander(label, type="compact", key=f"point/{term}/{point.rule}"):
        st.markdown(plain(say("l_excludes", terms=", ".join(point.fails))))
        with st.container(key=f"branch/{term}/{point.rule}", gap="xsmall"):
            for ground in point.grounds:
                _ground(ground, f"{term}/{point.rule}")
        st.caption(source(point.source.title, point.source.url))
        with st.container(horizontal=True):
            to_rule(point.rule)
            to_step(point.step)


def _ground(ground: Any, path: str) -> None:
    """A fact; one that was worked out opens onto what it rests on."""
    text = f"{badge(say(f'tx_kind_{ground.kind}'), KIND_COLOUR[ground.kind])} " \
        f"{plain(ground.statement)}"
    if ground.kind == "given" or not ground.because:
        st.markdown(text)
        return
    path = f"{path}/{ground.id}"
    with st.expander(text, type="compact", key=path):
        st.markdown(plain(ground.because))
        with st.container(key=f"branch/{path}", gap="xsmall"):
            for deeper in ground.grounds:
                _ground(deeper, path)
