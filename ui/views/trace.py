"""Trace: how the engine came to its answer for the case of this session."""

from typing import Any

import streamlit as st

from components import caselink
from components.address import choice, page_of, pager, stand
from components.answer import title
from components.links import style
from components.prose import plain
from components.session import advice_on, facts, lang, say
from components.steps import STAGES, step
from components.tree import tree
from incoadvisor import api

SIZE = 15
ANY = ""


def found_for(case: dict[str, Any]) -> Any:
    """The trace of the case, worked out once for every rerun of the page."""
    key = (lang(), tuple(sorted(case.items())))
    kept = st.session_state.get("trace")
    if kept is None or kept[0] != key:
        kept = (key, api.trace(dict(case), lang()))
        st.session_state["trace"] = kept
    return kept[1]


def argument(trace: Any) -> None:
    """The tree of one of the eleven terms."""
    st.caption(plain(say("tx_argument_hint")))
    codes = {a.term: a.term for a in trace.arguments}
    first = trace.term or trace.arguments[0].term
    code = choice("term", say("ui_pick_rule"), codes, first, st.pills, required=True,
                  label_visibility="collapsed")
    tree(next(a for a in trace.arguments if a.term == code))


def steps(trace: Any) -> None:
    """The firings, by stage or by the term they bear on."""
    stages = {s: say(f"kp_stage_{s}") for s in STAGES if any(f.stage == s for f in trace.steps)}
    codes = {a.term: a.term for a in trace.arguments}
    with st.container(horizontal=True):
        stage = choice("stage", say("tx_filter_stage"), {ANY: say("kp_any_value")} | stages, ANY)
        about = choice("about", say("tx_filter_term"), {ANY: say("kp_any_value")} | codes, ANY)
    shown = [f for f in trace.steps if stage in (ANY, f.stage) and (not about or about in f.terms)]
    st.caption(plain(say("tx_steps_hint", count=len(shown), total=len(trace.steps))))
    asked = st.query_params.get("step", "")
    place = next((i for i, f in enumerate(shown) if str(f.step) == asked), 0)
    pages = page_of("page", len(shown), SIZE)
    if place and "page" not in st.query_params:  # the step asked for stands at the top
        pages = range(place, min(place + SIZE, len(shown)))
    for i in pages:
        step(shown[i], str(shown[i].step) == asked)
    if not shown:
        st.info(plain(say("tx_no_step")))
    pager("page", len(shown), SIZE, pages)


style()
stand()
caselink.bring()
caselink.faults()
st.header(plain(say("tx_view")), anchor=False)
st.caption(plain(say("tx_hint")))
if not facts():
    st.info(plain(say("tx_no_case")))
    st.page_link("views/advise.py", label=say("tx_to_advise"), icon=":material/balance:")
else:
    advice = advice_on(facts())
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(title(advice))}**  \n{plain(advice.headline)}")
    parts = {"argument": say("tx_tab_argument"), "steps": say("tx_tab_steps")}
    part = choice("part", say("tx_part"), parts, "argument", st.segmented_control, required=True,
                  label_visibility="collapsed")
    if part == "steps":
        steps(found_for(facts()))
    else:
        argument(found_for(facts()))
caselink.carry()
