"""The pictures of an advice: its rule, beside others, all eleven, or the argument as a graph."""

from collections.abc import Callable

import streamlit as st

from components import diagram
from components.prose import plain
from components.session import acted, lang, say, told
from incoadvisor import api

MOST = 3  # rules beside the one recommended


def pictures(advice: api.Advice) -> None:
    """The picture chosen; the rule recommended at first."""
    kinds: dict[str, Callable[[api.Advice], None]] = {
        "one": diagram.diagram, "compared": _compared, "wall": diagram.wall,
        "argument": _argument}
    if advice.recommended is None:
        kinds = {kind: kinds[kind] for kind in ("wall", "argument")}
    names = {kind: say(f"ui_picture_{kind}") for kind in kinds}
    kind = st.segmented_control(
        say("ui_picture"), list(kinds), default=next(iter(kinds)), required=True,
        format_func=names.get, key=f"picture/{len(kinds)}/{lang()}", label_visibility="collapsed",
        on_change=acted)
    kinds[kind](advice)


def _compared(advice: api.Advice) -> None:
    first = advice.recommended.term
    others = [r.term for r in advice.ranking if r.term != first]
    usual = [advice.proposed.code] if advice.proposed and advice.proposed.code in others \
        else others[:1]
    chosen = st.multiselect(
        say("ui_picture_beside", term=first), others, default=usual, max_selections=MOST,
        key=f"beside/{first}/{lang()}", on_change=acted)
    if chosen:
        diagram.compared([first, *chosen], advice.case)


def _argument(advice: api.Advice) -> None:
    codes = [r.term for r in advice.ranking]
    code = st.pills(say("ui_pick_rule"), codes, default=codes[0], required=True,
                    key=f"argued/{codes[0]}/{lang()}", on_change=acted)
    try:
        drawn = api.argument_diagram(advice, code, lang(), diagram.theme())
        picture = drawn.svg
    except api.InputError as error:
        st.caption(plain(told(error)))
        return
    with st.container(key="graph"):
        st.image(picture, alt=f"{drawn.title}. {drawn.sentence}")
    diagram.as_table("argument", drawn)
