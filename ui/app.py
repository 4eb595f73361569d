"""The page: one frame around all views. Started by `incoadvisor ui`."""

import streamlit as st

from components import frame
from components.session import say

st.set_page_config(page_title="incoadvisor", page_icon=":material/local_shipping:", layout="wide")
frame.style()
frame.head()
view = st.navigation(
    {
        "": [
            st.Page("views/advise.py", title=say("ui_view_advise"), default=True,
                    icon=":material/balance:"),
            st.Page("views/interview.py", title=say("ui_view_interview"), url_path="interview",
                    icon=":material/forum:"),
            st.Page("views/trace.py", title=say("tx_view"), url_path="trace",
                    icon=":material/account_tree:"),
            st.Page("views/orders.py", title=say("ob_view"), url_path="orders",
                    icon=":material/table_view:"),
        ],
        say("te_section"): [
            st.Page("views/player.py", title=say("te_player"), url_path="player",
                    icon=":material/play_circle:"),
            st.Page("views/exercise.py", title=say("te_exercise"), url_path="exercise",
                    icon=":material/school:"),
            st.Page("views/classroom.py", title=say("te_class"), url_path="classroom",
                    icon=":material/groups:"),
        ],
        say("kp_section_knowledge"): [
            st.Page("views/rules.py", title=say("ui_view_rules"), url_path="rules",
                    icon=":material/menu_book:"),
            st.Page("views/compare.py", title=say("kp_view_compare"), url_path="compare",
                    icon=":material/compare_arrows:"),
            st.Page("views/rulebase.py", title=say("kp_view_rulebase"), url_path="rulebase",
                    icon=":material/rule:"),
            st.Page("views/countries.py", title=say("kp_view_countries"), url_path="countries",
                    icon=":material/public:"),
            st.Page("views/glossary.py", title=say("kp_view_glossary"), url_path="glossary",
                    icon=":material/dictionary:"),
        ],
    },
    position="top",
)
view.run()
frame.foot()
