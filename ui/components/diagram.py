"""A diagram in the layout that fits the window, and below it the table that says the same."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.prose import cell, plain, table
from components.session import acted, lang, say
from incoadvisor import api

LAYOUTS = ("wide", "stacked")  # the style sheet shows the one that fits


def diagram(advice: api.Advice) -> None:
    """Who acts, who pays and who bears the risk, for the rule recommended."""
    if advice.recommended is not None:
        show("one", lambda **look: api.diagram(advice, **look))


def of_term(code: str, known: dict[str, Any]) -> None:
    """The same for any rule, its conditional cells settled by what is known."""
    show("one", lambda **look: api.diagram(code, known, **look))


def compared(codes: list[str], known: dict[str, Any]) -> None:
    """Two to four rules on the same route."""
    show("compared", lambda **look: api.compare_diagram(codes, known, **look))


def wall(advice: api.Advice | None = None) -> None:
    """All eleven rules; with an advice, its verdicts and reasons."""
    show("wall", lambda **look: api.wall_diagram(advice, **look))


def show(name: str, draw: Callable[..., Any]) -> None:
    """Both layouts of a picture, of which the style sheet shows one, and its table."""
    for layout in LAYOUTS:
        drawn = draw(lang=lang(), theme=theme(), layout=layout)
        with st.container(key=f"diagram_{layout}_{name}"):
            st.image(drawn.svg, width="stretch", alt=f"{drawn.title}. {drawn.sentence}")
    as_table(name, drawn)


def as_table(name: str, drawn: Any) -> None:
    """The table twin, made only when asked for."""
    box = st.expander(say("ui_as_table"), key=f"as_table/{name}", icon=":material/table_rows:",
                      on_change=acted)
    if not box.open:
        return
    headings, rows = drawn.table
    with box, st.container(key=f"wide_table_{name}"):
        st.markdown(plain(drawn.sentence))
        st.markdown(table([cell(h) for h in headings], [[cell(c) for c in r] for r in rows]))
        if drawn.footnotes:
            st.markdown("\n".join(f"{i}. {plain(note)}"
                                  for i, note in enumerate(drawn.footnotes, 1)))


def theme() -> str:
    """The theme the visitor sees."""
    return "dark" if st.context.theme.type == "dark" else "light"
