"""Where a case comes from: an example, a file, a text, the other side's clause, or nothing."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components.clause import clause
from components.prose import plain
from components.session import SMALL, acted, facts, form_number, lang, replace_facts, say, told
from incoadvisor import api

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def toolbar() -> None:
    """The ways to another case, folded, and the way back to nothing."""
    with st.container(horizontal=True):
        box = st.popover(say("ui_open"), icon=":material/folder_open:", key="open",
                         on_change=acted, width="stretch")
        if box.open:
            with box:
                ways()
        st.button(say("ui_clear"), icon=":material/restart_alt:", on_click=acted,
                  args=(replace_facts, {}), disabled=not facts(), key="clear", width="stretch")


def ways() -> None:
    """One of the ways at a time."""
    shown: dict[str, Callable[[], None]] = {
        "example": _examples, "file": _file, "paste": _paste, "clause": clause}
    names = {name: say(f"ui_way_{name}") for name in shown}
    chosen = st.segmented_control(
        say("ui_way"), list(shown), default="example", required=True, key="way",
        on_change=acted, format_func=names.get)
    shown[chosen]()


def files() -> dict[str, str]:
    """The example files by name, with their titles."""
    return {path.stem: str(api.read_case(path.read_bytes(), path.name)["title"])
            for path in sorted(EXAMPLES.glob("*.yaml"))}


def open_file(name: str) -> None:
    """An example file becomes the case."""
    replace_facts(api.read_case((EXAMPLES / f"{name}.yaml").read_bytes()).facts)


def _examples() -> None:
    for name, title in files().items():
        st.button(plain(title), key=f"example/{name}", on_click=acted, args=(open_file, name),
                  icon=":material/description:", width="stretch")
    worked = api.examples()
    titles = {key: example.title.get(lang()) for key, example in worked.items()}
    chosen = st.selectbox(say("ui_worked", count=len(titles)), list(titles), index=None,
                          key="worked", placeholder=say("ui_worked_choose"), on_change=acted,
                          format_func=titles.get)
    if chosen:
        st.markdown(plain(worked[chosen].story.get(lang())))
        st.button(say("ui_worked_open"), key="worked/open", type="primary", on_click=acted,
                  args=(replace_facts, worked[chosen].facts))


def _file() -> None:
    key = f"upload/{form_number()}"
    st.file_uploader(say("ui_upload_label"), key=key, max_upload_size=SMALL, on_change=acted,
                     args=(_uploaded, key))
    _problem("upload_problem")


def _uploaded(key: str) -> None:
    file = st.session_state.get(key)
    st.session_state.pop("upload_problem", None)
    if file is not None:
        _read(file.getvalue(), file.name, "upload_problem")


def _paste() -> None:
    key = f"paste/{form_number()}"
    st.text_area(say("ui_paste_label"), key=key, height=180, placeholder=say("ui_paste_example"),
                 on_change=acted)
    st.button(say("ui_paste_read"), key="paste/read", type="primary", on_click=acted,
              args=(_pasted, key))
    _problem("paste_problem")


def _pasted(key: str) -> None:
    st.session_state.pop("paste_problem", None)
    _read(str(st.session_state.get(key, "")).encode(), say("ui_paste_name"), "paste_problem")


def _read(content: bytes, name: str, problem: str) -> None:
    try:
        replace_facts(api.read_case(content, name).facts)
    except api.InputError as error:
        st.session_state[problem] = error


def _problem(key: str) -> None:
    if key in st.session_state:
        st.error(plain(told(st.session_state[key])))
