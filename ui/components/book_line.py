"""One audited line: what it tells, and the whole argument about it, by the one-case engine."""

from typing import Any

import streamlit as st

from components import answer, ranking, watch
from components.book import desk
from components.prose import cell, plain, table, value_label
from components.session import acted, advice_on, lang, replace_facts, say, told
from incoadvisor import api


def line() -> None:
    """The line chosen."""
    at = desk()
    with st.container(horizontal=True):
        st.button(say("ob_back"), key="book/back", on_click=_go, args=(None,),
                  icon=":material/arrow_back:")
        st.button(say("ob_before"), key="book/line/before", on_click=_go, args=(at.row - 1,),
                  disabled=at.row <= 1, icon=":material/chevron_left:")
        st.button(say("ob_next"), key="book/line/after", on_click=_go, args=(at.row + 1,),
                  disabled=at.row >= at.summary.lines, icon=":material/chevron_right:")
    st.subheader(plain(say("ob_line", row=at.row)), anchor=False)
    try:
        found = at.book.line(at.row, lang())
    except api.InputError as error:
        st.error(plain(told(error)))
        return
    if found.faults:
        st.warning("\n".join([f"**{plain(say('ob_h_faults'))}**", "",
                              *(f"- {plain(fault)}" for fault in found.faults)]))
    argument, tells = st.columns([9, 4], gap="medium")
    with argument:
        advice = advice_on(found.facts)
        answer.card(advice)
        names = [say("ui_tab_ranking"), say("ui_tab_watch")]
        boxes = st.tabs(names, key=f"book/tabs/{lang()}", on_change="rerun")
        for box, show in zip(boxes, (ranking.ranking, watch.warnings), strict=True):
            if box.open:
                with box:
                    show(advice)
    with tells:
        _tells(found)


def _tells(found: Any) -> None:
    """The facts of the line, and the way to Advise."""
    st.markdown(f"**{plain(say('ob_h_told'))}**")
    labels = {name: spec.label.get(lang()) for name, spec in api.knowledge().facts.items()}
    with st.container(key="wide_table_told"):
        st.markdown(table(
            [say("ob_col_fact"), say("ob_col_value")],
            [[cell(labels[name]), cell(value_label(name, value))]
             for name, value in found.facts.items()]))
    if st.button(say("ob_to_advise"), key="book/advise", icon=":material/balance:"):
        acted(replace_facts, found.facts)
        st.switch_page("views/advise.py")
    st.caption(plain(say("ob_to_advise_hint")))


def _go(row: int | None) -> None:
    desk().row = row
