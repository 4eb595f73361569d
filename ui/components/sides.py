"""The same case as the seller and as the buyer would best have it, side by side."""

import streamlit as st

from components.answer import title
from components.prose import VERDICT_COLOUR, badge, plain, verdict
from components.session import advice_on, facts, say
from incoadvisor import api


def sides(_: api.Advice) -> None:
    """One column a side, then the rules both can live with."""
    st.caption(plain(say("ui_sides_hint")))
    for column, side in zip(st.columns(2, gap="medium"), ("seller", "buyer"), strict=True):
        own = advice_on(facts() | {"perspective": side})
        with column.container(border=True, height="stretch", gap="small"):
            st.caption(plain(say(f"ui_sides_{side}")))
            st.markdown(f"**{plain(title(own))}**  \n{plain(own.headline)}")
            st.markdown("\n".join(
                f"1. **{r.term}** {badge(verdict(r.verdict), VERDICT_COLOUR[r.verdict])}"
                for r in own.ranking if r.verdict != "excluded"))
    both = advice_on(facts() | {"perspective": "both"})
    if both.views:
        st.markdown(plain(say("l_common", terms=", ".join(both.views.common)
                              or say("l_nobody"))))
