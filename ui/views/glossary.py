"""Glossary: words of the trade explained, in both languages (`?word=fcl`)."""

from typing import Any

import streamlit as st

from components.address import page_of, pager, stand, typed
from components.links import style, to_term, to_word
from components.prose import colon, plain, source
from components.session import lang, say
from incoadvisor import api

SIZE = 15


def entry(found: Any) -> None:
    """One word with what it means, its names and where to go on from it."""
    with st.container(border=True, gap="small"):
        names = f" · {plain(', '.join(found.also))}" if found.also else ""
        st.markdown(f"**{plain(found.word)}**{names}")
        st.markdown(plain(found.means))
        other = plain(", ".join(found.other_language))
        lines = [f"{plain(say('kp_other_language'))}{colon()} {other}",
                 *(source(s.title, s.url) for s in found.sources)]
        st.caption("  \n".join(lines))
        if found.about or found.see:
            with st.container(horizontal=True, gap="small"):
                for code in found.about:
                    to_term(code)
                if found.see:
                    st.caption(plain(say("kp_see")) + colon(), width="content")
                for word in found.see.values():
                    to_word(word)


style()
stand()
st.header(plain(say("kp_view_glossary")), anchor=False)
st.caption(plain(say("kp_glossary_hint")))
text = typed("word", say("kp_search"), say("kp_search_words_hint"))
words = api.glossary(lang(), text)
if words:
    st.caption(plain(say("kp_words_count", count=len(words))))
else:
    st.info(plain(say("kp_no_word")))
shown = page_of("page", len(words), SIZE)
for place in shown:
    entry(words[place])
pager("page", len(words), SIZE, shown)
