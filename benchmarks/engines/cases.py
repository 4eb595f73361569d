"""Cases for all engines alike: from the order book, with the country tables joined."""

from benchmarks.orders.arrangement import arrangements
from incoadvisor import api
from incoadvisor.model.vocabulary import Facts

TODAY = "2026-11-23"


def cases(number: int, seed: int = 7) -> list[Facts]:
    """What each engine starts from: given facts, the code read, what the country tables say."""
    days = ("2024-03-05", "2025-09-18", "")
    found = []
    for i, drawn in enumerate(arrangements(number, seed)):
        day = {"shipment_date": days[i % 3]} if days[i % 3] else {}
        found.append(dict(api.situation(drawn.given | day, on=TODAY).start))
    return found
