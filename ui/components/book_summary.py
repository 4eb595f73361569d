"""The summary of an audit: headline figures, then plots, each with its table."""

from typing import Any

import streamlit as st

from components.book import desk
from components.diagram import LAYOUTS, theme
from components.prose import cell, plain, table
from components.session import lang, say
from incoadvisor import api


def told_summary() -> Any:
    """The summary in the visitor's language."""
    return api.summary_in(desk().summary, lang())


def summary() -> None:
    """Figures, plots and tables."""
    content = api.summary_content(told_summary(), lang())
    with st.container(horizontal=True, key="book_figures"):
        for figure in content.figures():
            with st.container(border=True, key=f"book_tone_{figure.tone}_{figure.name}", gap=None,
                              width="stretch"):
                st.markdown(f"{plain(figure.label)}  \n**{plain(figure.value)}**"
                            f"{' ' if len(figure.note) < 9 else '  ' + chr(10)}"
                            f":small[{plain(figure.note)}]")
    parts = content.parts()
    for part in parts:
        if part.chart:
            _drawn(part, content)
    for part in parts:
        if not part.chart:
            _table(part, content, part.title)
    with st.expander(plain(content.say("h_about"))):
        st.markdown(table([cell(content.say("c_figure")), cell(content.say("c_value"))],
                          [[cell(name), cell(value)] for name, value in content.about()]))


def _drawn(part: Any, content: Any) -> None:
    st.subheader(plain(part.title), anchor=False)
    if part.hint:
        st.caption(plain(part.hint))
    for layout in LAYOUTS:
        with st.container(key=f"diagram_{layout}_book_{part.name}"):
            st.image(api.summary_plot(part.chart, theme(), layout), width="stretch",
                     alt=f"{part.title}. {part.chart.told}")
    _table(part, content, say("ob_table", title=part.title))


def _table(part: Any, content: Any, label: str) -> None:
    """The figures of a part, drawn only when asked for."""
    box = st.expander(plain(label), key=f"book/table/{part.name}/{lang()}", on_change="rerun",
                      icon=":material/table_rows:")
    if not box.open:
        return
    with box, st.container(key=f"wide_table_{part.name}"):
        if part.hint and not part.chart:
            st.caption(plain(part.hint))
        rows = [[cell(content.shown(c)) for c in row] for row in part.table.rows]
        st.markdown(table([cell(h) for h in part.table.headings], rows))
