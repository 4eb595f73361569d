"""What the cells of a column mean, each distinct text read once, as a case file would be read."""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_value
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.messages import explain
from incoadvisor.model.audit import Column, ColumnMap
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import UNKNOWN, FactSpec, Value

_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_POWER = re.compile(r"-?\d+(\.\d+)?[eE][+-]?\d+|-?inf(inity)?|nan", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d+)")


@dataclass(frozen=True)
class Cell:
    """What one text means for a fact: a value, nothing at all, or a fault to show."""

    value: Value | None = None
    fault: str | None = None


class Reader:
    """Reads the texts of one column for one fact."""

    def __init__(self, spec: FactSpec, column: Column, given: ColumnMap, knowledge: Knowledge,
                 lang: Lang) -> None:
        self.spec, self.column, self.given = spec, column, given
        self.knowledge, self.lang = knowledge, lang

    def read(self, raw: str) -> Cell:
        """The meaning of `raw`; a fault is told in the reader's language."""
        text = self.text(raw)
        if text in ("", UNKNOWN):
            return Cell()
        try:
            return Cell(read_value(self.spec, text, self.knowledge))
        except InputError as error:
            return Cell(fault=explain(error, self.knowledge.texts, self.lang))

    def text(self, raw: str) -> str:
        """What stands in the cell, brought to the form that a case file uses."""
        text = raw.strip()
        text = self.column.values.get(text, text)
        return _FORMS.get(self.spec.type, _as_it_is)(text, self)


def _as_it_is(text: str, _: Reader) -> str:
    return text


def _country(text: str, reader: Reader) -> str:
    if reader.column.country_names and len(text) > 2:
        return country_codes().get(text.casefold(), text)
    return text


def _date(text: str, reader: Reader) -> str:
    """Dates as the map says; a time of day at midnight is left out."""
    if text.endswith(("00:00:00", "T00:00:00Z")) and len(text) > 10:
        text = text[:10]
    if reader.given.date != "iso" and (found := _DATE.fullmatch(text)):
        first, second, year = (int(part) for part in found.groups())
        day, month = (first, second) if reader.given.date == "dmy" else (second, first)
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            return text
    return text


def _number(text: str, reader: Reader) -> str:
    bare = _SPACES.sub("", text)
    if reader.given.decimal == "," and _COMMA.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    if _POWER.fullmatch(text) and (math.isfinite(float(text)) or not any(map(str.isdigit, text))):
        return repr(float(text))  # each database writes large figures in its own way
    return text


_FORMS: dict[str, Callable[[str, Reader], str]] = {
    "country": _country, "date": _date, "number": _number}


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """ISO 3166-1 codes by names in English and French and by three-letter codes, in lower case."""
    import gettext

    import pycountry

    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"],
                                 fallback=True)
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        names = [country.name, getattr(country, "common_name", ""),
                 getattr(country, "official_name", ""), country.alpha_3]
        for name in [*names, *(french.gettext(n) for n in names if n)]:
            if name:
                codes.setdefault(name.casefold(), country.alpha_2)
    return codes
