"""Goods damaged at one milestone: who bears it, who claims on what, and what to do."""

from itertools import groupby
from typing import Any

import streamlit as st

from components.prose import plain, source
from components.session import acted, lang, say
from incoadvisor import api


def damage(advice: api.Advice) -> None:
    """A milestone to choose, then the answer."""
    if advice.recommended is None:
        st.caption(plain(say("ui_no_rule")))
        return
    labels = {m.id: m.label.get(lang()) for m in api.knowledge().content.journey.milestones}
    at = st.selectbox(say("ui_damage_when"), list(labels), format_func=labels.get,
                      index=list(labels).index("main_carriage"), key="damaged_at",
                      on_change=acted)
    _answer(api.damage(advice, at, lang=lang()))


def _answer(found: Any) -> None:
    st.subheader(plain(found.sentence), anchor=False)
    st.markdown(plain(found.why))
    st.markdown(f"**{plain(say('damage_h_steps'))}**")
    st.markdown("\n".join(f"- **{plain(step.deadline)}**  \n  {_if(step)}{plain(step.text)}"
                          for step in found.steps))
    st.markdown(f"**{plain(say('damage_h_claims'))}**")
    for _, same in groupby(found.claims, lambda claim: claim.id):
        first, *others = same
        _claim(first, either=bool(others))
    st.markdown(f"**{plain(say('damage_h_price'))}**")
    st.markdown("\n".join(f"- {_if(told)}{plain(told.text)}" for told in found.price))
    if found.notes:
        st.markdown(f"**{plain(say('damage_h_notes'))}**")
        st.markdown("\n".join(f"- {_if(note)}{plain(note.text)}" for note in found.notes))
    if any(a.unit.startswith("sdr") for claim in found.claims for a in claim.amounts):
        st.caption(plain(say("damage_sdr")))


def _claim(claim: Any, either: bool) -> None:
    with st.container(border=True, gap="small"):
        named = say(f"damage_claim_{'either' if either else claim.who}", against=claim.against)
        st.markdown(f"{'' if either else _if(claim)}**{plain(named)}**")
        lines = [say("l_pair", name=say(key), value=value) for key, value in (
            ("damage_document", claim.document), ("damage_insurance", claim.insurance),
            ("damage_limit", claim.limit)) if value]
        st.markdown("\n".join(f"- {plain(line)}" for line in [*lines, claim.text]))
        dated = say("l_as_of", date=claim.as_of)
        sure = say(f"confidence_{claim.confidence}")
        for cited in claim.sources:
            st.caption(source(cited.title, cited.url, dated, sure))


def _if(told: Any) -> str:
    return f"{plain(say(f'damage_if_{told.if_bearer}'))} " if told.if_bearer else ""
