"""Terms side by side: their table, their key points and their articles."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.prose import PARTY_COLOUR, badge, cell, plain, table
from components.session import lang, say
from incoadvisor import api

PAIRS = range(1, 11)
ASPECTS = ("acts", "cost", "risk")


def milestones(found: Any, aspect: str, only_different: bool) -> None:
    """One aspect of the fifteen milestones; differences are told by a sign and a word."""
    rows = found.rows[aspect]
    different = sum(row.differs for row in rows)
    key = "kp_differ_count" if different else "kp_all_same"
    st.caption(plain(say(key, count=different, total=len(rows), first=found.terms[0])))
    labels = {m.id: m.label.get(lang()) for m in api.knowledge().content.journey.milestones}
    shown = [row for row in rows if row.differs or not only_different]
    if not shown:
        return
    with st.container(key="wide_table_terms"):
        st.markdown(table(
            [say("c_milestone"), *found.terms],
            [[_label(labels[row.milestone], row.differs), *(_party(c) for c in row.cells)]
             for row in shown]))
    if any(c.party.startswith("by_") for row in shown for c in row.cells):
        st.caption(plain(say("l_conditional")))


def _label(label: str, differs: bool) -> str:
    return f"{cell(label)} {badge(say('kp_differs'), 'orange')}" if differs else cell(label)


def _party(found: Any) -> str:
    word = say(f"party_{found.party}")
    text = say("kp_cell_differs", party=word) if found.differs else word
    return badge(text, PARTY_COLOUR.get(found.party, "gray"))


def points(found: Any) -> None:
    """Delivery, risk, costs, insurance and the rest, in words."""
    for point in found.points:
        with st.container(border=True, gap="small"):
            word, colour = ("kp_differs", "orange") if point.differs else ("kp_same", "gray")
            st.markdown(f"**{plain(say(point.key))}** {badge(plain(say(word)), colour)}")
            _texts(point.texts)


def articles(codes: list[str], letters: str) -> None:
    """Articles of the same number side by side, for the sides asked for."""
    st.caption(plain(say("ui_articles_hint")))
    titles = api.knowledge().article_titles
    terms = {code: api.term(code) for code in codes}
    for number in (f"{letter}{pair}" for pair in PAIRS for letter in letters):
        with st.container(border=True, gap="small"):
            who = say("ui_seller_side" if number[0] == "A" else "ui_buyer_side")
            heading = say("ui_article", number=number, title=titles[number].get(lang()))
            st.caption(plain(who))
            texts = {code: term.articles[number].get(lang()) for code, term in terms.items()}
            same = badge(plain(say("kp_same")), "gray") if len(set(texts.values())) < 2 else ""
            st.markdown(f"**{plain(heading)}** {same}")
            _texts(texts)


def _texts(texts: Mapping[str, str]) -> None:
    """The texts side by side; terms that say the same share one."""
    said: dict[str, list[str]] = {}
    for code, text in texts.items():
        said.setdefault(text, []).append(code)
    for column, (text, codes) in zip(st.columns(len(said), gap="medium"), said.items(),
                                     strict=True):
        column.markdown(f"**{', '.join(codes)}**  \n{plain(text)}")
