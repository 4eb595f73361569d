"""One moment of a recorded run: what fired and why, memory, agenda, requirements and terms."""

from typing import Any

import streamlit as st

from components.conditions import conditions
from components.links import to_rule
from components.prose import answer, badge, cell, plain, table
from components.session import say
from components.tree import KIND_COLOUR
from incoadvisor import api

RECENT = 6  # things in memory that stand open
STATUS = {"standing": ("○", "blue"), "fallen": ("✖", "gray"), "recommended": ("✔", "green"),
          "acceptable": ("○", "blue"), "discouraged": ("△", "orange"), "excluded": ("✖", "gray")}


def scene(now: Any) -> None:
    """The whole moment; what is new in it is marked."""
    with st.container(border=True, gap="small"):
        _fired(now)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _agenda(now)
        _requirements(now)
    with right:
        _terms(now)
        memory(now)


def _fired(now: Any) -> None:
    marks = [badge(plain(say("te_of", step=now.step, count=now.count)), "gray")]
    if now.stage:
        marks.append(badge(plain(say(f"kp_stage_{now.stage}")), "blue"))
    if now.decides:
        marks.append(badge(f"★ {plain(say('te_decides'))}", "green"))
    st.markdown(f"{' '.join(marks)}  \n**{plain(now.because)}**")
    if now.decides:
        st.caption(plain(now.how))
    if now.withdrawn_by:
        st.markdown(badge(plain(say("tx_withdrawn", rule=now.withdrawn_by)), "orange"))
    if now.conditions:
        told, matched = st.columns(2, gap="medium")
        with told:
            st.markdown(f"**{plain(say('te_h_conditions'))}**")
            conditions(now.conditions)
        with matched:
            st.markdown(f"**{plain(say('te_h_matched'))}**")
            st.markdown("\n".join(f"- {_fact(item)}" for item in now.matched)
                        or plain(say("tx_nothing")))
    fallen = [t.term for t in now.terms if t.new and t.status == "fallen"]
    if fallen:
        st.markdown(badge(f"✖ {plain(say('te_falls', terms=', '.join(fallen)))}", "orange"))
    if now.stage == "match" and now.leader:
        st.caption(plain(say("te_leader", answer=answer(now.leader))))
    if now.rule and now.rule in api.knowledge().rules:
        to_rule(now.rule, say("tx_open_rule", rule=now.rule))


def _fact(item: Any) -> str:
    kind = badge(say(f"tx_kind_{item.kind}"), KIND_COLOUR.get(item.kind, "gray"))
    step = f" {plain(say('tx_from_step', step=item.step))}" if item.step else ""
    new = f" {badge('+ ' + plain(say('te_new')), 'green')}" if item.new else ""
    return f"{kind} {plain(item.text)}{step}{new}"


def memory(now: Any) -> None:
    """All that is known; what this step added comes first."""
    st.subheader(plain(say("te_h_memory", count=len(now.memory))), anchor=False)
    new = [item for item in now.memory if item.new and item.step]
    if new:
        st.markdown("\n".join(f"- {_fact(item)}" for item in new))
    old = [item for item in reversed(now.memory) if item not in new]
    st.markdown("\n".join(f"- {_fact(item)}" for item in old[:RECENT]))
    if old[RECENT:]:
        with st.expander(say("te_earlier", count=len(old[RECENT:])), key="te/earlier"):
            st.markdown("\n".join(f"- {_fact(item)}" for item in old[RECENT:]))


def _agenda(now: Any) -> None:
    st.subheader(plain(say("te_h_agenda")), anchor=False)
    if not now.agenda:
        st.caption(plain(say("te_agenda_none")))
        return
    st.caption(plain(say("te_agenda_hint")))
    lines = []
    for place, waiting in enumerate(now.agenda, 1):
        mark = f"{badge('▶ ' + plain(say('te_fires')), 'green')} " if waiting.fires else ""
        lines.append(f"{place}. {mark}{plain(waiting.text)}  \n   {plain(waiting.why)}")
    st.markdown("\n".join(lines))
    if len(now.agenda) == 1:
        st.caption(plain(say("te_agenda_last")))


def _requirements(now: Any) -> None:
    st.subheader(plain(say("te_h_requirements")), anchor=False)
    if not now.requirements:
        st.caption(plain(say("te_no_requirement")))
        return
    rows = []
    for row in now.requirements:
        found = say("te_status_none") if row.status == "matched" and not row.fails \
            else ", ".join(row.fails) if row.status == "matched" else say(f"te_status_{row.status}")
        new = f" {badge('+ ' + plain(say('te_new')), 'green')}" if row.new else ""
        rows.append([f"{cell(row.text)}{new}", cell(say(f"l_strength_{row.strength}")),
                     cell(found)])
    with st.container(key="wide_table_requirements"):
        st.markdown(table([say(f"te_col_{c}") for c in ("requirement", "strength", "fails")],
                          rows))


def _terms(now: Any) -> None:
    st.subheader(plain(say("te_h_terms")), anchor=False)
    rows = []
    for term in now.terms:
        mark, colour = STATUS[term.status]
        since = say("te_at_step", step=term.step) if term.step else ""
        word = badge(f"{mark} {plain(say(f'te_term_{term.status}'))}", colour)
        new = f" {badge('+ ' + plain(say('te_new')), 'green')}" if term.new else ""
        rows.append([term.term, f"{word}{new}", str(term.reservations or ""), cell(since)])
    headings = [say("te_col_term"), say("te_col_status"), say("te_reservations"),
                say("te_col_since")]
    with st.container(key="wide_table_eleven"):
        st.markdown(table(headings, rows))
