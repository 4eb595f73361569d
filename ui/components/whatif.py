"""What would change the answer, and what a change would do, without making it."""

from typing import Any

import streamlit as st

from components.fields import choices
from components.prose import answer, cell, leading, plain, table, value_label, verdict
from components.session import acted, facts, give, lang, say
from incoadvisor import api

FINITE = ("bool", "choice")


@st.fragment
def what_if(advice: api.Advice) -> None:
    """A change to try, then the smallest changes that alter the answer."""
    if facts() != advice.case:
        st.rerun()
    st.subheader(plain(say("ui_h_try")), anchor=False)
    _trial(advice)
    st.subheader(plain(say("ui_h_smallest")), anchor=False)
    _smallest()


def _trial(advice: api.Advice) -> None:
    known = api.knowledge().facts
    names = [s.name for s in known.values() if s.kind != "derived" and s.type in FINITE]
    names.sort(key=lambda name: name not in facts())
    titles = {name: known[name].label.get(lang()) for name in names}
    left, right = st.columns(2, vertical_alignment="bottom")
    name = left.selectbox(
        say("ui_try_fact"), names, index=None, key="try/fact",
        placeholder=say("ui_try_choose"), format_func=titles.get)
    if name is None:
        return
    now = facts().get(name)
    labels = {v: label for v, label in choices(name).items() if v != now}
    if now is not None:
        labels["unknown"] = say("ui_unknown")
    value = right.selectbox(
        say("ui_try_value", now=say("ui_unknown") if now is None else value_label(name, now)),
        list(labels), key=f"try/{name}/{now}", format_func=labels.get)
    _difference(name, value)
    st.button(say("ui_try_make"), key="try/make", icon=":material/check:", on_click=acted,
              args=(give, name, None if value == "unknown" else value))


def _difference(name: str, value: Any) -> None:
    found = api.what_if(api.changed(api.Case(), facts()), {name: value}, lang())
    if found.before == found.after:
        st.markdown(plain(say("ui_try_same")))
    for column, key, text in zip(st.columns(2), ("ui_try_before", "ui_try_after"),
                                 (found.before, found.after), strict=True):
        with column.container(border=True, gap="small", height="stretch"):
            st.caption(plain(say(key)))
            st.markdown(f"**{plain(answer(text))}**")
    if found.verdicts:
        st.markdown(table(
            [say("ui_try_rule"), say("ui_try_before"), say("ui_try_after")],
            [[f"**{m.term}**", cell(verdict(m.before)), cell(verdict(m.after))]
             for m in found.verdicts]))


def _smallest() -> None:
    changes = _changes()
    if not changes:
        st.caption(plain(say("ui_no_smallest")))
    else:
        st.caption(plain(say("ui_smallest_hint")))
    with st.container(key="replies_smallest", gap="small"):
        for number, change in enumerate(changes):
            st.button(leading(change.statement, answer(change.gives)), key=f"reply/s{number}",
                      width="stretch", on_click=acted, args=(_make, change.set))


def _changes() -> list[Any]:
    key = (lang(), tuple(sorted(facts().items())))
    kept = st.session_state.get("smallest")
    if kept is None or kept[0] != key:
        with st.spinner(say("ui_working")):
            kept = (key, api.smallest_changes(dict(facts()), lang()))
        st.session_state["smallest"] = kept
    return kept[1]


def _make(change: dict[str, Any]) -> None:
    for name, value in change.items():
        give(name, value)
