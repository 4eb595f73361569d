"""What the country tables say of one country, as data for any front end."""

import difflib
import gettext
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.markets import Joined, rows_on
from incoadvisor.model.advice import Cited
from incoadvisor.model.condition import atoms
from incoadvisor.model.market import MarketNote, MarketRow, MarketTable
from incoadvisor.model.text import LANGS, Frozen, Lang, Text
from incoadvisor.model.vocabulary import Value

Side = Literal["origin", "destination"]
SIDES: tuple[Side, ...] = ("destination", "origin")
_LONGEST = 80
_SHORT = 3  # letters too few to guess from


class Membership(Frozen):
    """A stay in a group of countries; `until` is its last day, None while it lasts."""

    group: str
    label: str
    since: str
    until: str | None
    holds: bool
    note: str | None
    as_of: str
    confidence: str
    sources: tuple[Cited, ...]
    rules: tuple[str, ...]


class Evidence(Frozen):
    """How well a statement is founded; `due` when its date of review has passed.

    It holds for shipments from `since` to `until`, where these are known.
    """

    as_of: str | None
    as_of_text: str | None
    confidence: str
    sourced: bool
    review_by: str | None
    due: bool
    since: str | None = None
    until: str | None = None
    sources: tuple[Cited, ...]


class CountryRow(Frozen):
    """One row that concerns the country, its own or its group's.

    `words` says what the row fills, `cases` in which cases only, if it is confined to some;
    `relied_on` is false when the rules are not given it.
    `rules` are the rules that read the facts in `values`.
    """

    table: str
    label: str
    topic: str | None
    values: dict[str, Value]
    words: tuple[str, ...]
    cases: tuple[str, ...]
    relied_on: bool
    detail: str
    severity: str
    group: str | None
    evidence: Evidence
    rules: tuple[str, ...]


class GeneralNote(Frozen):
    """What a table says of every country it does not list."""

    table: str
    label: str
    detail: str
    evidence: Evidence


class CountrySheet(Frozen):
    """Everything the tables hold on one country, as read on a date.

    `absent` names the tables that have no row for it: they do not clear it.
    """

    country: str
    name: str
    on: str
    memberships: tuple[Membership, ...]
    destination: tuple[CountryRow, ...]
    origin: tuple[CountryRow, ...]
    general: tuple[GeneralNote, ...]
    absent: tuple[str, ...]


class CoveredCountry(Frozen):
    """A country the tables speak of, and how many rows concern it."""

    country: str
    name: str
    rows: int


def country_sheet(knowledge: Knowledge, code: str, lang: Lang, on: str) -> CountrySheet:
    """The sheet of one country on the ISO date `on`. Raises InputError for no country's code."""
    country = country_code(code)
    joined = _rows(knowledge, country, on)
    listed = {id(j.table) for j in joined}
    absent = [t for t in knowledge.content.markets if id(t) not in listed]
    by_side = {side: tuple(_row(knowledge, j, lang, on) for j in joined
                           if j.keyed_by.startswith(side)) for side in SIDES}
    return CountrySheet(
        country=country, name=country_name(country, lang), on=on,
        memberships=tuple(_memberships(knowledge, country, lang, on)),
        destination=by_side["destination"], origin=by_side["origin"],
        general=tuple(_general(knowledge, t, t.general, lang, on) for t in absent if t.general),
        absent=tuple(t.label.get(lang) for t in absent if t.fact is not None))


def covered(knowledge: Knowledge, lang: Lang, on: str) -> list[CoveredCountry]:
    """Every country with a row of its own or of its group on `on`, by name."""
    codes = {row.country for table in knowledge.content.markets for row in table.rows}
    codes |= {m.country for group in knowledge.content.groups.values() for m in group.members}
    found = [CoveredCountry(country=code, name=country_name(code, lang),
                            rows=len(_rows(knowledge, code, on)))
             for code in codes if code is not None]
    return sorted((c for c in found if c.rows), key=lambda c: _plain(c.name))


def country_name(code: str, lang: Lang) -> str:
    """The usual name of a country."""
    import pycountry  # lazily: it is slow to import, and cases show codes only

    found = pycountry.countries.get(alpha_2=code)
    return _named(getattr(found, "common_name", found.name), lang) if found else code


def country_code(text: str) -> str:
    """The ISO 3166-1 alpha-2 code written, in capitals.

    Raises InputError with the code of the country meant, if it can be guessed.
    """
    import pycountry

    code = text.strip().upper()
    if len(code) == 2 and pycountry.countries.get(alpha_2=code):
        return code
    raise InputError("unknown_country", country=text, suggestion=_guess(text[:_LONGEST]))


