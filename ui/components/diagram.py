"""The diagram of the rule recommended, its sentence, and the table that says the same."""

import streamlit as st

from components.prose import cell, plain, table
from components.session import acted, lang, say
from incoadvisor import api

LAYOUTS = ("wide", "stacked")  # the style sheet shows the one that fits


def diagram(advice: api.Advice) -> None:
    """Who acts, who pays and who bears the risk, milestone by milestone."""
    if advice.recommended is None:
        return
    theme = "dark" if st.context.theme.type == "dark" else "light"
    for layout in LAYOUTS:
        drawn = api.diagram(advice, lang=lang(), theme=theme, layout=layout)
        with st.container(key=f"diagram_{layout}"):
            st.image(drawn.svg, width="stretch", alt=f"{drawn.title}. {drawn.sentence}")
    box = st.expander(say("ui_as_table"), key="as_table", icon=":material/table_rows:",
                      on_change=acted)
    if box.open:
        headings, rows = drawn.table
        with box:
            st.markdown(plain(drawn.sentence))
            st.markdown(table([cell(h) for h in headings], [[cell(c) for c in r] for r in rows]))
            if drawn.footnotes:
                st.markdown("\n".join(f"{i}. {plain(note)}"
                                      for i, note in enumerate(drawn.footnotes, 1)))
