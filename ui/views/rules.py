"""The eleven terms, each with its milestones, its articles side by side and its misuses."""

import streamlit as st

from components import diagram
from components.address import choice, stand
from components.links import style
from components.prose import plain
from components.session import lang, say
from components.settle import settle
from components.split import split
from incoadvisor import api

PAIRS = range(1, 11)


def summary(term: api.Term) -> None:
    """What the rule does, in a few lines."""
    st.header(plain(say("ui_rule_named", code=term.term, name=term.name.get(lang()))),
              anchor=False)
    st.caption(plain(say(f"ui_modes_{term.modes}")))
    st.markdown(plain(term.summary.get(lang())))
    lines = [term.delivery.get(lang()),
             say("l_risk_passes", text=term.risk_passes_at.text.get(lang())),
             say("l_costs_pass", text=term.costs_pass_at.text.get(lang())),
             say("l_place_after", text=term.named_place.precision.get(lang()))]
    if term.insurance.note:
        lines.append(term.insurance.note.get(lang()))
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def articles(term: api.Term) -> None:
    """A and B of the same number beside one another."""
    st.caption(plain(say("ui_articles_hint")))
    titles = api.knowledge().article_titles
    sides = (("A", "ui_seller_side"), ("B", "ui_buyer_side"))
    for pair in PAIRS:
        with st.container(border=True):
            for column, (letter, who) in zip(st.columns(2, gap="medium"), sides, strict=True):
                number = f"{letter}{pair}"
                heading = say("ui_article", number=number, title=titles[number].get(lang()))
                column.caption(plain(say(who)))
                column.markdown(f"**{plain(heading)}**  \n"
                                f"{plain(term.articles[number].get(lang()))}")


def listed(texts: tuple) -> None:
    """Short texts, one below the other."""
    st.markdown("\n".join(f"- {plain(text.get(lang()))}" for text in texts))


def remarks(code: str) -> None:
    """What is worth knowing of some milestones."""
    cells = api.knowledge().terms[code].milestones
    labels = {m.id: m.label.get(lang()) for m in api.knowledge().content.journey.milestones}
    noted = [(labels[m], cells[m].note.get(lang())) for m in labels if cells[m].note]
    if noted:
        with st.expander(say("kp_h_notes")):
            st.markdown("\n".join(f"- **{plain(label)}**  \n  {plain(note)}"
                                  for label, note in noted))


style()
stand()
st.caption(plain(say("ui_rules_hint")))
codes = {code: code for code in api.knowledge().terms}
code = choice("rule", say("ui_view_rules"), codes, next(iter(codes)), st.pills, key="rule",
              required=True, label_visibility="collapsed")
term = api.term(code)
summary(term)
st.page_link("views/compare.py", label=say("kp_to_compare"), icon=":material/compare_arrows:",
             query_params={"lang": lang(), "terms": [code]})
tabs = st.tabs([say("h_milestones"), say("h_articles"), say("h_misuses"), say("h_changes")])
with tabs[0]:
    known = settle([code])
    diagram.of_term(code, known)
    with st.container(key="wide_table"):
        split(api.term(code, known).milestones)
    remarks(code)
with tabs[1]:
    articles(term)
with tabs[2]:
    listed(term.misuses)
with tabs[3]:
    listed(term.changes_since_2010)
