"""Interview: one question at a time, only those that can still change the answer."""

from typing import Any

import streamlit as st

from components.interview import back, begin, now, reply
from components.prose import answer, plain, value_label
from components.result import result, title
from components.session import advice_on, facts, lang, replace_facts, say
from incoadvisor import api


def ask(question: Any, number: int) -> None:
    """One question with its answers."""
    spec = api.knowledge().facts[question.fact]
    st.caption(plain(say("ask_number", number=number)))
    st.subheader(plain(spec.question.get(lang())), anchor=False)
    st.markdown(plain(say("ask_why", why=spec.why.get(lang()))))
    for value, gives in question.answers.items():
        label = say("ui_leads", value=value_label(question.fact, value), answer=answer(gives))
        st.button(plain(label), key=f"answer/{number}/{value}", on_click=reply,
                  args=(question.fact, value), width="stretch")
    st.button(say("ui_unknown"), key=f"answer/{number}/unknown", on_click=reply,
              args=(question.fact, None), width="stretch", icon=":material/help:")


def so_far(case: dict[str, Any]) -> None:
    """The provisional answer and what was said."""
    with st.container(border=True):
        st.caption(plain(say("ui_so_far")))
        advice = advice_on(case)
        st.subheader(plain(title(advice)), anchor=False)
        st.markdown(plain(advice.headline))
        st.caption(plain(say("ui_so_far_firm")))
    if case:
        st.markdown(f"**{plain(say('ui_given_so_far'))}**")
        known = api.knowledge().facts
        st.markdown("\n".join(
            "- " + plain(say("l_pair", name=known[f].label.get(lang()), value=value_label(f, v)))
            for f, v in case.items()))


def end(talk: Any, case: dict[str, Any]) -> None:
    """Why the questions stop, and the advice."""
    limit = talk.at_limit and talk.question is not None
    st.info(plain(say("ask_limit", count=len(talk.asked)) if limit else say("ask_settled")))
    rare = [api.knowledge().facts[q.fact].label.get(lang()) for q in talk.rare]
    if rare:
        st.caption(plain(say("ask_rare", list="; ".join(rare))))
    if st.button(say("ui_to_advise"), icon=":material/balance:", type="primary", key="carry_on"):
        replace_facts(case)
        st.switch_page("views/advise.py")
    st.subheader(plain(say("ui_result")), anchor=False)
    result(advice_on(case), case)


st.caption(plain(say("ui_interview_hint")))
talk = now()
known = talk.situation.case.facts
question = None if talk.at_limit else talk.question
with st.container(horizontal=True):
    st.button(say("ui_back"), icon=":material/arrow_back:", on_click=back, key="back",
              disabled=not talk.asked)
    st.button(say("ui_clear"), icon=":material/restart_alt:", on_click=begin, key="again",
              disabled=not talk.asked)
    if facts() and not talk.asked:
        st.button(say("ui_from_case"), icon=":material/input:", on_click=begin,
                  args=(facts(),), key="from_case")
if question is None:
    end(talk, known)
else:
    left, right = st.columns([7, 5], gap="large")
    with left:
        ask(question, len(talk.asked) + 1)
    with right:
        so_far(known)
