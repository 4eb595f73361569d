"""The look of the pages that advise, besides the frame's."""

import streamlit as st

# The case stays in sight beside a long answer; where columns stack, a bar leads to the answer.
_STYLE = """<style>
[class*="st-key-answer_firm"] {border-left: .3rem solid #0b7a53;}
[class*="st-key-answer_none"] {border-left: .3rem solid #b45309;}
[class*="st-key-answer_"] h2 {font-size: 1.75rem; padding-bottom: .2rem;}
[class*="st-key-answer_"] h3 {padding: 0 0 .3rem;}
[class*="st-key-answer_"] code {font-size: 1rem;}
:is(.st-key-case, .st-key-welcome, .st-key-question) h2 {font-size: 1.25rem;
  padding: .2rem 0 .5rem;}
#answer {scroll-margin-top: 5rem;}
.stMain button[kind="primary"] {background: #1a6ea5; border-color: #1a6ea5; color: #fff;}
.stMain .stMarkdownBadge {margin: 0 .15rem .25rem 0;}
[class*="st-key-reply"] button {justify-content: flex-start; text-align: left;
  padding: .6rem .9rem;}
[class*="st-key-reply"] button > div {justify-content: flex-start;}
@media (min-width: 641px) {
  .st-key-case {position: sticky; top: 4.25rem; max-height: calc(100vh - 5rem);
    overflow-y: auto; padding: .1rem .6rem 1rem .1rem; scrollbar-width: thin;}
}
@media (max-width: 640px) {
  .st-key-to_answer {position: fixed; left: 0; right: 0; bottom: 0; z-index: 90;
    padding: .6rem 1rem; text-align: center; background: #0b5c8c;}
  .st-key-to_answer a {color: #fff !important; font-weight: 600; text-decoration: none;}
  .stMainBlockContainer {padding-bottom: 5rem;}
  [data-testid="stColumn"]:has(.st-key-welcome) {order: -1;}
}
</style>"""


def style() -> None:
    """The style sheet: a constant, never anything typed."""
    st.html(_STYLE)
