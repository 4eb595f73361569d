"""All facts a user may give, on one page, by section."""

from typing import Any

import streamlit as st

from components.fields import field
from components.prose import plain
from components.session import say
from incoadvisor import api


def all_facts() -> None:
    """The sections with their fields."""
    st.caption(plain(say("ui_case_hint")))
    for section, specs in _sections().items():
        with st.expander(say(f"h_sections_{section}")):
            if section == "market":
                st.caption(plain(say("ui_market_hint")))
            if any(spec.type == "country" for spec in specs):
                st.caption(plain(say("ui_country_hint")))
            for spec in specs:
                field(spec)


def _sections() -> dict[str, list[Any]]:
    sections: dict[str, list[Any]] = {}
    for spec in api.knowledge().facts.values():
        if spec.kind != "derived":
            sections.setdefault(spec.section, []).append(spec)
    return sections
