"""Countries: what the country tables hold on one of them (`?country=NO`)."""

import streamlit as st

from components.address import entry, stand
from components.country import sheet
from components.links import style
from components.prose import plain, table
from components.session import facts, lang, say
from incoadvisor import api


@st.cache_data
def covered(language: str, today: str) -> dict[str, tuple[str, int]]:
    """The countries with rows of their own or of their group, by code."""
    return {c.country: (c.name, c.rows) for c in api.countries_covered(language, today)}


def listed(countries: dict[str, tuple[str, int]]) -> None:
    """All countries with the number of their rows."""
    with st.expander(plain(say("kp_all_countries", count=len(countries)))):
        st.markdown(table(
            [say("c_country"), say("c_code"), say("c_rows")],
            [[plain(name), code, str(rows)] for code, (name, rows) in countries.items()]))


style()
stand()
st.header(plain(say("kp_view_countries")), anchor=False)
st.caption(plain(say("kp_countries_hint")))
countries = covered(lang(), api.today())
code = entry(
    "country", say("kp_pick_country"),
    {c: say("ui_country", name=name, code=c) for c, (name, _) in countries.items()},
    facts().get("destination_country"), placeholder=say("kp_pick_country_hint"),
    help=plain(say("kp_country_other")))
if code:
    try:
        sheet(api.country_sheet(code, lang()))
    except api.InputError as error:
        st.error(plain(api.explain(error, api.knowledge().texts, lang())))
listed(countries)
