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
    "player": ("player", {**CASE, "step": "24"}),
    "player, a rule that did not fire": ("player", {**CASE, "part": "near", "step": "15"}),
    "player, two runs": ("player", {**CASE, "part": "compare", "fact": "carriage_by",
                                    "value": "seller"}),
    "player, to print": ("player", {**CASE, "part": "print"}),
    "player, files": ("player", {**CASE, "part": "file"}),
    "exercise": ("exercise", {"case": "cider-container-yokohama", "hints": "1", "minutes": "45",
                              "extra": "33", "mark": "1"}),
    "exercise picked": ("exercise", {}),
    "class, link": ("classroom", {}),
    "class, copies": ("classroom", {"part": "mark"}),
    "rules": ("rules", {"rule": "CIP"}),
    "compare": ("compare", {"terms": ["FCA", "CIP", "FOB"]}),
    "rule base": ("rulebase", {}),
    "one rule": ("rulebase", {"rule": "containers-are-handed-over-ashore"}),
    "countries": ("countries", {}),
    "glossary": ("glossary", {}),
    "orders": ("orders", {}),
}
