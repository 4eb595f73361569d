"""The advice: one sentence first, then the clause, then what stands behind it."""

import streamlit as st
import yaml

from components import letters, ranking, unsettled, watch
from components.prose import plain
from components.session import facts, lang, say
from components.split import split
from incoadvisor import api


def result(advice: api.Advice, case: dict[str, object] | None = None) -> None:
    """The whole advice on one case."""
    head(advice)
    save(advice, facts() if case is None else case)
    why, who, warnings, open_, texts = st.tabs([
        say("ui_tab_ranking"), say("ui_tab_who"), say("ui_tab_watch"), say("ui_tab_open"),
        say("ui_tab_letters")])
    with why:
        ranking.ranking(advice)
    with who:
        if advice.responsibilities:
            split(advice.responsibilities.milestones)
        else:
            st.caption(plain(say("ui_no_rule")))
    with warnings:
        watch.warnings(advice)
    with open_:
        unsettled.unsettled(advice)
    with texts:
        letters.letters(advice)


def head(advice: api.Advice) -> None:
    """The rule and the sentence, then the clause to copy and the proposed term."""
    with st.container(border=True):
        st.header(plain(title(advice)), anchor="answer")
        st.markdown(plain(advice.headline))
        if advice.recommended:
            st.caption(plain(say("ui_h_clause")))
            st.code(advice.recommended.clause, language=None, wrap_lines=True)
            places = (advice.recommended.place, advice.recommended.delivery_place)
            if any(place and not place.complete for place in places):
                st.caption(plain(say("ui_place_open")))
    if advice.proposed:
        st.markdown(f"**{plain(say('h_proposed'))}**  \n{plain(advice.proposed.text)}")
        for finding in advice.proposed.findings:
            st.markdown(f"- {plain(finding.text)}")
    ways_out(advice)


def title(advice: api.Advice) -> str:
    """The rule recommended, by code and name."""
    if advice.recommended is None:
        return say("ui_no_rule")
    code = advice.recommended.term
    name = api.knowledge().terms[code].name.get(lang())
    return say("ui_rule_named", code=code, name=name)


def ways_out(advice: api.Advice) -> None:
    """What to change to get out of a contradiction, or round a drawback."""
    if not advice.relax:
        return
    st.markdown(f"**{plain(say('h_better' if advice.state == 'ok' else 'h_ways_out'))}**")
    for way in advice.relax[:5]:
        said = say("join_and").join(
            api.knowledge().facts[f].said(v, lang()) for f, v in way.set.items())
        st.markdown(f"- {plain(say('ui_way_out', term=way.gives, statement=said))}")


def save(advice: api.Advice, case: dict[str, object]) -> None:
    """The case and the advice as files."""
    with st.container(horizontal=True):
        st.download_button(
            say("ui_save_case"), yaml.safe_dump(dict(case), allow_unicode=True, sort_keys=False),
            say("ui_file_case"), "application/yaml", on_click="ignore",
            icon=":material/download:")
        st.download_button(
            say("ui_save_advice"), advice.model_dump_json(indent=2), say("ui_file_advice"),
            "application/json", on_click="ignore", icon=":material/download:")
