"""The eleven rules from best to worst, and the argument for and against each."""

from typing import Any

import streamlit as st

from components.prose import VERDICT_COLOUR, badge, cell, plain, source, verdict
from components.session import lang, say
from incoadvisor import api


def ranking(advice: api.Advice) -> None:
    """The eleven with their verdict, then one of them in full."""
    st.markdown("\n".join(_line(i, r) for i, r in enumerate(advice.ranking, 1)))
    _one(advice)


@st.fragment
def _one(advice: api.Advice) -> None:
    st.subheader(plain(say("ui_h_why_one")), anchor=False)
    codes = [r.term for r in advice.ranking]
    code = st.pills(say("ui_pick_rule"), codes, default=codes[0], required=True,
                    label_visibility="collapsed", key=f"explained/{codes[0]}/{lang()}")
    _argument(advice, next(r for r in advice.ranking if r.term == code))


def _line(place: int, ranked: Any) -> str:
    variant = f" {plain(say(f'l_variant_{ranked.variant}'))}" if ranked.variant else ""
    return f"{place}. **{ranked.term}**{variant} {_verdict(ranked)}  \n   {cell(ranked.text)}"


def _verdict(ranked: Any) -> str:
    return badge(verdict(ranked.verdict), VERDICT_COLOUR[ranked.verdict])


def _argument(advice: api.Advice, ranked: Any) -> None:
    """The requirements one rule meets and fails, each with its source."""
    steps = {step.step: step for step in advice.trace}
    st.markdown(f"**{ranked.term}** {_verdict(ranked)}  \n{plain(ranked.text)}")
    for heading, numbers, nothing in (
            ("h_against", ranked.against, "ui_nothing_against"),
            ("h_for", ranked.for_, "ui_nothing_for")):
        st.markdown(f"**{plain(say(heading))}**")
        if not numbers:
            st.caption(plain(say(nothing)))
        st.markdown("\n".join(_reason(steps[n]) for n in numbers))


def _reason(step: Any) -> str:
    words = [say(f"l_{kind}_{value}") for kind, value in
             (("strength", step.strength), ("basis", step.basis)) if value]
    line = f"- {cell(step.because)} :gray[({cell(', '.join(words))})]"
    if step.source is None:
        return line
    date = say("l_as_of", date=step.source.as_of) if step.source.as_of else None
    return f"{line}  \n  :small[:gray[{source(step.source.title, step.source.url, date)}]]"
