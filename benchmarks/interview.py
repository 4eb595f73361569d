"""How many questions the interview asks: `python -m benchmarks.interview`.

Each published selection case answers for itself, twice: told only whose side it is, the
countries and any term on the table; and told everything but its wishes.
"""

import statistics
from pathlib import Path
from typing import Any

from incoadvisor import api
from incoadvisor.engine.ask import answered_from
from incoadvisor.knowledge.gather import read_data

CASES = Path(__file__).parents[1] / "knowledge" / "cases" / "selection.yaml"
OPENING = {"perspective", "origin_country", "destination_country", "seller_country",
           "buyer_country", "shipment_date", "proposed_term"}
TODAY = "2026-11-23"


def measure(name: str, cases: list[dict[str, Any]], told: Any) -> None:
    """Print questions asked and answers reached."""
    asked, same, right = [], 0, 0
    for case in cases:
        given = case["given"]
        known = {k: v for k, v in given.items() if told(k)}
        done = answered_from(api.interview(known, on=TODAY), given)
        whole = api.run(api.situation(given, on=TODAY)).outcome.term
        asked.append(len(done.asked))
        same += done.other.now.outcome.term == whole
        right += done.other.now.outcome.term in case["expected"]["recommended"]
    asked.sort()
    print(f"{name}: median {statistics.median(asked):g} questions, "
          f"90th percentile {asked[int(0.9 * len(asked))]}, most {asked[-1]}; "
          f"same answer as told everything {same}/{len(cases)}, "
          f"as published {right}/{len(cases)}")


def main() -> None:
    """Measure both ways."""
    cases = read_data(CASES)
    wishes = {s.name for s in api.knowledge().content.facts if s.kind == "wish"}
    measure("from the opening facts", cases, lambda fact: fact in OPENING)
    measure("all but the wishes told", cases, lambda fact: fact not in wishes)


if __name__ == "__main__":
    main()
