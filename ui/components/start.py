"""Where a case comes from: the example, a file, or nothing."""

from pathlib import Path

import streamlit as st

from components.prose import plain
from components.session import facts, form_number, lang, replace_facts, say
from incoadvisor import api

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def start() -> None:
    """The example, the upload and the way back to nothing."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        example = api.read_case(path.read_bytes(), path.name)
        st.button(plain(say("ui_open_example", title=example["title"])), type="primary",
                  icon=":material/play_arrow:", width="stretch", on_click=replace_facts,
                  args=(example.facts,), key=f"example/{path.stem}")
    with st.container(horizontal=True):
        with st.popover(say("ui_upload"), icon=":material/upload_file:", width="stretch"):
            _upload()
        st.button(say("ui_clear"), icon=":material/restart_alt:", on_click=replace_facts,
                  args=({},), disabled=not facts(), key="clear", width="stretch")


def _upload() -> None:
    key = f"upload/{form_number()}"
    st.file_uploader(say("ui_upload_label"), key=key, on_change=_read, args=(key,))
    problem = st.session_state.get("upload_problem")
    if problem is not None:
        st.error(plain(api.explain(problem, api.knowledge().texts, lang())))


def _read(key: str) -> None:
    st.session_state.pop("upload_problem", None)
    file = st.session_state.get(key)
    if file is None:
        return
    try:
        case = api.read_case(file.getvalue(), file.name)
    except api.InputError as error:
        st.session_state["upload_problem"] = error
    else:
        replace_facts(case.facts)
