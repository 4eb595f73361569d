"""Compare: two to four terms side by side."""

import streamlit as st

from components import diagram
from components.address import choice, choices, stand, switch
from components.links import style
from components.prose import plain
from components.session import lang, say
from components.settle import settle
from components.terms import ASPECTS, articles, milestones, points
from incoadvisor import api

FEWEST, MOST = 2, 4
SIDES = {"AB": "kp_both_sides", "A": "ui_seller_side", "B": "ui_buyer_side"}

PARTS = {"who": "h_milestones", "points": "kp_tab_points", "articles": "h_articles"}


def compared(codes: list[str]) -> None:
    """The part chosen: milestones, key points or articles."""
    part = choice("part", say("kp_part"), {p: say(key) for p, key in PARTS.items()}, "who",
                  st.segmented_control, required=True, label_visibility="collapsed")
    if part == "points":
        points(api.compare_terms(codes, lang()))
    elif part == "articles":
        side = choice("side", say("kp_side"), {s: say(key) for s, key in SIDES.items()}, "AB",
                      st.segmented_control, required=True)
        articles(codes, side)
    else:
        split(codes)


def split(codes: list[str]) -> None:
    """Who acts, pays or bears the risk at each milestone."""
    known = settle(codes)
    diagram.compared(codes, known)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        aspect = choice("aspect", say("kp_aspect"),
                        {a: say(f"c_{a}") for a in ASPECTS}, "cost",
                        st.segmented_control, required=True, width="content")
        only = switch("different", say("kp_only_different"))
    milestones(api.compare_terms(codes, lang(), known), aspect, only)


style()
stand()
st.header(plain(say("kp_view_compare")), anchor=False)
st.caption(plain(say("kp_compare_hint")))
terms = list(api.knowledge().terms)
chosen = choices("terms", say("kp_pick_terms"), terms, terms[:FEWEST])
if len(chosen) > MOST:
    st.info(plain(say("kp_too_many", list=", ".join(chosen[:MOST]))))
if len(chosen) < FEWEST:
    st.info(plain(say("kp_too_few")))
else:
    compared(chosen[:MOST])
