"""The sheet of a marked answer."""

from typing import Any

import streamlit as st

from components.prose import badge, cell, plain, table
from components.session import lang, say


def sheet(marked: Any) -> None:
    """Points, what is missing and what to revise; of the trainer's sheet what is right, too."""
    colour = "green" if marked.verdict == "acquired" else "orange"
    total = say("teach_total", total=number(marked.total), out_of=number(marked.out_of),
                verdict=say(f"teach_verdict_{marked.verdict}"))
    st.markdown(f"**{badge(plain(total), colour)}**")
    for killer in marked.killers:
        st.error(plain(f"{killer.text} {killer.revise}"))
    for note in marked.notes:
        st.caption(plain(note))
    rows = []
    for line in marked.criteria:
        told = [*line.missing]
        if line.points < line.out_of and line.revise:
            told.append(line.revise)
        expected = getattr(line, "expected", ())
        if expected and line.points < line.out_of:
            told.append(say("l_pair", name=say("teach_expected"), value=" / ".join(expected)))
        rows.append([cell(line.label), f"{number(line.points)}/{number(line.out_of)}",
                     cell(" ".join(told))])
    with st.container(key=f"wide_table_sheet_{marked.sheet}"):
        st.markdown(table([say("teach_col_criterion"), say("te_points"), say("te_to_revise")],
                          rows))
    for key, found in (("teach_h_why_not", marked.why_not), ("teach_h_learning", marked.learning)):
        if found:
            st.markdown(f"**{plain(say(key))}**")
            st.markdown("\n".join(f"- {plain(text)}" for text in found))


def number(value: float | None) -> str:
    """A mark as the language writes it."""
    shown = "–" if value is None else f"{value:g}"
    return shown.replace(".", ",") if lang() == "fr" else shown
