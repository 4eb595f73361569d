"""What surrounds every view: the look, the head with the language switch, the foot."""

import streamlit as st

from components.prose import plain
from components.session import LANGS, acted, lang, say, settle_lang, switch_lang
from incoadvisor import api

# The uploader's own English size hint is hidden: the label tells the limit in the reader's
# language. The link to the answer shows where the columns stand below one another. A table or
# graph wider than the window scrolls by itself; of a diagram the layout that fits is shown.
_STYLE = """<style>
.stMainBlockContainer {max-width: 90rem; padding: 4.5rem 2.5rem 3rem;}
[data-testid="stMarkdownContainer"] table {width: 100%; display: table; font-size: .94rem;}
[data-testid="stMarkdownContainer"] td {vertical-align: top; overflow-wrap: break-word;}
[data-testid="stMarkdownContainer"] td:first-child {font-weight: 600;}
[data-testid="stMarkdownContainer"] table .stMarkdownBadge {white-space: nowrap;}
[data-testid="stFileUploaderDropzoneInstructions"] {display: none;}
.stMain [data-testid="stCaptionContainer"] {color: inherit; opacity: .84;}
.stMain h1 {padding: 0 0 1rem; font-size: 1.8rem;}
.stMain h2 {padding: 0 0 .7rem; font-size: 1.5rem;}
.stMain h3 {padding: .4rem 0 .9rem; font-size: 1.2rem;}
.stMain li {margin-bottom: .3rem;}
[data-testid="stLayoutWrapper"]:has(> .st-key-to_answer) {display: none;}
@media (max-width: 640px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-to_answer) {display: block;}
  .stMainBlockContainer {padding-left: 1rem; padding-right: 1rem;}
  [data-testid="stMarkdownContainer"] table {font-size: .86rem;}
  [data-testid="stMarkdownContainer"] :is(th, td) {padding: .35rem .4rem;}
}
[class*="st-key-wide_table"] [data-testid="stMarkdownContainer"] {overflow-x: auto;}
.st-key-graph {overflow-x: auto;}
.st-key-graph img {max-width: none;}
[class*="st-key-diagram_stacked"] {display: none;}
@media (max-width: 760px) {
  [class*="st-key-diagram_wide"] {display: none;}
  [class*="st-key-diagram_stacked"] {display: flex;}
}
@media print {
  .stAppHeader, .stButton, .stDownloadButton, .stFileUploader, .stSlider, .stButtonGroup,
  .stSelectbox, .stCheckbox {display: none !important;}
  .stApp, .stMain, [data-testid="stAppViewContainer"] {position: static !important;
    overflow: visible !important; height: auto !important;}
}
</style>"""

# In a narrow window Streamlit's menu is a list whose sections are no list items, which screen
# readers stumble over: each section becomes one item, whenever the menu is drawn.
_MENU = """
const sections = () => document.querySelectorAll('[data-testid="stSidebarNavItems"] > div')
  .forEach(section => {
    section.setAttribute('role', 'listitem');
    section.querySelectorAll(':scope > li').forEach(
      link => link.setAttribute('role', 'presentation'));
  });
sections();
if (!window.menuWatched) {
  window.menuWatched = new MutationObserver(sections);
  window.menuWatched.observe(document.body, {childList: true, subtree: true});
}
"""
_SCRIPT = {code: f"<script>document.documentElement.lang = '{code}'; {{{_MENU}}}</script>"
           for code in LANGS}


def style() -> None:
    """The page's own style sheet: a constant, never anything typed."""
    st.html(_STYLE)


def _for_screen_readers() -> None:
    """The document's language, since Streamlit says English always, and a menu that is a list:
    constants, never anything typed.
    """
    st.html(_SCRIPT[lang()], unsafe_allow_javascript=True)


def head() -> None:
    """The name, what it is for, and the language switch."""
    settle_lang()
    _for_screen_readers()
    names = {code: say(f"ui_language_{code}") for code in LANGS}
    with st.container(horizontal=True, horizontal_alignment="distribute",
                      vertical_alignment="center"):
        name = st.container(width="stretch", gap="xsmall")
        st.segmented_control(
            say("ui_language"), LANGS, key="lang", required=True,
            format_func=names.get,
            label_visibility="collapsed", on_change=acted, args=(switch_lang,))
        name.title(say("ui_title"), anchor=False)
        name.caption(plain(say("ui_tagline")))


def foot() -> None:
    """What every reader must be told; and the language in the address, for views that left it."""
    if st.query_params.get("lang") != lang():
        st.query_params["lang"] = lang()
    about = api.knowledge().content.about
    st.divider()
    st.caption(plain(say("disclaimer")))
    st.caption(plain(say("ui_version", version=about["version"], date=about["as_of"])))
