"""Order book: every line of a file checked at once; what was found, and each line's argument."""

import streamlit as st

from components import (
    book_columns,
    book_files,
    book_line,
    book_lines,
    book_look,
    book_open,
    book_run,
    book_summary,
)
from components.address import choice, stand
from components.book import desk
from components.prose import plain
from components.session import say

PARTS = {"summary": book_summary.summary, "lines": book_lines.lines, "files": book_files.files}

book_look.style()
stand()
at = desk()
st.header(plain(say("ob_view")), anchor=False)
if at.book is None:
    st.caption(plain(say("ob_hint")))
    book_open.choose()
else:
    book_open.at_hand()
    with st.expander(plain(say("ob_h_columns")), expanded=at.summary is None,
                     key=f"book/settings/{at.number}/{at.summary is None}",
                     icon=":material/view_column:"):
        book_columns.columns()
    book_run.run()
    if at.summary is not None:
        names = {name: say(f"ob_part_{name}") for name in PARTS}
        part = choice("part", say("ob_part"), names, "summary", st.segmented_control,
                      required=True, label_visibility="collapsed")
        PARTS[part]()
        if at.hit is not None and part == "lines":
            book_line.show(at.hit)
