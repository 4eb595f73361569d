"""A delivery term as somebody types it."""

from functools import lru_cache
from random import Random

import pycountry

from benchmarks.orders.book import book, pick
from benchmarks.orders.places import Route


def usual(code: str, place: str, route: Route, random: Random) -> str:
    """The code, a place and sometimes an edition, in one of the usual ways."""
    habits = {form: share for form, share in book().phrasing["habits"].items()
              if not isinstance(share, dict) or code not in share["not_for"]}
    return own_words(pick(random, habits), code, place, route)


def own_words(form: str, code: str, place: str, route: Route) -> str:
    """A line after a pattern of the order book."""
    at_origin = place in {route.places.get(k) for k in ("works", "warehouse", "terminal", "port",
                                                        "airport", "inland")}
    country = _country(route.origin if at_origin else route.destination)
    return form.format(code=code, lower=code.lower(), place=place, PLACE=place.upper(),
                       country=country)


@lru_cache(maxsize=200)
def _country(code: str) -> str:
    found = pycountry.countries.get(alpha_2=code)
    return getattr(found, "common_name", found.name)
