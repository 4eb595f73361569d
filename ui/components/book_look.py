"""The look of the order book's page, besides the frame's."""

import streamlit as st

# The headline figures carry the tone of their bars; a line's button stands before its text.
_STYLE = """<style>
.st-key-book_figures {display: grid; gap: .7rem; align-items: stretch;
  grid-template-columns: repeat(auto-fit, minmax(7.2rem, 1fr));}
.st-key-book_figures > * {width: auto !important; min-width: 0; height: auto;}
.st-key-book_figures > :has(> .st-key-book_tone_bad_money) {grid-column: span 2;}
[class*="st-key-book_tone_"] {border-top: .3rem solid #0072b2; padding: .6rem .8rem .7rem;
  height: 100%;}
[class*="st-key-book_tone_bad"] {border-top-color: #d55e00;}
[class*="st-key-book_tone_mend"] {border-top-color: #e69f00;}
[class*="st-key-book_tone_better"] {border-top-color: #56b4e9;}
[class*="st-key-book_tone_good"] {border-top-color: #009e73;}
[class*="st-key-book_tone_"] strong {font-size: 1.5rem; line-height: 1.35;}
[class*="st-key-book_line_"] {padding: .7rem .9rem;}
[class*="st-key-book_line_"] button {white-space: nowrap;}
.stMain button[kind="primary"] {background: #1a6ea5; border-color: #1a6ea5; color: #fff;}
.stMain .stExpander details > summary {opacity: 1;}
[class*="st-key-diagram_wide_book"] {max-width: 54rem;}
[class*="st-key-diagram_stacked_book"] {max-width: 26rem;}
[class*="st-key-book_line_"] [data-testid="stColumn"]:first-child {flex: 0 0 7rem; min-width: 0;}
.stMain [data-testid="stMultiSelect"] input {min-width: 24px; min-height: 24px;}
[data-testid="stDialog"] [data-testid="stCaptionContainer"] {color: inherit; opacity: .84;}
[class*="st-key-answer_firm"] {border-left: .3rem solid #0b7a53;}
[class*="st-key-answer_none"] {border-left: .3rem solid #b45309;}
</style>"""


def style() -> None:
    """The style sheet: a constant, never anything typed."""
    st.html(_STYLE)
