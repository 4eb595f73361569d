"""Read a written delivery term: the public entry of this package."""

from __future__ import annotations

from collections.abc import Sequence

from .answer import Words, corrected_line, finding_text, settled
from .asking import questions
from .findings import Fault, judge
from .lexicon import Lexicon
from .model import Finding, WrittenTerm
from .reading import Reading, understand
from .suggest import modern_code, suggestions

# Kinds that matter to the sea rules only; to the user both are towns.
TOWNS = frozenset({"inland", "either"})


def read(text: str, lexicon: Lexicon, lang: str = "en") -> WrittenTerm:
    """Diagnose a written delivery term and give the corrected line."""
    return read_in(text, lexicon, (lang,))[lang]


def read_in(text: str, lexicon: Lexicon, langs: Sequence[str]) -> dict[str, WrittenTerm]:
    """The same diagnosis worded in each of several languages."""
    reading = understand(text, lexicon)
    faults = judge(reading, lexicon)
    suggested = suggestions(reading, lexicon)
    return {lang: _worded(text, reading, faults, suggested, Words(lexicon, lang))
            for lang in langs}


def _worded(text: str, reading: Reading, faults: list[Fault], suggested: list[str],
            words: Words) -> WrittenTerm:
    place = reading.place
    kind = place.described.kind if place else reading.unnamed_kind
    clear = settled(faults, suggested)
    return WrittenTerm(
        text=text,
        code=code_written(reading),
        edition=reading.edition.year,
        place=reading.place_text,
        findings=[
            Finding(id=f.id, text=finding_text(f, reading, suggested, words)) for f in faults
        ],
        suggestions=suggested,
        line=corrected_line(reading, suggested, words) if clear else None,
        ask=questions(reading, faults, suggested, words),
        modern=modern_code(reading),
        kind_of_place="town" if kind in TOWNS else kind,
        names_place=clear and place is not None and not reading.several_places
        and not place.described.generic and not place.described.vague,
    )


def code_written(reading: Reading) -> str | None:
    """Return the code as written, normalised; none when several are offered."""
    if reading.hits:
        several = reading.two_terms and reading.clash is None
        return None if several else reading.hits[0].code.id
    return reading.expressions[0].code if reading.expressions else None
