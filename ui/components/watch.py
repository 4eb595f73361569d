"""Warnings, each with its severity, its source and the date of what it says."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.prose import SEVERITY_COLOUR, badge, plain, source
from components.session import lang, say
from incoadvisor import api


def warnings(advice: api.Advice) -> None:
    """What concerns the recommended rule first, the rest folded."""
    code = advice.recommended.term if advice.recommended else None
    ours = [w for w in advice.warnings if code is None or not w.about or code in w.about]
    others = [w for w in advice.warnings if w not in ours]
    if not ours:
        st.caption(plain(say("ui_no_warning")))
    _cards(ours)
    if others:
        with st.expander(say("ui_other_warnings")):
            _cards(others)


def _cards(found: Iterable[Any]) -> None:
    for warning in found:
        topic = api.knowledge().content.warning_topics[warning.topic].label.get(lang())
        about = say("ui_concerns", codes=", ".join(warning.about)) \
            if 0 < len(warning.about) < 6 else say("ui_every_rule")
        date = say("l_as_of", date=warning.as_of) if warning.as_of else None
        sure = say(f"confidence_{warning.confidence}") if warning.confidence else None
        with st.container(border=True, gap="small"):
            severity = badge(say(f"ui_severity_{warning.severity}"),
                             SEVERITY_COLOUR[warning.severity])
            st.markdown(f"{severity} **{plain(topic)}**")
            st.markdown(plain(warning.text))
            st.caption(f"{plain(about)}  \n"
                       f"{source(warning.source, warning.source_url, date, sure)}")
