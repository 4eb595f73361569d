"""Who acts, who pays and who bears the risk at each of the fifteen milestones."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.prose import PARTY_COLOUR, badge, cell, plain, table
from components.session import lang, say
from incoadvisor import api


def split(cells: Iterable[Any]) -> None:
    """The table; parties are told by word, the colour only helps."""
    labels = {m.id: m.label.get(lang()) for m in api.knowledge().content.journey.milestones}
    rows = list(cells)
    st.markdown(table(
        [say("c_milestone"), say("c_acts"), say("c_cost"), say("c_risk")],
        [[cell(labels[c.id]), *(_party(p) for p in (c.acts, c.cost, c.risk))] for c in rows]))
    if any(p.startswith("by_") for c in rows for p in (c.acts, c.cost, c.risk)):
        st.caption(plain(say("l_conditional")))


def _party(party: str) -> str:
    return badge(say(f"party_{party}"), PARTY_COLOUR.get(party, "gray"))
