"""The oral: one question at a time, with notes that stay in this session."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.address import keep
from components.prose import badge, plain
from components.session import lang, say, told
from components.sheet import number
from incoadvisor import api

USUAL, MOST = 6, 60
FORMS = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument."
                                            "wordprocessingml.document"}


def jury(case: str) -> None:
    """The trainer's side: answers at will, the mark, and the sheet to print."""
    st.caption(plain(say("te_oral_hint")))
    exam = _drawn(case)
    _question(case, exam, own_first=False)
    _mark(case, exam)
    _save(case, exam)
    st.page_link("views/player.py", label=plain(say("te_oral_player")),
                 icon=":material/play_circle:", query_params={
                     "lang": lang(), **api.link(api.case_study(case).given, everything=True)})


def practice(case: str) -> None:
    """The student's side: a model answer is shown only once there is an own one."""
    st.caption(plain(say("te_oral_practice_hint")))
    _question(case, _drawn(case), own_first=True)


def _drawn(case: str) -> Any:
    """The exam of the number of questions and the draw that the address tells."""
    asked = st.query_params.get("count", "")
    count = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else USUAL
    count = min(max(count, 1), MOST)
    draw = st.query_params.get("draw", "")
    seed = int(draw) if draw.isascii() and draw.isdecimal() and len(draw) < 7 else None
    key = f"te/oral/count/{lang()}"
    st.session_state[key] = count
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    left.number_input(say("te_oral_count"), 1, MOST, key=key, step=1, on_change=lambda: _again(
        "count", str(st.session_state[key]), str(USUAL)))
    right.button(say("te_oral_draw"), key="te/oral/draw", icon=":material/shuffle:",
                 on_click=_again, args=("draw", str((seed or 0) + 1)))
    kept = st.session_state.setdefault("te_oral_exam", {})
    wanted = (case, lang(), count, seed)
    if kept.get("of") != wanted:
        kept.update({"of": wanted, "exam": api.oral(case, lang(), count, seed)})
    return kept["exam"]


def _again(name: str, value: str, default: str = "") -> None:
    """Another set of questions begins at its first."""
    keep(name, value, default)
    keep("q", "")


def _question(case: str, exam: Any, own_first: bool) -> None:
    """The question the address tells, with its notes and, if shown, the model answer."""
    count = len(exam.questions)
    asked = st.query_params.get("q", "")
    place = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else 1
    place = min(max(place, 1), count)
    question = exam.questions[place - 1]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(say('te_oral_of', number=place, count=count))}** "
                    f"{badge(plain(say(f'teach_h_level_{question.level}')), 'gray')}")
        st.subheader(plain(question.question), anchor=False)
        notes = _notes(case, question.id, say("te_oral_own" if own_first else "te_oral_notes"))
        locked = own_first and not notes.strip()
        shown = st.toggle(say("te_oral_show"), disabled=locked,
                          key=f"te/oral/show/{case}/{question.id}")
        if locked:
            st.caption(plain(say("te_oral_own_first")))
        if shown and not locked:
            _answer(question)
        for i, follow in enumerate(question.follow_ups):
            st.markdown(f"{plain(say('oral_follow_up'))}{plain(say('l_pair', name='', value=''))}"
                        f"**{plain(follow.question)}**")
            if shown and not locked:
                with st.expander(say("te_oral_model"), key=f"oral/{case}/{question.id}/{i}"):
                    _answer(follow)
    with st.container(horizontal=True):
        for key, step, icon in (("before", -1, "chevron_left"), ("next", 1, "chevron_right")):
            st.button(say(f"te_oral_{key}"), key=f"te/oral/{key}", icon=f":material/{icon}:",
                      disabled=not 1 <= place + step <= count, on_click=keep,
                      args=("q", str(place + step)))


def _notes(case: str, question: str, label: str) -> str:
    """What was noted, kept when the question or the view is left."""
    values = st.session_state.setdefault("te_oral_notes", {})
    name = f"{case}/{question}"
    key = f"te/oral/notes/{name}"
    if key not in st.session_state and values.get(name):
        st.session_state[key] = values[name]
    st.text_area(label, key=key, height=100, on_change=lambda: values.update(
        {name: st.session_state[key]}))
    return values.get(name, "")


def _answer(told: Any) -> None:
    """What to say first, then the points, each with what it follows from."""
    st.markdown(f"**{plain(told.answer)}**")
    for point in told.points:
        basis = f":gray[{plain(api.oral_basis(point, lang()))}]"
        st.markdown(basis if point.text == told.answer else f"- {plain(point.text)}  \n  {basis}")


def _mark(case: str, exam: Any) -> None:
    """Points for each criterion, added up."""
    st.subheader(plain(say("te_oral_mark")), anchor=False)
    st.caption(plain(exam.advice))
    points = {}
    for column, line in zip(st.columns(len(exam.criteria)), exam.criteria, strict=True):
        grades = "  \n".join(f"{number(p)} – {plain(text)}" for p, text in line.grades)
        label = say("te_oral_points", criterion=line.label, points=number(line.points))
        with column:
            points[line.id] = st.number_input(
                label, 0.0, float(line.points), 0.0, step=exam.step, format="%.1f",
                key=f"te/oral/points/{case}/{line.id}/{lang()}")
            st.caption(grades)
    marked = api.oral_mark(points)
    total = say("te_oral_total", total=number(marked.total), out_of=number(marked.out_of))
    st.markdown(f"**{plain(total)}**")


def _save(case: str, exam: Any) -> None:
    """The sheet of the jury, made when the box is opened."""
    box = st.popover(say("te_oral_save"), icon=":material/print:", key="te/oral/save",
                     on_change="rerun")
    if not box.open:
        return
    with box:
        for form, kind in FORMS.items():
            _file(say(f"te_oral_save_{form}"), say("te_oral_file", case=case, form=form), kind,
                  lambda form=form: api.oral_sheet(exam, form, lang()))
        _file(say("te_oral_save_bare"), say("te_oral_file_bare", case=case), FORMS["pdf"],
              lambda: api.oral_sheet(exam, "pdf", lang(), answers=False))


def _file(label: str, name: str, kind: str, made: Callable[[], bytes]) -> None:
    """One file, or what it would take to make it."""
    try:
        content = made()
    except api.InputError as error:
        st.caption(plain(told(error)))
        return
    st.download_button(label, content, name, kind, key=f"te/oral/{name}", on_click="ignore",
                       width="stretch")
