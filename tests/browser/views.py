"""The views to look at, by path, with a query that fills them."""

from typing import Any

CASE = {"main_mode": "sea", "cargo_form": "container_fcl", "origin_country": "FR",
        "destination_country": "BR", "payment": "documentary_credit", "carriage_by": "buyer"}

VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "start": ("", {}),
    "advice": ("", CASE),
    "interview": ("interview", {}),
    "interview begun": ("interview", CASE),
    "trace": ("trace", CASE),
    "rules": ("rules", {"rule": "CIP"}),
    "compare": ("compare", {"terms": ["FCA", "CIP", "FOB"]}),
    "rule base": ("rulebase", {}),
    "one rule": ("rulebase", {"rule": "containers-are-handed-over-ashore"}),
    "countries": ("countries", {}),
    "glossary": ("glossary", {}),
}
