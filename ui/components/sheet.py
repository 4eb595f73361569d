"""The sheet of a marked answer."""

from typing import Any

import streamlit as st

from components.prose import badge, cell, plain, table
from components.session import lang, say


def sheet(marked: Any) -> None:
    """Points, the words of the answer, what is missing and what to revise; on the trainer's sheet
    also what is right, what each mark rests on, the words to judge and the expected answer.
    """
    trainer = marked.sheet == "trainer"
    _head(marked, trainer)
    with st.container(key=f"wide_table_sheet_{marked.sheet}"):
        st.markdown(table([say(key) for key in (
            "teach_col_criterion", "te_points", "te_written", "te_to_revise")],
            [_row(line, trainer) for line in marked.criteria]))
    if trainer:
        _grounds(marked)
    judged = [say("l_pair", name=s.label, value=s.text) for s in marked.to_judge]
    lists = [("teach_h_why_not", marked.why_not),
             ("teach_h_to_judge" if trainer else "teach_h_your_words", judged)]
    if trainer:
        lists += [("teach_h_expected", marked.expected), ("teach_h_oral", marked.oral)]
    for key, found in (*lists, ("teach_h_learning", marked.learning)):
        if found:
            st.markdown(f"**{plain(say(key))}**")
            st.markdown("\n".join(f"- {cell(text)}" for text in found))


def _head(marked: Any, trainer: bool) -> None:
    colour = "green" if marked.verdict == "acquired" else "orange"
    total = say("teach_total", total=number(marked.total), out_of=number(marked.out_of),
                verdict=say(f"teach_verdict_{marked.verdict}"))
    st.markdown(f"**{badge(plain(total), colour)}**")
    if trainer and marked.result.out_of:
        st.caption(plain(say(
            "teach_split_of_mark", percent=number(marked.pass_percent),
            method=f"{number(marked.method.points)}/{number(marked.method.out_of)}",
            result=f"{number(marked.result.points)}/{number(marked.result.out_of)}")))
    if trainer and marked.second_reader:
        st.warning(plain(say("teach_second_reader")))
    for killer in marked.killers:
        st.error(plain(f"{killer.text} {killer.revise}"))
    for note in marked.notes:
        st.caption(plain(note))


def _row(line: Any, trainer: bool) -> list[str]:
    lost = line.points < line.out_of
    told = [*line.missing]
    if trainer and line.own_term:
        told.append(say("teach_judged_by", term=line.own_term))
    if trainer and lost and line.expected:
        told.append(say("l_pair", name=say("teach_expected"), value=" / ".join(line.expected)))
    if lost and line.revise:
        told.append(say("l_pair", name=say("teach_revise"), value=line.revise))
    return [cell(line.label), f"{number(line.points)}/{number(line.out_of)}",
            cell(" / ".join(line.quote)), cell(" ".join(told))]


def _grounds(marked: Any) -> None:
    """The rules of the base and the facts of the case that each mark rests on."""
    lines = []
    for line in marked.criteria:
        if line.rules or line.facts:
            found = [f"{plain(r.text)} ({plain(r.rule)})" for r in line.rules]
            found += [plain(f.text) for f in line.facts]
            lines.append(f"- **{plain(line.label)}**  \n  " + "  \n  ".join(found))
    if lines:
        with st.expander(say("te_grounds")):
            st.markdown("\n".join(lines))


def number(value: float | None) -> str:
    """A mark as the language writes it."""
    shown = "–" if value is None else f"{value:g}"
    return shown.replace(".", ",") if lang() == "fr" else shown
