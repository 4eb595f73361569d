"""Player: the recorded run of a case, or of a saved trace, one firing after another."""

from typing import Any

import streamlit as st

from components import beside, caselink
from components.address import choice, keep, stand
from components.links import style
from components.player import scene
from components.prose import plain
from components.session import facts, lang, say
from incoadvisor import api

SPEEDS = (1, 2, 4, 8)


def recorded() -> Any:
    """The saved trace that is open, else the run of the session's case; made once for both."""
    if "te_saved" in st.session_state:
        return st.session_state["te_saved"][1]
    if not facts():
        return None
    key = tuple(sorted(facts().items()))
    kept = st.session_state.get("te_recorded")
    if kept is None or kept[0] != key:
        kept = (key, api.record(dict(facts())))
        st.session_state["te_recorded"] = kept
        st.session_state.pop("te_playing", None)
    return kept[1]


def close() -> None:
    """Back to the case of the session."""
    st.session_state.pop("te_saved", None)
    st.session_state["te_step"] = 0


def go(step: int) -> None:
    """Show a step, and stop playing."""
    st.session_state["te_step"] = step
    play(False)


def play(on: bool) -> None:
    """Begin or stop playing."""
    st.session_state["te_timer"] = on != st.session_state.get("te_playing", False)
    st.session_state["te_playing"] = on
    st.session_state["te_acted"] = True
    keep("step", str(st.session_state["te_step"]), "0")


def place(count: int) -> int:
    """The step shown: of the link at first, then of this session."""
    if "te_step" not in st.session_state:
        asked = st.query_params.get("step", "0")
        st.session_state["te_step"] = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return min(st.session_state["te_step"], count)


def steps(recording: Any) -> None:
    """The controls and the scene; while playing, the next step every few seconds."""
    state, count = st.session_state, len(recording.steps)
    if state.get("te_playing", False) and not state.get("te_acted", False):
        state["te_step"] = min(place(count) + 1, count)
        if state["te_step"] == count:
            play(False)
    state.pop("te_acted", None)
    if state.pop("te_timer", False):
        st.rerun()  # the whole page sets the timer, or takes it away
    playing = state.get("te_playing", False)
    at = place(count)
    controls(recording, at, playing)
    scene(api.player(recording, lang()).scene(at))


def controls(recording: Any, at: int, playing: bool) -> None:
    """Buttons in reach of the keyboard, in the order of their use."""
    count = len(recording.steps)
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        st.button(say("te_back"), key="te/back", icon=":material/chevron_left:",
                  on_click=go, args=(at - 1,), disabled=at == 0)
        st.button(say("te_next"), key="te/next", icon=":material/chevron_right:",
                  on_click=go, args=(at + 1,), disabled=at == count)
        st.button(say("te_decided"), key="te/decided", icon=":material/star:",
                  on_click=go, args=(recording.decided,), disabled=at == recording.decided)
        st.button(say("te_first"), key="te/first", icon=":material/first_page:",
                  on_click=go, args=(0,), disabled=at == 0)
        label, icon = ("te_pause", "pause") if playing else ("te_play", "play_arrow")
        st.button(say(label), key=f"te/play/{playing}", icon=f":material/{icon}:",
                  on_click=play, args=(not playing,), disabled=at == count)
    st.session_state["te/at"] = at
    st.slider(say("te_position"), 0, count, key="te/at",
              on_change=lambda: go(st.session_state["te/at"]))


def told_of(recording: Any) -> None:
    """What is played, with its receipt."""
    if "te_saved" in st.session_state:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(say('te_from_file', name=st.session_state['te_saved'][0]))}**")
            st.button(say("te_close_file"), key="te/close", on_click=close,
                      icon=":material/close:")
    receipt = recording.receipt
    st.caption(plain(say("te_receipt", engine=receipt.engine, version=receipt.incoadvisor,
                         digest=receipt.digest[:19], date=recording.on)))
    if receipt.digest != api.knowledge().digest:
        st.warning(plain(say("te_other_digest", digest=api.knowledge().digest[:19])))


def shown(recording: Any) -> None:
    """One part of the player."""
    parts = {name: say(f"te_part_{name}") for name in ("play", "near", "compare", "print", "file")}
    part = choice("part", say("te_part"), parts, "play", st.segmented_control, required=True,
                  label_visibility="collapsed")
    if part != "play":
        st.session_state["te_playing"] = False
    if part == "near":
        beside.near(recording, place(len(recording.steps)))
    elif part == "compare":
        beside.compare(recording)
    elif part == "print":
        beside.everything(recording)
    elif part == "file":
        beside.files(recording)
    else:
        st.session_state.setdefault("te_seconds", 4)
        playing = st.session_state.get("te_playing", False)
        st.session_state["te_acted"] = True
        st.fragment(steps, run_every=st.session_state["te_seconds"] if playing else None)(
            recording)
        with st.expander(say("te_speed")):
            seconds = st.select_slider(say("te_speed"), SPEEDS, key="te/speed",
                                       value=st.session_state["te_seconds"],
                                       label_visibility="collapsed")
            st.session_state["te_seconds"] = seconds


style()
stand()
caselink.bring()
caselink.faults()
st.header(plain(say("te_player")), anchor=False)
st.caption(plain(say("te_player_hint")))
found = recorded()
if found is None:
    st.info(plain(say("te_no_run")))
    st.page_link("views/advise.py", label=say("tx_to_advise"), icon=":material/balance:")
    beside.upload()
else:
    told_of(found)
    shown(found)
caselink.carry()
