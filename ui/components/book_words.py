"""Words of the file that mean no accepted value, each with a field to say what it means."""

from typing import Any

import streamlit as st

from components.book import desk
from components.fields import options
from components.prose import plain
from components.session import lang, say
from incoadvisor import api

MOST = 24  # fields
ACROSS = 3


def words() -> None:
    """The words not understood, most frequent first."""
    found = [(fact, word, count) for fact, said in desk().to_translate().items()
             for word, count in said]
    if not found:
        return
    found.sort(key=lambda item: -item[2])
    st.markdown(f"**{plain(say('ob_h_words'))}**")
    st.caption(plain(say("ob_words_hint_file")))
    shown = found[:MOST]
    for first in range(0, len(shown), ACROSS):
        for place, item in zip(st.columns(ACROSS), shown[first:first + ACROSS], strict=False):
            with place:
                _word(*item)
    if found[MOST:]:
        st.caption(plain(say("ob_words_more", count=len(found) - MOST)))


def _word(fact: str, word: str, count: int) -> None:
    spec: Any = api.knowledge().facts[fact]
    held = desk().settings.words
    key = f"book/word/{desk().number}/{fact}/{word}/{lang()}"
    known = options(fact)
    value = held.get(fact, {}).get(word)
    if value is not None:
        known.setdefault(value, value)
    st.session_state[key] = value

    def keep() -> None:
        said = dict(held.get(fact, {}))
        said.pop(word, None)
        if st.session_state[key]:
            said[word] = st.session_state[key]
        desk().settings.words = {**held, fact: said}

    st.selectbox(plain(say("ob_word", fact=spec.label.get(lang()), word=word,
                           count=api.grouped(count, lang()))),
                 list(known), key=key, index=None, format_func=lambda v: known.get(v, v),
                 on_change=keep, placeholder=say("ui_unknown"),
                 accept_new_options=spec.type in ("country", "currency"))