def _rows(knowledge: Knowledge, country: str, on: str) -> list[Joined]:
    return rows_on(knowledge, country, tuple(f"{side}_country" for side in SIDES), on)


def _row(knowledge: Knowledge, joined: Joined, lang: Lang, on: str) -> CountryRow:
    table, row = joined.table, joined.row
    told = {table.fact: row.value} if table.fact and row.value is not None else {}
    values: dict[str, Value] = {**told, **row.also}
    topics = knowledge.content.warning_topics
    groups = knowledge.content.groups
    return CountryRow(
        table=joined.key.split("/")[0], label=table.label.get(lang),
        topic=topics[row.topic].label.get(lang) if row.topic else None,
        values=values, relied_on=bool(joined.fills),
        words=tuple(knowledge.facts[f].said(v, lang) for f, v in values.items()),
        cases=tuple(_one_of(knowledge, f, told, lang) for f, told in row.where.items()),
        detail=row.detail.get(lang), severity=row.severity,
        group=groups[row.group].label.get(lang) if row.group else None,
        evidence=_evidence(knowledge, row, lang, on), rules=_readers(knowledge, values))


def _one_of(knowledge: Knowledge, fact: str, values: Iterable[Value], lang: Lang) -> str:
    """A fact that has one of some values, as a short clause."""
    spec, either = knowledge.facts[fact], knowledge.texts.say("join_or", lang)
    if not isinstance(spec.statement, Text):
        return either.join(spec.said(v, lang) for v in values)
    shown = either.join(spec.value_label(v, lang) for v in values)
    return spec.statement.get(lang).replace("{value}", shown)


def _evidence(knowledge: Knowledge, note: MarketNote, lang: Lang, on: str) -> Evidence:
    valid = note.valid if isinstance(note, MarketRow) else {}
    return Evidence(
        since=valid.get("from"), until=valid.get("to"),
        as_of=note.as_of, as_of_text=note.as_of_text, confidence=note.confidence,
        sourced=note.sourced, review_by=note.review_by,
        due=note.review_by is not None and note.review_by < on,
        sources=_cited(knowledge, note.source, lang))


def _cited(knowledge: Knowledge, refs: Iterable[str], lang: Lang) -> tuple[Cited, ...]:
    found = {ref: knowledge.content.references[ref] for ref in refs}
    return tuple(Cited(ref=ref, title=f.named(lang), url=f.url, as_of=f.as_of)
                 for ref, f in found.items())


def _general(knowledge: Knowledge, table: MarketTable, note: MarketNote, lang: Lang,
             on: str) -> GeneralNote:
    return GeneralNote(table=table.fact or "note", label=table.label.get(lang),
                       detail=note.detail.get(lang),
                       evidence=_evidence(knowledge, note, lang, on))


def _memberships(knowledge: Knowledge, country: str, lang: Lang, on: str
                 ) -> Iterator[Membership]:
    for name, group in knowledge.content.groups.items():
        for member in group.members:
            if member.country == country:
                yield Membership(
                    group=name, label=group.label.get(lang), since=member.since,
                    until=member.to, holds=group.holds(country, on),
                    note=group.note.get(lang) if group.note else None, as_of=group.as_of,
                    confidence=group.confidence, sources=_cited(knowledge, group.source, lang),
                    rules=_group_readers(knowledge, name))


def _readers(knowledge: Knowledge, facts: Iterable[str]) -> tuple[str, ...]:
    wanted = set(facts)
    return tuple(r.id for r in knowledge.content.rules if wanted & r.reads)


def _group_readers(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    return tuple(
        r.id for r in knowledge.content.rules
        if any(a.op in ("in_group", "not_in_group") and a.operand == name
               for a in atoms(r.condition)))


@lru_cache(maxsize=len(LANGS))
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    import pycountry

    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [lang], fallback=True)


def _named(name: str, lang: Lang) -> str:
    return _catalogue(lang).gettext(name)


def _plain(name: str) -> str:
    """Letters and digits only, without accents or capitals: for sorting and guessing."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare.lower()).strip()


def _guess(text: str) -> str | None:
    """The code of the country most likely meant: by alpha-3 code, then by name."""
    import pycountry

    by_words: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("alpha_3", "official_name", "name", "common_name"):
            for lang in LANGS:
                by_words[_plain(_named(getattr(country, attribute, country.name), lang))] = (
                    country.alpha_2)
    wanted = _plain(text)
    if wanted in by_words:
        return by_words[wanted]
    near = difflib.get_close_matches(wanted, by_words, n=1, cutoff=0.8)
    return by_words[near[0]] if near and len(wanted) > _SHORT else None
