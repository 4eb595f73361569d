"""Where an arrangement's goods leave, go and arrive."""

from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.orders.book import Book, pick

# Place kind in operations.yaml -> the place on the route
ORIGINS = {"works": "works", "warehouse": "warehouses", "terminal": "terminals", "port": "ports",
           "airport": "airports", "inland": "inland"}
DESTINATIONS = {"dport": "ports", "dairport": "airports", "town": "towns"}


@dataclass(frozen=True)
class Route:
    """One customer's route, with a place of each kind drawn once."""

    origin: str
    destination: str
    lane: str
    currency: str
    customer: str
    places: dict[str, str]

    @classmethod
    def drawn(cls, known: Book, random: Random) -> "Route":
        """A route by the weights of origins and destinations."""
        origin = pick(random, known.places["origins"])
        destination = pick(random, known.places["destinations"])
        start, end = known.places["origins"][origin], known.places["destinations"][destination]
        places = _some(start, ORIGINS, random) | _some(end, DESTINATIONS, random)
        places["door"] = random.choice(known.phrasing["door"]).format(town=places["town"])
        customer = f"{destination}-{random.randrange(int(end['weight']) * 14):05d}"
        return cls(origin, destination, known.lane(origin, destination), end["currency"],
                   customer, places)

    def has(self, kind: str) -> bool:
        """Whether there is a place of that kind."""
        return kind in self.places

    def named(self, kind: str) -> str:
        """The place to write after the code."""
        return self.places[kind]

    def facts(self, mode: str) -> dict[str, str]:
        """The columns that tell the route; ports only where the goods go by sea."""
        facts = {"customer": self.customer, "currency": self.currency,
                 "origin_country": self.origin, "destination_country": self.destination,
                 "origin_place": self.places["works"], "destination_place": self.places["door"],
                 "port_of_shipment": "", "port_of_destination": ""}
        if mode in ("sea", "multimodal"):
            facts["port_of_shipment"] = self.places["port"]
            facts["port_of_destination"] = self.places.get("dport", "")
        return facts


def _some(country: dict[str, Any], kinds: dict[str, str], random: Random) -> dict[str, str]:
    return {kind: random.choice(country[key]) for kind, key in kinds.items() if country.get(key)}
