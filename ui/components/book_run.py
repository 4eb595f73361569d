"""The run: a button, a bar with rate and time left, and what may be wrong with the settings."""

from typing import Any

import streamlit as st

from components.book import desk
from components.prose import plain
from components.session import lang, say, told
from incoadvisor import api


def run() -> None:
    """Check all lines when asked to."""
    at = desk()
    used = at.map()
    ready = bool(used.columns or used.constants)
    label = say("ob_again" if at.summary else "ob_run")
    pressed = st.button(label, key="book/run", type="primary", disabled=not ready,
                        icon=":material/fact_check:")
    if not ready:
        st.caption(plain(say("ob_no_column")))
    if pressed:
        bar = st.progress(0.0, plain(say("ob_stage_reading")))
        try:
            summary = at.book.run(used, lang(), lambda pace: bar.progress(
                min(pace.share, 1.0), _said(pace)))
        except api.InputError as error:
            at.problem = error
        else:
            at.problem = None
            at.take(summary, used)
        st.rerun()
    if at.problem is not None:
        st.error(plain(told(at.problem)))
    elif at.summary and at.ran != used:
        st.info(plain(say("ob_changed")))


def _said(pace: Any) -> str:
    stage = say(f"ob_stage_{pace.stage}")
    if pace.rate is None:
        return plain(stage)
    return plain(say("ob_pace", stage=stage, rate=api.grouped(pace.rate, lang()),
                     left=api.grouped(pace.left, lang())))
