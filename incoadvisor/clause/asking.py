"""Say what to ask before, or besides, correcting a line."""

from __future__ import annotations

from collections.abc import Iterator

from .answer import Words
from .findings import Fault
from .reading import Reading

# Places that need an address to be precise; an airport or a street does not.
TOWNS = frozenset({"inland", "port", "either"})


def questions(
    reading: Reading, faults: list[Fault], suggested: list[str], words: Words
) -> list[str]:
    """Return what to ask, the rule first."""
    asked = [
        *_rule(reading, faults, suggested, words),
        *_place(reading, faults, suggested, words),
        *_edition(reading, faults, words),
        *(
            words.say("questions", "words", words=f.words["words"])
            for f in faults
            if f.text == "modified_term_same"
        ),
    ]
    return list(dict.fromkeys(asked))


def _rule(
    reading: Reading, faults: list[Fault], suggested: list[str], words: Words
) -> Iterator[str]:
    for fault in faults:
        if fault.text in {"ambiguous_rules", "two_terms"}:
            yield words.say("questions", "rule_among", choices=words.join(fault.choices))
        elif fault.text == "ambiguous_words" and len(suggested) > 1:
            yield words.say("questions", "rule_among", choices=words.join(suggested))
        elif fault.text == "ambiguous_domestic" and fault.hit:
            yield words.say("questions", "domestic", code=fault.hit.code.id)
    if not suggested:
        yield words.say("questions", "rule")
    if reading.resolved and reading.resolved.open:
        asks = words.lexicon.expressions["bases"][reading.expressions[0].base].get("asks")
        if asks:
            yield words.say("questions", asks)


def _place(
    reading: Reading, faults: list[Fault], suggested: list[str], words: Words
) -> Iterator[str]:
    place = reading.place_text or ""
    texts = {f.text for f in faults}
    described = reading.place.described if reading.place else None
    if not suggested:
        return
    rule = words.lexicon.codes[suggested[0]]
    if described is None:
        yield words.say("questions", f"place_{rule.end}")
    elif "ambiguous_places" in texts:
        yield words.say("questions", "place_choice", place=place)
    elif described.vague:
        anyones = described.owner in {"writer", None} and "premises" in described.kinds
        key = "side" if anyones and "ambiguous_rules" in texts else "place_which"
        yield words.say("questions", key, place=place)
    elif described.town_only and described.kind in TOWNS and rule.rule == "any":
        yield words.say("questions", "place_street", place=place)


def _edition(reading: Reading, faults: list[Fault], words: Words) -> Iterator[str]:
    edition = reading.edition
    if edition.bare is not None:
        yield words.say("questions", "year", edition=str(edition.bare))
    elif edition.several or any(f.id == "wrong_edition" for f in faults):
        yield words.say("questions", "edition")
    elif edition.year is not None and edition.year < words.lexicon.current:
        yield words.say("questions", "older_edition", edition=str(edition.year))
