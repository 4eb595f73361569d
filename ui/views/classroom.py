"""Class: a trainer sets an exercise by a link, marks the copies, and holds the oral."""

from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.address import choice, stand, switch
from components.links import style
from components.oral import jury
from components.prose import badge, cell, plain, table
from components.session import SMALL, lang, say, told
from components.sheet import number, sheet
from incoadvisor import api

OWN = ""
MOST_MINUTES, MOST_EXTRA = 600, 300


def titles(tasks: bool = True) -> dict[str, str]:
    """Every exercise, case studies by level first, then the ordering tasks if they count."""
    studies = sorted(api.case_studies(), key=lambda s: s.level)
    found = {s.id: say("l_pair", name=say(f"teach_h_level_{s.level}"), value=s.title.get(lang()))
             for s in studies}
    return found | {p.id: p.title.get(lang()) for p in api.ordering_tasks() if tasks}


def link() -> None:
    """The link to hand out."""
    names = titles()
    case = choice("case", say("te_case"), names, next(iter(names)))
    hints = not switch("nohints", say("te_link_no_hints"))
    mark = switch("mark", say("te_link_mark"))
    left, right = st.columns(2)
    minutes = left.number_input(say("te_link_minutes"), 0, MOST_MINUTES, 45, step=5,
                                key="te/minutes")
    extra = right.number_input(say("te_link_extra"), 0, MOST_EXTRA, 0, step=1, key="te/extra",
                               help=say("te_link_extra_hint"))
    sitting = api.sitting(case, hints=hints, mark=mark, minutes=minutes, extra=extra)
    parameters = {"lang": lang()} | sitting.link()
    page = urlsplit(st.context.url or "")._replace(query="", fragment="")
    folder = page.path.rstrip("/").removesuffix("classroom").rstrip("/")
    st.markdown(f"**{plain(say('te_link_copy'))}**")
    st.code(f"{page._replace(path=f'{folder}/exercise').geturl()}?{urlencode(parameters)}",
            language=None, wrap_lines=True)
    st.page_link("views/exercise.py", label=plain(say("te_link_open")),
                 icon=":material/school:", query_params=parameters)


def marking() -> None:
    """The copies taken in, and what came of them."""
    names = {OWN: say("te_copies_own")} | titles()
    case = choice("of", say("te_copies_case"), names, OWN)
    st.file_uploader(say("te_copies_upload"), accept_multiple_files=True, key="te/copies",
                     max_upload_size=SMALL, on_change=take)
    copies = st.session_state.get("te_copies", [])
    if not copies:
        st.caption(plain(say("te_copies_none")))
        return
    try:
        result = api.mark_copies(copies, case or None, lang=lang())
    except api.InputError as error:
        st.error(plain(told(error)))
        return
    results(result)


def take() -> None:
    """Keep the copies for this session: Streamlit forgets files when a view is left."""
    st.session_state["te_copies"] = [(file.name, file.getvalue())
                                     for file in st.session_state["te/copies"] or []]


def results(result: Any) -> None:
    """The class table, what was missed, and each sheet."""
    st.markdown(f"**{plain(say('teach_class', marked=result.marked, acquired=result.acquired))}**")
    if result.mean is not None:
        st.markdown(plain(say("teach_mean", mean=number(result.mean),
                              out_of=number(result.out_of))))
    downloads(result)
    marked = [copy for copy in result.copies if copy.mark]
    failed = [copy for copy in result.copies if copy.error]
    if marked:
        st.subheader(plain(say("te_class_table")), anchor=False)
        with st.container(key="wide_table_class"):
            st.markdown(table(
                [say(f"teach_col_{c}") for c in ("file", "candidate", "case", "term", "total",
                                                 "verdict", "killers")],
                [row(copy) for copy in marked]))
    if failed:
        st.subheader(plain(say("te_class_errors")), anchor=False)
        st.markdown("\n".join(f"- **{plain(c.name)}** – {plain(c.error)}" for c in failed))
    if result.missed:
        missed(result)
    if marked:
        one(marked)


def row(copy: Any) -> list[str]:
    """One line of the class table."""
    mark = copy.mark
    colour = "green" if mark.verdict == "acquired" else "orange"
    return [cell(copy.name), cell(mark.candidate), cell(mark.case), mark.term or "–",
            f"{number(mark.total)}/{number(mark.out_of)}",
            badge(plain(say(f"teach_verdict_{mark.verdict}")), colour),
            cell(" ".join(k.text for k in mark.killers))]


def missed(result: Any) -> None:
    """The criteria, least won first: drawn, and as a table that says the same."""
    st.subheader(plain(say("te_class_missed")), anchor=False)
    told_in_words = " ".join(
        say("teach_plot_line", label=m.label, percent=say("te_share", percent=round(m.share * 100)))
        for m in result.missed)
    with st.container(key="graph"):
        st.image(api.class_plot(result, lang()), alt=told_in_words, width="stretch")
    with st.container(key="wide_table_missed"):
        st.markdown(table(
            [say(f"teach_col_{c}") for c in ("criterion", "share", "full", "none", "copies")],
            [[cell(m.label), plain(say("te_share", percent=round(m.share * 100))), str(m.full),
              str(m.none), str(m.copies)] for m in result.missed]))


def one(marked: list[Any]) -> None:
    """The trainer's sheet of one copy."""
    st.subheader(plain(say("te_class_copy")), anchor=False)
    place = st.selectbox(
        say("te_class_copy"), range(len(marked)), key="te/copy/one", label_visibility="collapsed",
        format_func=lambda i: " · ".join(x for x in (marked[i].name, marked[i].mark.candidate)
                                         if x))
    sheet(marked[place].mark)


def downloads(result: Any) -> None:
    """The class as files."""
    with st.container(horizontal=True):
        for form, kind in (("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats-"
                                                 "officedocument.spreadsheetml.sheet")):
            try:
                content = api.class_table(result, form, lang())
            except api.InputError as error:
                st.caption(plain(told(error)))
                continue
            st.download_button(say(f"te_class_{form}"), content, say("te_class_file", form=form),
                               kind, key=f"te/{form}", on_click="ignore",
                               icon=":material/download:")
        st.download_button(say("te_class_svg"), api.class_plot(result, lang()),
                           say("te_class_file", form="svg"), "image/svg+xml", key="te/svg",
                           on_click="ignore", icon=":material/bar_chart:")


style()
stand()
st.header(plain(say("te_class")), anchor=False)
st.caption(plain(say("te_class_hint")))
parts = {name: say(f"te_part_{name}") for name in ("link", "mark", "oral")}
part = choice("part", say("te_part_class"), parts, "link", st.segmented_control, required=True,
              label_visibility="collapsed")
if part == "mark":
    marking()
elif part == "oral":
    names = titles(tasks=False)
    jury(choice("case", say("te_case"), names, next(iter(names)), key=f"oral/case/{lang()}"))
else:
    link()
