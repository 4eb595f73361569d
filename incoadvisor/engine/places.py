"""The named place: its kind from the rule and the facts, its words from the user."""

import re
from typing import Literal

from incoadvisor.clause import WrittenTerm
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Place
from incoadvisor.model.place import PlaceKind, Places
from incoadvisor.model.term import TermFacts
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts

Side = Literal["origin", "destination"]


def named_places(term: TermFacts, variant: str | None, facts: Facts, knowledge: Knowledge,
                 lang: Lang) -> tuple[Place, Place | None]:
    """The place after the code, and for the C rules the place where risk passes."""
    kind, delivery = place_kinds(term, variant, facts, knowledge)
    places = knowledge.content.places
    place = _place(places.kinds(term.named_place.side)[kind], kind, facts, lang)
    if delivery is None:
        return place, None
    return place, _place(places.origin[delivery], delivery, facts, lang)


def place_read(written: WrittenTerm, knowledge: Knowledge) -> tuple[str, str] | None:
    """The fact that the place of a written term tells and its words, or None without a name.

    After a rule that names but one kind of place it is that kind, unless the reader objects.
    """
    if written.modern is None or written.place is None or not written.names_place:
        return None
    named, places = knowledge.terms[written.modern].named_place, knowledge.content.places
    kind = places.unsettled[named.side]
    if len(named.kinds) == 1 and all(f.id != "wrong_place_kind" for f in written.findings):
        kind = named.kinds[0]
    return places.kinds(named.side)[kind].facts[0], clean(written.place)


def place_kinds(term: TermFacts, variant: str | None, facts: Facts, knowledge: Knowledge
                ) -> tuple[str, str | None]:
    """The kind of the place after the code, and for the C rules of that where risk passes."""
    named, places = term.named_place, knowledge.content.places
    kind = variant if variant in named.kinds else _kind(
        named.kinds, named.side, facts, places, len(term.rows) > 1)
    if named.delivery_place is None:
        return str(kind), None
    return str(kind), _kind(named.delivery_place.kinds, "origin", facts, places, True)


def _kind(kinds: tuple[str, ...], side: Side, facts: Facts, places: Places,
          several_rows: bool) -> str:
    wanted = str(facts.get("handover" if side == "origin" else "destination_kind", ""))
    wanted = places.reads_as.get(wanted, wanted)
    if wanted in kinds:
        return wanted
    if len(kinds) == 1 or (side == "origin" and not several_rows):
        return kinds[0]
    return places.unsettled[side]


def _place(spec: PlaceKind, kind: str, facts: Facts, lang: Lang) -> Place:
    words = next((clean(str(facts[f])) for f in spec.facts if facts.get(f)), "")
    placeholder = spec.placeholder.get(lang)
    if not words:
        return Place(kind=kind, text=placeholder, complete=False)
    if is_exact(words, spec.needs):
        return Place(kind=kind, text=words, complete=True)
    return Place(kind=kind, text=f"{words} {placeholder}", complete=False)


def clean(words: str) -> str:
    """One line, no control characters, bounded."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", words).strip()[:200]


def is_exact(words: str, needs: str) -> bool:
    """Whether the words can be found by a driver: a name that is no bare country, or an address.

    An address has at least two parts and a number, or three parts.
    """
    parts = [p for p in re.split(r"[,;]", words) if p.strip()]
    if needs == "address":
        return len(parts) >= 3 or (len(parts) >= 2 and any(c.isdigit() for c in words))
    return not _is_country(words)


def _is_country(words: str) -> bool:
    import pycountry

    try:
        pycountry.countries.lookup(words)
    except LookupError:
        return False
    return True
