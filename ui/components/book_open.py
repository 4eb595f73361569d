"""An order book comes in: a file, or the example; and it is put away."""

import streamlit as st

from components.book import EXAMPLE, desk
from components.prose import plain
from components.session import lang, say, told
from incoadvisor import api

LIMIT = 200  # MB


def choose() -> None:
    """A file to take, the example, and what to do with larger books."""
    at = desk()
    with st.container(border=True, key="book_open"):
        st.file_uploader(say("ob_upload", limit=LIMIT), key=_key(), max_upload_size=LIMIT,
                         on_change=_uploaded)
        if at.problem is not None:
            st.error(plain(told(at.problem)))
        st.button(say("ob_example"), key="book/example", on_click=_example, type="primary",
                  icon=":material/table_view:")
        st.caption(plain(say("ob_private")))
    st.caption(plain(say("ob_larger")))
    st.code(say("ob_command"), language=None, wrap_lines=True)


def _key() -> str:
    return f"book/upload/{desk().number}"


def _uploaded() -> None:
    """Copy the file to the session's folder; another uploader lets Streamlit forget it."""
    file = st.session_state.get(_key())
    if file is not None:
        desk().open(file, file.name)
        desk().number += 1


def _example() -> None:
    with EXAMPLE.open("rb") as content:
        desk().open(content, EXAMPLE.name)


def at_hand() -> None:
    """The name and size of the book, and the way to another."""
    opened = desk().book.opened
    content = say("ob_opened", lines=api.grouped(opened.lines, lang()),
                  columns=len(opened.columns))
    with st.container(horizontal=True, horizontal_alignment="distribute",
                      vertical_alignment="center"):
        st.markdown(f":material/table_view: **{plain(opened.name)}**  \n{plain(content)}")
        st.button(say("ob_other"), key="book/other", on_click=desk().leave,
                  icon=":material/folder_open:")
