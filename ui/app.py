"""The page: one frame around three views. Started by `incoadvisor ui`."""

import streamlit as st

from components import frame
from components.session import say

st.set_page_config(page_title="incoadvisor", page_icon=":material/local_shipping:", layout="wide")
frame.style()
frame.head()
view = st.navigation(
    [
        st.Page("views/advise.py", title=say("ui_view_advise"), default=True,
                icon=":material/balance:"),
        st.Page("views/interview.py", title=say("ui_view_interview"), url_path="interview",
                icon=":material/forum:"),
        st.Page("views/rules.py", title=say("ui_view_rules"), url_path="rules",
                icon=":material/menu_book:"),
    ],
    position="top",
)
view.run()
frame.foot()
