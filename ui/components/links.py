"""Links between the pages of knowledge, the trace and one another."""

import streamlit as st

from components.prose import plain
from components.session import lang, say

# Links inside a page read as links; the parts of a tree stand under what they belong to; a
# dossier stays in sight beside the answer that is written to it.
_STYLE = """<style>
.stMain [data-testid="stPageLink-NavLink"] {background: none; padding: .1rem 0; margin: 0;}
.stMain [data-testid="stPageLink-NavLink"] p {font-weight: 400; text-decoration: underline;
  text-underline-offset: .2em; white-space: normal; overflow-wrap: anywhere;}
.stMain [data-testid="stPageLink-NavLink"]:focus-visible {outline: 2px solid currentColor;}
[class*="st-key-entry"] [data-testid="stPageLink-NavLink"] p {font-size: 1rem;}
.st-key-wide_table_terms table {min-width: 26rem;}
.stMain .stExpander details > summary {opacity: 1;}
[class*="st-key-branch"] {border-left: 2px solid color-mix(in srgb, currentColor 20%, transparent);
  padding-left: .8rem;}
@media (min-width: 641px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-dossier) {position: sticky; top: 4.25rem;}
  [data-testid="stColumn"]:has(.st-key-dossier) > div {height: 100%;}
  .st-key-dossier {max-height: calc(100vh - 5rem); overflow-y: auto; scrollbar-width: thin;
    padding: .1rem .6rem 1rem .1rem;}
}
</style>"""


def style() -> None:
    """The style sheet of these pages: a constant, never anything typed."""
    st.html(_STYLE)


def to_rule(rule: str, label: str | None = None, icon: str = ":material/rule:") -> None:
    """A link to the page of a rule of the base."""
    st.page_link("views/rulebase.py", label=plain(label or rule), icon=icon,
                 query_params={"lang": lang(), "rule": rule})


def to_term(code: str) -> None:
    """A link to one of the eleven terms."""
    st.page_link("views/rules.py", label=code, icon="",
                 query_params={"lang": lang(), "rule": code})


def to_step(step: int) -> None:
    """A link to one step of the trace."""
    st.page_link("views/trace.py", label=plain(say("tx_to_step", step=step)),
                 icon=":material/account_tree:",
                 query_params={"lang": lang(), "part": "steps", "step": str(step)})


def to_word(word: str) -> None:
    """A link to a word of the glossary."""
    st.page_link("views/glossary.py", label=plain(word), icon="",
                 query_params={"lang": lang(), "word": word})
