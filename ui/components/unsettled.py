"""What was assumed, and what is still worth answering."""

import streamlit as st

from components.prose import answer, plain, value_label
from components.session import lang, say
from incoadvisor import api

SHOWN = 5


def unsettled(advice: api.Advice) -> None:
    """Assumptions, then open questions, the most decisive first."""
    known = api.knowledge().facts
    st.subheader(plain(say("ui_h_assumptions")), anchor=False)
    st.caption(plain(say("ui_assumptions_hint" if advice.assumptions else "ui_no_assumption")))
    for assumption in advice.assumptions:
        label = known[assumption.fact].label.get(lang())
        st.markdown(f"- **{plain(label)}**  \n  {plain(assumption.text)}")
    st.subheader(plain(say("ui_h_questions")), anchor=False)
    if not advice.open_questions:
        st.caption(plain(say("ui_no_question")))
    _questions(advice.open_questions[:SHOWN])
    if advice.open_questions[SHOWN:]:
        with st.expander(say("ui_more_questions")):
            _questions(advice.open_questions[SHOWN:])


def _questions(found: tuple) -> None:
    for question in found:
        label = api.knowledge().facts[question.fact].label.get(lang())
        st.markdown(f"**{plain(label)}**{chr(32)*2}\n{plain(question.question)}")
        st.caption(plain(say("ui_question_why", why=question.why)))
        st.markdown("\n".join(
            f"- {plain(say('ui_leads', value=value_label(question.fact, v), answer=answer(a)))}"
            for v, a in question.changes.items()))
