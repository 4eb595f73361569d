"""The address of the views that advise: it carries language and case, and follows answers."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.interview import asked_kept
from components.prose import plain
from components.session import acted, facts, lang, problems, replace_facts, say, told
from incoadvisor import api

OURS = "lang"  # every other parameter is a fact


def arrive() -> None:
    """Take the case from the address: on opening, and when the browser goes back or forward.

    Coming from another view the address is bare, and the session's case stands.
    """
    state = st.session_state
    by_us = state.pop("acted", False)
    here = {name: st.query_params.get_all(name) for name in st.query_params}
    if "written" not in state:
        if set(here) - {OURS}:
            _take(here)
        state["everything"] = set(api.link(facts())) < set(facts())
    elif not by_us and OURS in here and here != {k: [v] for k, v in state["written"].items()}:
        _take(here)


def _take(here: dict[str, list[str]]) -> None:
    """The case of the address; what addresses do not tell stays as it was in this session."""
    linked = api.read_link({k: v for k, v in here.items() if k != OURS})
    open_to_all = api.link(facts())
    untold = {k: v for k, v in facts().items() if k not in open_to_all}
    with asked_kept():
        replace_facts(untold | linked.case.facts)
    st.session_state["link_faults"] = linked.faults


def follow() -> None:
    """Write the case into the address; last thing of a view."""
    wanted = {OURS: lang()} | api.link(facts(), everything())
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state["written"] = wanted


def bring() -> None:
    """Take the case of a link to a view with an address of its own, if none is at hand."""
    here = {n: st.query_params.get_all(n) for n in st.query_params if n in api.knowledge().facts}
    if here and not facts():
        _take(here)


def carry() -> None:
    """Have the address of such a view carry the case beside what is its own."""
    own = {n: st.query_params.get_all(n) for n in st.query_params
           if n not in api.knowledge().facts}
    wanted = own | {name: [value] for name, value in api.link(facts(), everything()).items()}
    if {n: st.query_params.get_all(n) for n in st.query_params} != wanted:
        st.query_params.from_dict(wanted)


def everything() -> bool:
    """Whether texts and figures go into the link too."""
    return st.session_state.get("everything", False)


def faults() -> None:
    """What could not be read in the link that was opened."""
    found = st.session_state.get("link_faults")
    if found:
        st.warning("\n".join([plain(say("ui_link_faults")), "",
                              *(f"- {plain(told(f))}" for f in found)]),
                   icon=":material/link_off:")


def share() -> None:
    """The link to copy, and whether it tells everything."""
    box = st.popover(say("ui_share"), icon=":material/share:", key="share", on_change=acted)
    if not box.open:
        return
    with box:
        st.markdown(plain(say("ui_share_hint")))
        st.checkbox(say("ui_share_everything"), value=everything(), key="share/everything",
                    on_change=acted, args=(_choose,))
        st.caption(plain(say("ui_share_warning")))
        st.code(_link(), language=None, wrap_lines=True)
        if problems():
            st.caption(plain(say("ui_share_problems")))


def _choose() -> None:
    st.session_state["everything"] = bool(st.session_state["share/everything"])


def _link() -> str:
    page = urlsplit(st.context.url or "")
    page = page._replace(path=page.path or "/", query="", fragment="").geturl()
    return f"{page}?{urlencode({OURS: lang()} | api.link(facts(), everything()))}"
