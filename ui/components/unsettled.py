"""What was assumed, and what is still worth answering; both can be settled right here."""

from typing import Any

import streamlit as st

from components.fields import choices
from components.prose import answer, leading, plain
from components.session import acted, give, lang, say
from incoadvisor import api

SHOWN = 5
FEW = 3


def unsettled(advice: api.Advice) -> None:
    """Assumptions, then open questions, the most decisive first."""
    st.subheader(plain(say("ui_h_assumptions")), anchor=False)
    st.caption(plain(say("ui_assumptions_hint" if advice.assumptions else "ui_no_assumption")))
    for assumption in advice.assumptions:
        _assumption(assumption)
    st.subheader(plain(say("ui_h_questions")), anchor=False)
    if not advice.open_questions:
        st.caption(plain(say("ui_no_question")))
    for question in advice.open_questions[:SHOWN]:
        _question(question)
    if advice.open_questions[SHOWN:]:
        more = st.toggle(say("ui_more_questions", count=len(advice.open_questions) - SHOWN),
                         key="more/questions", on_change=acted)
        for question in advice.open_questions[SHOWN:] if more else ():
            _question(question)


def _assumption(assumption: Any) -> None:
    spec = api.knowledge().facts[assumption.fact]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(spec.label.get(lang()))}**  \n{plain(assumption.text)}")
        if not choices(spec.name):
            st.caption(plain(say("ui_assumed_elsewhere",
                                 section=say(f"h_sections_{spec.section}"))))
        with st.container(horizontal=True, gap="small"):
            for value in choices(spec.name):
                word = "ui_confirm" if value == assumption.value else "ui_correct"
                st.button(plain(say(word, statement=spec.said(value, lang()))),
                          key=f"assumed/{spec.name}/{value}", on_click=acted,
                          args=(give, spec.name, value))


def _question(question: Any) -> None:
    labels = choices(question.fact)
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(question.question)}**")
        st.caption(plain(say("ui_question_why", why=question.why)))
        with st.container(horizontal=len(labels) <= FEW, gap="small"):
            for value, label in labels.items():
                gives = question.changes[str(value).lower() if isinstance(value, bool)
                                         else str(value)]
                st.button(leading(label, answer(gives)),
                          key=f"open/{question.fact}/{value}", on_click=acted,
                          args=(give, question.fact, value))
