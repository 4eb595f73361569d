"""The answer in one card: rule, sentence, clause to copy, and how much there is behind it."""

import streamlit as st

from components.prose import badge, plain
from components.session import lang, say
from incoadvisor import api

STATE_COLOUR = {"ok": "green", "yielded": "orange", "choose": "orange", "blocked": "red",
                "stop": "red"}


def card(advice: api.Advice) -> None:
    """The rule and the sentence, then the clause to copy and the proposed term."""
    firm = "firm" if advice.recommended else "none"
    with st.container(border=True, key=f"answer_{firm}", gap="small"):
        st.header(plain(title(advice)), anchor="answer")
        st.markdown(plain(advice.headline))
        if advice.recommended:
            st.code(advice.recommended.clause, language=None, wrap_lines=True)
            places = (advice.recommended.place, advice.recommended.delivery_place)
            if any(place and not place.complete for place in places):
                st.caption(plain(say("ui_place_open")))
        _ways_out(advice)
        st.markdown(" ".join(_counts(advice)))
    _proposed(advice)


def short(advice: api.Advice) -> None:
    """The answer so far, beside a question."""
    firm = "firm" if advice.recommended else "none"
    with st.container(border=True, key=f"answer_{firm}", gap="small"):
        st.caption(plain(say("ui_so_far")))
        st.subheader(plain(title(advice)), anchor="answer")
        st.markdown(plain(advice.headline))


def bar(advice: api.Advice) -> None:
    """The answer in one line that leads to it; shown where it stands out of sight below."""
    with st.container(key="to_answer"):
        st.markdown(f"[{plain(say('ui_see_answer', answer=title(advice)))}](#answer)")


def title(advice: api.Advice) -> str:
    """The rule recommended, by code and name."""
    if advice.recommended is None:
        return say("ui_no_rule")
    code = advice.recommended.term
    name = api.knowledge().terms[code].name.get(lang())
    return say("ui_rule_named", code=code, name=name)


def _counts(advice: api.Advice) -> list[str]:
    """The state, and what the tabs below hold, in a few words."""
    found = [badge(say(f"state_{advice.state}"), STATE_COLOUR[advice.state])]
    for key, count, colour in (
            ("ui_count_high", sum(w.severity in ("stop", "high") for w in advice.warnings), "red"),
            ("ui_count_warnings", len(advice.warnings), "gray"),
            ("ui_count_assumed", len(advice.assumptions), "gray"),
            ("ui_count_open", len(advice.open_questions), "gray")):
        if count:
            found.append(badge(say(key, count=count), colour))
    return found


def _proposed(advice: api.Advice) -> None:
    if not advice.proposed:
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(say('h_proposed'))}**  \n{plain(advice.proposed.text)}")
        if advice.proposed.findings:
            st.markdown("\n".join(f"- {plain(f.text)}" for f in advice.proposed.findings))


def _ways_out(advice: api.Advice) -> None:
    """What to change to get out of a contradiction, or round a drawback."""
    if not advice.relax:
        return
    lines = [f"**{plain(say('h_better' if advice.state == 'ok' else 'h_ways_out'))}**"]
    for way in advice.relax[:5]:
        said = say("join_and").join(
            api.knowledge().facts[f].said(v, lang()) for f, v in way.set.items())
        lines.append(plain(say("ui_way_out", term=way.gives, statement=said)))
    st.markdown("  \n".join(lines))
