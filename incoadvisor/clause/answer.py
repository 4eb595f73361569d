"""Word the answer: the texts of the findings and the corrected line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .findings import Fault
from .lexicon import Lexicon
from .reading import Reading

# Faults that leave open which rule or place is meant, so that no line can be given yet.
UNSETTLING = frozenset({
    "ambiguous_rules", "ambiguous_code", "ambiguous_domestic", "ambiguous_words",
    "ambiguous_places", "two_terms", "no_term", "says_unknown",
})  # fmt: skip


class Words:
    """The texts of one language."""

    def __init__(self, lexicon: Lexicon, lang: str) -> None:
        """Take the texts of that language."""
        self.lexicon = lexicon
        self.texts = lexicon.texts
        self.lang = lang

    def say(self, group: str, key: str, **words: str) -> str:
        """Return a text with its words filled in."""
        text = str(self.texts[group][key][self.lang])
        return text.format_map({"current": str(self.lexicon.current), **words})

    def join(self, choices: Sequence[str]) -> str:
        """Return "A, B or C"."""
        *most, last = choices
        return str(self.texts["join"][self.lang]).join([", ".join(most), last] if most else [last])

    def pick(self, entry: Any) -> str:
        """Return the language's side of a bilingual entry."""
        return str(entry[self.lang])


def finding_text(fault: Fault, reading: Reading, suggested: list[str], words: Words) -> str:
    """Return the sentence that explains a fault."""
    filled = dict(fault.words)
    if fault.hit:
        filled.setdefault("code", fault.hit.code.id)
    if "mode" in filled:
        filled["mode"] = words.say("modes", filled["mode"])
    if fault.choices:
        filled["choices"] = words.join(fault.choices)
        filled["modern"] = suggested[0] if reading.domestic else filled["choices"]
        filled.setdefault("meant", filled["choices"])
    if fault.text.startswith("says_"):
        filled["says"] = _says(fault, reading, words)
        return words.say("findings", fault.id, **filled)
    return words.say("findings", fault.text, **filled)


def _says(fault: Fault, reading: Reading, words: Words) -> str:
    if fault.text == "says_expression":
        base = reading.expressions[0].base
        return words.pick(words.lexicon.expressions["bases"][base]["says"])
    if fault.hit and fault.hit.code.says:
        return words.pick(fault.hit.code.says)
    return words.say("says", "unknown_code")


def settled(faults: list[Fault], suggested: list[str]) -> bool:
    """Whether the line can be corrected without asking which rule or place is meant."""
    return bool(suggested) and not any(f.text in UNSETTLING for f in faults)


def corrected_line(reading: Reading, suggested: list[str], words: Words) -> str:
    """Return the clause to write, with blanks for what the line does not say."""
    rule = words.lexicon.codes[suggested[0]]
    edition = words.lexicon.current
    named = reading.edition.year
    if named in words.lexicon.editions["editions"] and named and rule.defined_in(named):
        edition = named
    blank = words.say("blanks", f"{rule.end}_{rule.rule}")
    place = reading.place_text
    described = reading.place.described if reading.place else None
    if place is None or described is None or described.generic:
        place = blank
    elif described.vague:
        place = f"{blank}, {place}" if described.kind == "country" else blank
    return str(words.texts["line"]).format(code=rule.id, place=place, edition=edition)
