"""The case, the advice and the diagram as files."""

from collections.abc import Callable
from functools import partial

import streamlit as st
import yaml

from components.prose import plain
from components.session import acted, facts, lang, say, told
from incoadvisor import api

KINDS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


def downloads(advice: api.Advice) -> None:
    """What can be saved."""
    box = st.popover(say("ui_save"), icon=":material/download:", key="save", on_change=acted)
    if not box.open:
        return
    case = dict(facts())
    with box:
        _file("case", lambda: yaml.safe_dump(case, allow_unicode=True, sort_keys=False),
              "application/yaml")
        _file("advice", lambda: advice.model_dump_json(indent=2), "application/json")
        _typeset(advice)


def _typeset(advice: api.Advice) -> None:
    """The report, and the diagram, in the forms this installation can make."""
    missing = None
    try:  # made at once, since only that tells whether the packages for PDF are there
        _file("report", api.report_pdf(advice, lang()), KINDS["pdf"])
    except api.InputError as error:
        missing = error
    if advice.recommended:
        drawn = api.diagram(advice, lang=lang())
        for form in ("svg",) if missing else KINDS:
            _file(f"diagram_{form}", partial(api.diagram_file, drawn, form), KINDS[form])
    if missing:
        st.caption(plain(told(missing)))


def _file(name: str, data: bytes | Callable[[], str | bytes], kind: str) -> None:
    st.download_button(say(f"ui_save_{name}"), data, say(f"ui_file_{name}"), kind,
                       key=f"save/{name}", on_click="ignore", width="stretch")
