"""Beside the player: rules that did not fire, two runs side by side, files, all steps."""

from typing import Any

import streamlit as st

from components.address import choice, switch
from components.conditions import conditions
from components.fields import choices
from components.links import to_rule
from components.player import STATUS
from components.prose import answer, badge, cell, plain, table
from components.session import SMALL, lang, say, told
from incoadvisor import api

FINITE = ("bool", "choice")
AROUND = 3  # common steps shown before two runs part


def near(recording: Any, step: int) -> None:
    """Any rule that has not fired, and which of its conditions are missing."""
    found = {rule.rule: rule for rule in api.near_rules(recording, step, lang())}
    if recording.receipt.digest != api.knowledge().digest:
        st.caption(plain(say("te_near_here")))
    st.markdown(plain(say("te_near_hint", step=step, count=len(found))))
    names = {name: say("te_near_label", met=rule.met, count=rule.count, rule=name)
             for name, rule in found.items()}
    chosen = found[choice("near", say("te_near_pick"), names, next(iter(names)))]
    with st.container(border=True):
        st.markdown(f"**{plain(chosen.because)}**")
        if chosen.missing:
            words = say("te_near_met", met=chosen.met, count=chosen.count,
                        missing="; ".join(chosen.missing))
        else:
            words = say("te_near_all", count=chosen.count)
        st.markdown(plain(words))
        conditions(chosen.conditions)
        to_rule(chosen.rule)


def compare(recording: Any) -> None:
    """One fact changed: both runs, and where they part."""
    known = api.knowledge().facts
    names = [n for n, s in known.items() if s.kind != "derived" and s.type in FINITE]
    names.sort(key=lambda name: name not in recording.case)
    fact = choice("fact", say("te_change_fact"),
                  {name: known[name].label.get(lang()) for name in names}, names[0])
    now = recording.case.get(fact)
    values = {_word(v): label for v, label in choices(fact).items() if v != now}
    if now is not None:
        values["unknown"] = say("ui_unknown")
    value = choice("value", say("te_change_value"), values, next(iter(values)),
                   key=f"value/{fact}/{lang()}")
    st.caption(plain(say("te_change_hint")))
    try:
        before = api.record(api.Case(**recording.case), recording.on)
        case = api.changed(api.Case(**recording.case), {fact: value})
        after = api.record(case, recording.on)
    except api.InputError as error:  # a saved case that the rule base of today cannot read
        st.error(plain(told(error)))
        return
    _sides(api.part(before, after, lang()))


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _sides(parting: Any) -> None:
    left, right = st.columns(2)
    left.markdown(f"**{plain(say('te_run_before', answer=answer(parting.before)))}**")
    right.markdown(f"**{plain(say('te_run_after', answer=answer(parting.after)))}**")
    if parting.row is None:
        st.info(plain(say("te_same_runs")))
        return
    row = parting.rows[parting.row]
    if row.before and row.after:
        words = say("te_parts_at", before=row.before.step, after=row.after.step)
    else:
        words = say("te_parts_only", step=(row.before or row.after).step)
    st.warning(plain(words), icon=":material/call_split:")
    start = max(0, parting.row - AROUND)
    if start:
        st.caption(plain(say("te_common", count=start)))
    shown = parting.rows[start:]
    if switch("differing", say("te_only_differing")):
        shown = [row for row in shown if not row.same]
    with st.container(key="wide_table_sides"):
        st.markdown(table([say("te_col_same"), say("te_col_before"), say("te_col_after")],
                          [["=" if row.same else badge("≠", "orange"), _side(row.before),
                            _side(row.after)] for row in shown]))


def _side(step: Any) -> str:
    if step is None:
        return "–"
    return f"**{step.step}** {badge(say(f'kp_stage_{step.stage}'), 'gray')} {cell(step.because)}"


def everything(recording: Any) -> None:
    """The facts given, every step, and the answer, on one page."""
    st.caption(plain(say("te_print_hint")))
    player = api.player(recording, lang())
    outcome = recording.outcome
    st.markdown(plain(say("te_md_answer", count=len(recording.steps), step=recording.decided,
                          answer=outcome.term or outcome.headline.get(lang()))))
    st.markdown("  \n".join([f"**{plain(say('te_md_start'))}**",
                            *(plain(item.text) for item in player.scene(0).memory)]))
    for number in range(1, len(recording.steps) + 1):
        now = player.scene(number)
        mark = badge(plain(say(f"kp_stage_{now.stage}")), "gray")
        lines = [f"**{number}** {mark} {plain(now.because)}"]
        new = [plain(item.text) for item in now.memory if item.new and item.text != now.because]
        if new:
            lines.append(f"{plain(say('tx_adds'))} → {' · '.join(new)}")
        fallen = [t.term for t in now.terms if t.new and t.status == "fallen"]
        if fallen:
            lines.append(badge(plain(f"✖ {say('te_falls', terms=', '.join(fallen))}"), "orange"))
        if now.decides:
            star = badge(f"★ {plain(say('te_decides'))}", "green")
            lines.append(f"{star} {plain(now.how)}")
        st.markdown("  \n".join(lines))
    st.markdown(" ".join(
        badge(f"{STATUS[t.status][0]} {t.term}", STATUS[t.status][1])
        for t in player.scene(len(recording.steps)).terms))


def files(recording: Any) -> None:
    """The trace as a file, and a saved trace opened."""
    with st.container(horizontal=True):
        st.download_button(say("te_save_trace"), lambda: api.write_recording(recording),
                           say("te_file_trace"), "application/json", key="te/json",
                           on_click="ignore", icon=":material/download:")
        st.download_button(say("te_save_markdown"),
                           lambda: api.recording_markdown(recording, lang()),
                           say("te_file_markdown"), "text/markdown", key="te/markdown",
                           on_click="ignore", icon=":material/article:")
    upload()


def upload() -> None:
    """A saved trace in place of the case of this session."""
    st.caption(plain(say("te_upload_hint")))
    st.file_uploader(say("te_upload"), key="te/upload", max_upload_size=SMALL,
                     on_change=_opened)
    if "te_problem" in st.session_state:
        st.error(plain(told(st.session_state["te_problem"])))


def _opened() -> None:
    file = st.session_state.get("te/upload")
    st.session_state.pop("te_problem", None)
    if file is None:
        return
    try:
        recording = api.read_recording(file.getvalue(), file.name)
    except api.InputError as error:
        st.session_state["te_problem"] = error
        return
    st.session_state["te_saved"] = (file.name, recording)
    st.session_state["te_step"] = 0
