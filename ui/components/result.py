"""The advice: one card first, then what stands behind it, drawn only where it is looked at."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import (
    answer,
    damage,
    downloads,
    letters,
    pictures,
    ranking,
    sides,
    unsettled,
    watch,
    whatif,
)
from components.caselink import share
from components.session import acted, lang, say
from incoadvisor import api

TABS: dict[str, Callable[[Any], None]] = {
    "ui_tab_ranking": ranking.ranking, "ui_tab_watch": watch.warnings,
    "ui_tab_open": unsettled.unsettled, "ui_tab_whatif": whatif.what_if,
    "ui_tab_damage": damage.damage, "ui_tab_sides": sides.sides,
    "ui_tab_letters": letters.letters}


def folded() -> bool:
    """Whether the facts are folded away, so that the answer has the whole width."""
    return st.session_state.get("folded", False)


def _fold() -> None:
    st.session_state["folded"] = not folded()


def result(advice: api.Advice, foldable: bool = False) -> None:
    """The whole advice on the case."""
    answer.card(advice)
    with st.container(horizontal=True, horizontal_alignment="right"):
        if foldable:
            st.button(say("ui_unfold" if folded() else "ui_fold"), key="fold", on_click=acted,
                      args=(_fold,), icon=":material/dock_to_right:", type="tertiary")
        share()
        downloads.downloads(advice)
    pictures.pictures(advice)
    names = [say(key) for key in TABS]
    boxes = st.tabs(names, key=f"tabs/{lang()}", on_change=acted)
    for box, show in zip(boxes, TABS.values(), strict=True):
        if box.open:
            with box:
                show(advice)
