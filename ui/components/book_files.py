"""The audited lines and the summary as files, made when they are asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import book_columns
from components.book import desk
from components.book_summary import told_summary
from components.prose import plain
from components.session import lang, say, told
from incoadvisor import api

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": "text/csv", "xlsx": SHEET, "parquet": "application/vnd.apache.parquet",
         "html": "text/html", "workbook": SHEET, "json": "application/json"}


def files() -> None:
    """Everything that can be taken away."""
    at = desk()
    st.subheader(plain(say("ob_h_lines")), anchor=False)
    st.caption(plain(say("ob_lines_hint")))
    forms = at.book.forms()
    with st.container(horizontal=True):
        for form in forms:
            _file(form, partial(at.book.save, form))
    if "xlsx" not in forms:
        st.caption(plain(say("ob_no_sheet")))
    st.subheader(plain(say("ob_h_summary")), anchor=False)
    summary, language = told_summary(), lang()
    with st.container(horizontal=True):
        _file("html", partial(api.summary_page, summary, language))
        try:  # made at once, since only that tells whether the package is there
            _file("workbook", api.summary_workbook(summary, language))
        except api.InputError as error:
            st.caption(plain(told(error)))
        _file("json", partial(summary.model_dump_json, indent=2))
    st.subheader(plain(say("ob_h_map")), anchor=False)
    book_columns.save("files")


def _file(name: str, data: bytes | Callable[[], str | bytes]) -> None:
    st.download_button(say(f"ob_save_{name}"), data, say(f"ob_file_{name}"), KINDS[name],
                       key=f"book/save/{name}", on_click="ignore", icon=":material/download:")
