"""The sheet of one country: its rows with source, date and confidence."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.links import to_rule
from components.prose import badge, plain, source
from components.session import lang, say
from incoadvisor import api


def sheet(found: Any) -> None:
    """Rows for arrival and departure, then groups, notes for every country, and what is absent."""
    st.subheader(plain(say("ui_country", name=found.name, code=found.country)), anchor=False)
    rows = (*found.destination, *found.origin)
    due = sum(row.evidence.due for row in rows)
    st.caption(plain(f"{say('kp_read_on', date=found.on)} "
                     f"{say('kp_rows_count', count=len(rows), due=due)}"))
    if found.absent:
        st.warning(plain(say("l_absent", tables=", ".join(found.absent))),
                   icon=":material/help:")
    arrival, departure, groups, general = st.tabs(
        [say("h_destination"), say("h_origin"), say("h_memberships"), say("h_general")])
    with arrival:
        _rows(found.destination)
    with departure:
        _rows(found.origin)
    with groups:
        for membership in found.memberships:
            _membership(membership)
        if not found.memberships:
            st.caption(plain(say("kp_no_group")))
    with general:
        for note in found.general:
            with st.container(border=True, gap="small"):
                st.markdown(f"**{plain(note.label)}** {_doubts(note.evidence)}")
                st.markdown(plain(note.detail))
                _evidence(note.evidence)
        if not found.general:
            st.caption(plain(say("l_nothing_listed")))


def _rows(rows: Iterable[Any]) -> None:
    for row in rows:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(row.topic or row.label)}** {_doubts(row.evidence)}")
            if row.words:
                st.markdown(plain(_sentence("; ".join(row.words))))
            st.markdown(plain(row.detail))
            _evidence(row.evidence, row.group)
            if row.values and not row.relied_on:
                st.markdown(badge(plain(say("l_not_relied_on")), "orange"))
            elif row.topic:
                st.caption(plain(say("l_only_told")))
            else:
                _readers(row.rules)
    if not rows:
        st.caption(plain(say("l_nothing_listed")))


def _membership(found: Any) -> None:
    key = "l_was_member" if found.until else "l_member"
    with st.container(border=True, gap="small"):
        stay = say(key, group=found.label, since=found.since, until=found.until)
        st.markdown(f"**{plain(stay)}**")
        if found.note:
            st.markdown(plain(found.note))
        _cited(found.sources, say("l_as_of", date=found.as_of),
               say(f"confidence_{found.confidence}"))
        _readers(found.rules)


def _doubts(evidence: Any) -> str:
    """Signs and words for what is stale, weak or without a source."""
    found = []
    if evidence.due:
        found.append(badge(say("kp_stale"), "red"))
    if not evidence.sourced:
        found.append(badge(say("kp_unsourced"), "orange"))
    elif evidence.confidence == "low":
        found.append(badge(say("kp_weak"), "orange"))
    return " ".join(found)


def _evidence(evidence: Any, group: str | None = None) -> None:
    date = evidence.as_of_text or evidence.as_of
    told = [say("l_as_of", date=date) if date else say("l_undated"),
            say(f"confidence_{evidence.confidence}")]
    if group:
        told.append(say("l_by_group", group=group))
    if evidence.review_by:
        told.append(say("l_due" if evidence.due else "l_review_by", date=evidence.review_by))
    _cited(evidence.sources, *told)


def _cited(sources: Iterable[Any], *told: str) -> None:
    lines = [plain(" · ".join(told)), *(source(s.title, s.url) for s in sources)]
    st.caption("  \n".join(lines))


def _readers(rules: tuple[str, ...]) -> None:
    if not rules:
        st.caption(plain(say("l_read_by_none")))
        return
    with st.expander(say("kp_read_by", count=len(rules)), type="compact"):
        for rule in rules:
            to_rule(rule, api.knowledge().rules[rule].because.get(lang()))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
