"""All facts a visitor may give, on one page, by section; only what is open is drawn."""

from functools import cache
from typing import Any

import streamlit as st

from components.fields import field
from components.prose import plain
from components.session import acted, facts, say
from incoadvisor import api

ICONS = {"deal": "handshake", "goods": "inventory_2", "carriage": "directions_boat",
         "capacity": "construction", "insurance": "shield", "money": "payments",
         "market": "public", "wish": "checklist", "place": "location_on",
         "proposal": "rate_review"}
OPEN_AT_FIRST = "carriage"


def all_facts() -> None:
    """The sections with their fields."""
    for section, specs in _sections().items():
        known = sum(spec.name in facts() for spec in specs)
        label = say(f"h_sections_{section}")
        box = st.expander(
            say("ui_section_known", section=label, count=known) if known else label,
            expanded=section == OPEN_AT_FIRST, key=f"section/{section}",
            icon=f":material/{ICONS[section]}:", on_change=acted)
        if box.open:
            with box:
                _fields(section, specs)


def _fields(section: str, specs: list[Any]) -> None:
    if section == "market":
        st.caption(plain(say("ui_market_hint")))
    if any(spec.type == "country" for spec in specs):
        st.caption(plain(say("ui_country_hint")))
    first = [s for s in specs if s.ask == "usual" or s.type == "country"] or specs
    rest = [s for s in specs if s not in first]
    for spec in first:
        field(spec)
    if not rest:
        return
    given = sum(spec.name in facts() for spec in rest)
    key = f"more/{section}"
    if key not in st.session_state:
        st.session_state[key] = given > 0
    if st.toggle(say("ui_more_facts", count=len(rest)), key=key, on_change=acted):
        for spec in rest:
            field(spec)


@cache
def _sections() -> dict[str, list[Any]]:
    sections: dict[str, list[Any]] = {}
    for spec in api.knowledge().facts.values():
        if spec.kind != "derived":
            sections.setdefault(spec.section, []).append(spec)
    return sections
