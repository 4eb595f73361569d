"""Exercise: a student reads a dossier, answers, and takes the copy away."""

import time
from typing import Any

import streamlit as st

from components import copyform
from components.address import choice, keep, stand
from components.links import style
from components.oral import practice
from components.prose import plain, statement
from components.session import lang, say, told
from components.sheet import sheet
from incoadvisor import api

PLANS = "plans"
SET_BY_TRAINER = {"hints", "minutes", "extra", "mark"}
OPENERS = 3  # papers of the dossier that are open at first


def chosen() -> Any:
    """The exercise of the link, else the one picked by level."""
    asked, faults = api.read_sitting({n: st.query_params.get_all(n) for n in st.query_params})
    for fault in faults:
        st.warning(plain(told(fault)), icon=":material/link_off:")
    if asked is not None and "level" not in st.query_params:
        return asked
    levels = {str(n): say(f"teach_h_level_{n}") for n in (1, 2, 3)} | {
        PLANS: say("te_level_plans")}
    level = choice("level", say("te_level"), levels, "1", st.segmented_control, required=True)
    found = api.ordering_tasks() if level == PLANS else \
        [s for s in api.case_studies() if str(s.level) == level]
    titles = {s.id: s.title.get(lang()) for s in found}
    first = next(iter(titles))
    case = choice("case", say("te_case"), titles, first, key=f"case/{level}/{lang()}")
    how = asked.model_dump(exclude={"case"}) if asked else {}
    if not SET_BY_TRAINER & set(st.query_params):  # somebody practising alone
        how["mark"] = True
    keep("level", level)
    return api.sitting(case, **how)


def dossier(study: Any) -> None:
    """The papers and the task."""
    st.subheader(plain(say("te_dossier")), anchor=False)
    for i, paper in enumerate(getattr(study, "dossier", ())):
        heading = paper.heading(say(f"teach_paper_{paper.kind}"), lang())
        with st.expander(f"**{plain(heading)}**", expanded=i < OPENERS,
                         key=f"paper/{study.id}/{i}"):
            st.markdown(plain(paper.text.get(lang())))
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(say('te_task'))}**")
        st.markdown(plain(study.question.get(lang())))


def clock(sitting: Any) -> None:
    """The time as words, told when asked; nothing ticks and nothing locks."""
    if not sitting.minutes:
        return
    key = "te_time_extra" if sitting.extra else "te_time_allowed"
    with st.container(border=True, gap="small"):
        st.markdown(plain(say(key, allowed=sitting.allowed, minutes=sitting.minutes,
                              extra=sitting.extra)))
        begun = st.session_state.get(f"te_begun/{sitting.case}")
        if begun is None:
            st.caption(plain(say("te_time_soft")))
            st.button(say("te_time_begin"), key="te/begin", icon=":material/schedule:",
                      on_click=lambda: st.session_state.update(
                          {f"te_begun/{sitting.case}": time.time()}))
        elif st.button(say("te_time_ask"), key="te/left", icon=":material/schedule:"):
            left = sitting.left(time.time() - begun)
            key = "te_time_over" if left <= 0 else "te_time_left_one" if left == 1 \
                else "te_time_left"
            st.info(plain(say(key, minutes=left)))
        else:
            st.caption(plain(say("te_time_running")))


def hints(study: Any) -> None:
    """Help in three parts, each opened only if wanted."""
    if not hasattr(study, "themes"):
        return
    st.subheader(plain(say("te_hints")), anchor=False)
    themes = ", ".join(say(f"teach_theme_{t}") for t in study.themes)
    st.markdown(plain(say("te_hint_themes", themes=themes)))
    with st.expander(say("te_hint_facts"), key=f"facts/{study.id}"):
        case = api.Case(**study.given)
        st.markdown("\n".join(f"- {plain(statement(n, v))}" for n, v in case.facts.items()))
    with st.expander(say("te_hint_criteria"), key=f"criteria/{study.id}"):
        rubric = api.rubric()
        st.markdown("\n".join(f"- {plain(c.label.get(lang()))} ({c.points:g})"
                              for c in rubric.criteria))


def hand_in(sitting: Any, answer: dict[str, Any]) -> str | None:
    """The copy to take away; it is returned if the student asks for the mark, and may."""
    try:
        copy = api.copy_of(sitting.case, answer)
    except api.InputError as error:
        st.error(plain(told(error)))
        return None
    with st.container(horizontal=True):
        st.download_button(say("te_copy_save"), copy, say("te_copy_file", case=sitting.case),
                           "application/yaml", key="te/copy", on_click="ignore",
                           icon=":material/download:")
        asked = sitting.mark and st.button(say("te_mark_now"), key="te/mark",
                                           icon=":material/fact_check:")
    with st.expander(say("te_copy_see")):
        st.code(copy, language="yaml", wrap_lines=True)
    return copy if asked else None


def marked(case: str, copy: str) -> None:
    """The student's sheet, as wide as the page."""
    st.subheader(plain(say("te_sheet")), anchor=False)
    sheet(api.student_sheet(api.mark(case, api.read_answer(copy.encode(), "copy.yaml"),
                                     lang=lang())))


style()
stand()
st.header(plain(say("te_exercise")), anchor=False)
st.caption(plain(say("te_exercise_hint")))
sat = chosen()
study = api.case_study(sat.case)
st.subheader(plain(study.title.get(lang())), anchor=False)
clock(sat)
papers, reply = st.columns(2, gap="large")
with papers, st.container(key="dossier"):
    dossier(study)
    if sat.hints:
        hints(study)
with reply:
    st.subheader(plain(say("te_answer")), anchor=False)
    st.caption(plain(say("te_answer_hint")))
    answer = copyform.form(sat.case)
    asked = hand_in(sat, answer)
if asked is not None:
    marked(sat.case, asked)
if sat.mark and hasattr(study, "themes"):
    st.divider()
    st.subheader(plain(say("te_oral")), anchor=False)
    if copyform.kept(sat.case).get("term"):
        practice(sat.case)
    else:
        st.caption(plain(say("te_oral_after_copy")))
