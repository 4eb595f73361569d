"""Interview: one question at a time, only those that can still change the answer."""

from typing import Any

import streamlit as st

from components import caselink, look
from components.answer import bar, short
from components.interview import asked, back, now, reply
from components.prose import answer, leading, plain, value_label
from components.result import result
from components.session import acted, advice_on, facts, lang, replace_facts, say
from incoadvisor import api


def ask(talk: Any, question: Any) -> None:
    """One question with its answers. Keys go by place, so that the keyboard stays where it is."""
    spec = api.knowledge().facts[question.fact]
    number = len(asked()) + 1
    st.progress(len(asked()) / (len(asked()) + talk.left),
                plain(say("ui_ask_progress", number=number, left=talk.left - 1)))
    with st.container(key="question"):
        st.header(plain(spec.question.get(lang())), anchor=False)
    st.markdown(plain(say("ask_why", why=spec.why.get(lang()))))
    with st.container(key="replies", gap="small"):
        for place, (value, gives) in enumerate(question.answers.items(), 1):
            st.button(leading(value_label(question.fact, value), answer(gives)),
                      key=f"reply/{place}", on_click=acted, width="stretch",
                      args=(reply, question.fact, value))
        st.button(say("ui_unknown"), key="reply/unknown", on_click=acted, width="stretch",
                  args=(reply, question.fact, None), icon=":material/help:")


def so_far(question: Any) -> None:
    """The provisional answer, what would change it most, and what was said."""
    advice = advice_on(facts())
    short(advice)
    bar(advice)
    first = next(iter(advice.open_questions), None)
    if first is not None:
        with st.container(border=True, gap="small"):
            st.caption(plain(say("ui_most_decisive")))
            if first.fact == question.fact:
                st.markdown(plain(say("ui_this_question")))
            else:
                st.markdown(f"**{plain(first.question)}**\n\n" + "\n".join(
                    f"- {leading(value_label(first.fact, v), answer(a))}"
                    for v, a in first.changes.items()))
    if facts():
        known = api.knowledge().facts
        with st.expander(say("ui_given_so_far", count=len(facts())), expanded=True):
            st.markdown("\n".join(
                "- " + plain(say("l_pair", name=known[f].label.get(lang()),
                                 value=value_label(f, v))) for f, v in facts().items()))


def end(talk: Any) -> None:
    """Why the questions stop, and the advice."""
    limit = talk.at_limit and talk.question is not None
    st.success(plain(say("ask_limit", count=len(asked())) if limit else say("ask_settled")),
               icon=":material/flag:")
    rare = [api.knowledge().facts[q.fact].label.get(lang()) for q in talk.rare]
    if rare:
        st.caption(plain(say("ask_rare", list="; ".join(rare))))
    result(advice_on(facts()))


def tools() -> None:
    """Back, start again, share, and the other way in."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("ui_back"), icon=":material/arrow_back:", on_click=acted, args=(back,),
                  key="back", disabled=not asked())
        st.button(say("ui_clear"), icon=":material/restart_alt:", on_click=acted,
                  args=(replace_facts, {}), key="clear", disabled=not facts() and not asked())
        st.page_link("views/advise.py", label=say("ui_to_advise"), icon=":material/balance:")


look.style()
caselink.arrive()
caselink.faults()
talk = now()
question = None if talk.at_limit else talk.question
if question is None:
    tools()
    end(talk)
else:
    left, right = st.columns([7, 5], gap="large")
    with right:
        so_far(question)
    with left:
        tools()
        ask(talk, question)
caselink.follow()
