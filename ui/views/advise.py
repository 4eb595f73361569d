"""Advise: every fact on one page, and the answer beside it."""

import streamlit as st

from components import caselink, look
from components.answer import bar
from components.form import all_facts
from components.prose import plain
from components.result import folded, result
from components.session import advice_on, facts, say
from components.start import toolbar, ways

look.style()
caselink.arrive()
caselink.faults()
alone = bool(facts()) and folded()
case, answer = (None, st.container()) if alone else st.columns([4, 9], gap="medium")
with answer:  # first, since it is what is waited for
    if facts():
        result(advice_on(facts()), foldable=True)
    else:
        with st.container(border=True, key="welcome"):
            st.header(plain(say("ui_welcome_title")), anchor=False)
            st.markdown(plain(say("ui_welcome")))
            if st.button(say("ui_to_interview"), icon=":material/forum:", type="primary",
                         key="to_interview"):
                st.switch_page("views/interview.py")
            ways()
if case is not None:
    with case, st.container(key="case"):
        st.header(plain(say("ui_h_case")), anchor=False)
        if facts():
            toolbar()
            bar(advice_on(facts()))
        st.caption(plain(say("ui_case_hint")))
        all_facts()
caselink.follow()
