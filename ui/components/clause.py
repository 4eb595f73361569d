"""The other side's written term: what it says, what is wrong with it, the line to write."""

import streamlit as st

from components.prose import plain
from components.session import acted, facts, give, lang, say, told
from incoadvisor import api

FACT = "proposed_term"


def clause() -> None:
    """A line to type, its diagnosis, and a button that takes it into the case."""
    text = st.text_input(say("ui_clause_label"), key="clause", on_change=acted,
                         placeholder=say("ui_clause_example")).strip()
    if not text:
        st.caption(plain(say("ui_clause_hint")))
        return
    try:
        read = api.read_clause(text, lang())
    except api.InputError as error:
        st.error(plain(told(error)))
        return
    diagnosis(read)
    st.button(say("ui_clause_taken" if facts().get(FACT) == text else "ui_clause_take"),
              key="clause/take", type="primary", icon=":material/input:", on_click=acted,
              args=(give, FACT, text), disabled=facts().get(FACT) == text)


def diagnosis(read: object) -> None:
    """What was read, the faults, and the corrected line."""
    if read.code is None:
        st.markdown(plain(say("ui_clause_none")))
    else:
        st.markdown(f"**{plain(say('ui_clause_code', code=read.code))}** "
                    f"{plain(read.place or '')}")
    lines = [finding.text for finding in read.findings] or [say("ui_clause_sound")]
    st.markdown("\n".join(f"- {plain(line)}" for line in [*lines, *read.ask]))
    if read.line:
        st.caption(plain(say("ui_clause_line")))
        st.code(read.line, language=None, wrap_lines=True)
