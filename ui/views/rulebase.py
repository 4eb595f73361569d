"""Rule base: every rule with search and filters, or one rule in full (`?rule=ID`)."""

import streamlit as st

from components.address import choice, page_of, pager, stand, typed
from components.links import style, to_rule
from components.prose import plain
from components.rule import rule
from components.session import facts, lang, say
from incoadvisor import api

SIZE = 20
ANY = ""


def one(rule_id: str) -> None:
    """One rule, with its values in the case of this session."""
    st.page_link("views/rulebase.py", label=say("kp_to_list"), icon=":material/arrow_back:",
                 query_params={"lang": lang()})
    try:
        page = api.rule_page(rule_id, lang(), facts() or None)
    except api.InputError as error:
        st.error(plain(api.explain(error, api.knowledge().texts, lang())))
        return
    rule(page)


def every() -> None:
    """The list with its search and filters."""
    st.header(plain(say("kp_view_rulebase")), anchor=False)
    st.caption(plain(say("kp_rulebase_hint")))
    text = typed("search", say("kp_search"), say("kp_search_rules_hint"))
    wanted = {}
    columns = st.columns(5, gap="small")
    for column, (aspect, values) in zip(columns, api.rule_filters(lang()).items(), strict=True):
        with column:
            wanted[aspect] = choice(aspect, say(f"kp_filter_{aspect}"),
                                    {ANY: say("kp_any_value")} | values, ANY)
    found = api.find_rules(lang(), text, wanted)
    if not found:
        st.info(plain(say("kp_none_found")))
        return
    st.caption(plain(say("kp_found", count=len(found), total=len(api.knowledge().rules))))
    shown = page_of("page", len(found), SIZE)
    for place in shown:
        line = found[place]
        with st.container(border=True, gap=None, key=f"entry/{line.id}"):
            to_rule(line.id, line.because, icon="")
            grades = [say(f"kp_stage_{line.stage}"), say(f"l_basis_{line.basis}")]
            if line.strength:
                grades.append(say(f"l_strength_{line.strength}"))
            st.caption(plain(" · ".join([line.id, *grades, say(f"confidence_{line.confidence}")])))
    pager("page", len(found), SIZE, shown)


style()
stand()
asked = st.query_params.get("rule")
if asked:
    one(asked)
else:
    every()
