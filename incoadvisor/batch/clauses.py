"""The clause to write, as SQL: the kind of place once per answer, its words from each line."""

from collections.abc import Iterator
from string import Formatter

from incoadvisor.engine.places import clean, is_exact, place_kinds
from incoadvisor.engine.sql.expressions import literal
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.place import PlaceKind
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts

WORDS = (("raw", "STRING"), ("words", "STRING"), ("name", "BOOLEAN"), ("address", "BOOLEAN"))
Words = tuple[str, str, bool, bool]
Side = str


def words_of(raw: str, text: str) -> Words:
    """What a place's cell says, and whether it is exact enough as a name and as an address."""
    words = clean(text)
    return raw, words, is_exact(words, "name"), is_exact(words, "address")


def kinds_for(code: str, variant: str | None, facts: Facts, knowledge: Knowledge
              ) -> tuple[str, str | None]:
    """Keys of the place after the code and of the place of delivery, as `clause` reads them."""
    term = knowledge.terms[code]
    kind, delivery = place_kinds(term, variant, facts, knowledge)
    return (f"{term.named_place.side}/{kind}",
            f"origin/{delivery}" if delivery is not None else None)


def place_written(place: tuple[str, str] | None) -> tuple[str | None, str | None, bool, bool]:
    """The fact that a written term tells by its place, its words, and how exact they are."""
    if place is None:
        return None, None, False, False
    fact, words = place
    return fact, *words_of("", words)[1:]


def clause(knowledge: Knowledge, lang: Lang, told: frozenset[str], constants: Facts,
           written: bool) -> str:
    """The clause of a line, from the columns `recommended`, `named` and `delivery` of answers.

    `told` are the place facts that some column holds, whose words stand in `p_FACT`; with
    `written`, `d_term` holds the places of the written terms, for the facts still untold.
    """
    def place(column: str) -> str:
        whens = [f"WHEN {literal(key)} THEN {_words(kind, lang, told, constants, written)}"
                 for key, kind in _kinds(knowledge)]
        return f"CASE a.{column} {' '.join(whens)} END"

    def filled(key: str) -> str:
        message = knowledge.texts.raw(key, lang)
        slots = {"term": "a.recommended", "place": place("named"), "delivery": place("delivery")}
        parts = []
        for before, slot, *_ in Formatter().parse(message):
            if before:
                parts.append(literal(before))
            if slot is not None:
                parts.append(slots[slot])
        return " || ".join(parts)

    return (f"CASE WHEN a.recommended IS NULL THEN NULL WHEN a.delivery IS NULL "
            f"THEN {filled('clause_one_place')} ELSE {filled('clause_two_places')} END")


def _kinds(knowledge: Knowledge) -> Iterator[tuple[str, PlaceKind]]:
    places = knowledge.content.places
    for side, kinds in (("origin", places.origin), ("destination", places.destination)):
        for name, kind in kinds.items():
            yield f"{side}/{name}", kind


def _words(kind: PlaceKind, lang: Lang, told: frozenset[str], constants: Facts,
           written: bool) -> str:
    """The words of a kind of place: the first fact that says anything, or what to write."""
    placeholder = kind.placeholder.get(lang)
    whens = []
    for fact in kind.facts:
        if fact in constants:
            _, words, *exact = words_of("", str(constants[fact]))
            good = exact[0] if kind.needs == "name" else exact[1]
            whens.append(f"WHEN TRUE THEN {literal(_shown(words, good, placeholder))}")
            continue
        if fact in told:
            whens.append(
                f"WHEN p_{fact}.words = '' THEN {literal(placeholder)} "
                f"WHEN p_{fact}.{kind.needs} THEN p_{fact}.words "
                f"WHEN p_{fact}.words IS NOT NULL "
                f"THEN p_{fact}.words || {literal(' ' + placeholder)}")
        if written:
            fills = f"d_term.fills = {literal(fact)}"
            whens.append(f"WHEN {fills} AND d_term.{kind.needs} THEN d_term.words "
                         f"WHEN {fills} THEN d_term.words || {literal(' ' + placeholder)}")
    if not whens:
        return literal(placeholder)
    return f"CASE {' '.join(whens)} ELSE {literal(placeholder)} END"


def _shown(words: str, exact: bool, placeholder: str) -> str:
    if not words:
        return placeholder
    return words if exact else f"{words} {placeholder}"
