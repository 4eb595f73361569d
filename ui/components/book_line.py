"""One audited line: what it tells, and the whole argument about it, by the one-case engine."""

from typing import Any

import streamlit as st

from components import answer, ranking, watch
from components.book import desk
from components.book_lines import audited
from components.prose import cell, plain, table, value_label
from components.session import acted, advice_on, lang, replace_facts, say, told
from incoadvisor import api


def show(hit: Any) -> None:
    """The line over the page; the list stays where it is."""
    st.dialog(say("ob_line", row=hit.row), width="large", on_dismiss=_leave)(_line)(hit)


def _leave() -> None:
    desk().hit = None


def _line(hit: Any) -> None:
    with st.container(key="book_line_audited"):
        st.markdown(audited(hit))
    try:
        found = desk().book.line(hit.row, lang())
    except api.InputError as error:
        st.error(plain(told(error)))
        return
    if found.faults and not hit.error:
        st.warning("\n".join([f"**{plain(say('ob_h_faults'))}**", "",
                              *(f"- {plain(fault)}" for fault in found.faults)]))
    argument, tells = st.columns([9, 4], gap="medium")
    with argument:
        advice = advice_on(found.facts)
        answer.card(advice)
        names = [say("ui_tab_ranking"), say("ui_tab_watch")]
        for box, part in zip(st.tabs(names), (ranking.ranking, watch.warnings), strict=True):
            with box:
                part(advice)
    with tells:
        _tells(found)


def _tells(found: Any) -> None:
    """The way to Advise, and the facts of the line."""
    if st.button(say("ob_to_advise"), key="book/advise", icon=":material/balance:",
                 width="stretch"):
        _leave()
        acted(replace_facts, found.facts)
        st.switch_page("views/advise.py")
    st.caption(plain(say("ob_to_advise_hint")))
    labels = {name: spec.label.get(lang()) for name, spec in api.knowledge().facts.items()}
    with st.container(key="wide_table_told"):
        st.markdown(table(
            [cell(say("ob_h_told")), cell(say("ob_col_value"))],
            [[cell(labels[name]), cell(value_label(name, value))]
             for name, value in found.facts.items()]))
