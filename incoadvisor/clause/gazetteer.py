"""What is known of places: harbours, inland towns, airports, countries."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .normalise import fold

_SIGNS = re.compile(r"[^\w\s]+|_+")


def place_keys(text: str) -> list[str]:
    """Cut a comma-separated list of names into the keys they are looked up by."""
    keys = []
    for name in fold(text).split(","):
        key = name.strip()
        if not key.replace(" ", "").isalnum():
            key = " ".join(_SIGNS.sub(" ", key).split())
        if key:
            keys.append(key)
    return keys


def _by_name(rows: dict[str, str]) -> dict[str, str]:
    return {key: country for country, names in rows.items() for key in place_keys(names)}


@dataclass
class Gazetteer:
    """Places by name; each list is read when first needed."""

    load: Callable[[str], Any]
    country_languages: Mapping[str, list[str]]
    _countries: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _by_hand(self) -> Any:
        return self.load("by_hand")

    @cached_property
    def _airports(self) -> Any:
        return self.load("airports")

    @cached_property
    def either(self) -> frozenset[str]:
        """Return names that a harbour and an inland town share."""
        return frozenset(place_keys(self._by_hand["either"]))

    @cached_property
    def ports(self) -> frozenset[str]:
        """Return sea ports and river ports."""
        lists = [self.load("ports")["ports"], self._by_hand["ports"], self._by_hand["river_ports"]]
        named = {key for rows in lists for names in rows.values() for key in place_keys(names)}
        return frozenset(named) - (self._inland_by_hand.keys() - self.either)

    @cached_property
    def _inland_by_hand(self) -> dict[str, str]:
        return _by_name(self._by_hand["inland"])

    @cached_property
    def inland(self) -> dict[str, str]:
        """Return inland towns with their country."""
        towns = _by_name(self.load("inland")["towns"]) | self._inland_by_hand
        return {k: c for k, c in towns.items() if k not in self.either and k not in self.ports}

    @cached_property
    def airport_codes(self) -> frozenset[str]:
        """Return three-letter airport codes."""
        return frozenset(place_keys(self._airports["codes"]))

    @cached_property
    def airport_names(self) -> frozenset[str]:
        """Return airports known by a name of their own."""
        return frozenset(place_keys(self._airports["names"]))

    def kind(self, name: str) -> str | None:
        """Return port, inland, either or airport for a known place, else nothing."""
        if name in self.either:
            return "either"
        if name in self.ports:
            return "port"
        if name in self.airport_names:
            return "airport"
        return "inland" if name in self.inland else None

    def is_country(self, name: str, alphabet: str) -> bool:
        """Whether the name is a country's, in a language written in that alphabet."""
        if alphabet not in self._countries:
            self._countries[alphabet] = _country_names(self.country_languages.get(alphabet, []))
        return name in self._countries[alphabet]


def _country_names(languages: list[str]) -> frozenset[str]:
    """Return the names of all countries in English and in these languages."""
    import pycountry  # slow to import, and few lines need it

    names: set[str] = set()
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            value = getattr(country, attribute, None)
            if value:
                names.add(value)
    for language in languages:
        if gettext.find("iso3166-1", pycountry.LOCALES_DIR, [language]):
            translation = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language])
            names |= {translation.gettext(n) for n in list(names)}
    # "Bolivia, Plurinational State of" is looked up as "bolivia".
    return frozenset(place_keys(", ".join(n.split(",")[0] for n in names)))
