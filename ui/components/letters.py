"""Texts ready to copy: the counter-offer and the clauses to write beside the term."""

import streamlit as st

from components.prose import plain
from components.session import say
from incoadvisor import api


def letters(advice: api.Advice) -> None:
    """The counter-offer, then the clause pack."""
    if not advice.counter_offer and not advice.clause_pack:
        st.caption(plain(say("ui_no_letters")))
    if advice.counter_offer:
        st.subheader(plain(say("h_counter")), anchor=False)
        offer = advice.counter_offer
        st.code(f"{offer.subject}\n\n{offer.text}", language=None, wrap_lines=True)
    if advice.clause_pack:
        st.subheader(plain(say("h_pack")), anchor=False)
        st.caption(plain(say("ui_pack_hint")))
    for clause in advice.clause_pack:
        st.markdown(f"**{plain(clause.title)}**")
        st.code(clause.text, language=None, wrap_lines=True)
