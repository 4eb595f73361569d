"""Advise: every fact on one page, and the answer beside it."""

import streamlit as st

from components.form import all_facts
from components.prose import plain
from components.result import result
from components.session import advice_on, facts, say
from components.start import start

case, answer = st.columns([5, 8], gap="large")
with case:
    top = st.container()  # filled last: it tells what the form has just learnt
    all_facts()
with top:
    st.subheader(plain(say("ui_h_case")), anchor=False)
    start()
    if facts():
        with st.container(key="to_answer"):
            st.markdown(f"[{plain(say('ui_see_answer'))}](#answer)")
with answer:
    if facts():
        result(advice_on(facts()))
    else:
        with st.container(border=True):
            st.subheader(plain(say("ui_welcome_title")), anchor=False)
            st.markdown(plain(say("ui_welcome")))
            st.page_link("views/interview.py", label=say("ui_to_interview"),
                         icon=":material/forum:")
