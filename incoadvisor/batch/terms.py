"""The written terms of an order book, each distinct text read once."""

from dataclasses import dataclass

from incoadvisor.engine.places import place_read
from incoadvisor.engine.situation import read_term_in
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.text import LANGS, Lang
from incoadvisor.model.vocabulary import UNKNOWN


@dataclass(frozen=True)
class Reading:
    """What is written: the modern code, what is wrong with it, and the line put right."""

    code: str | None  # None where no rule of today can be read
    findings: tuple[tuple[str, dict[Lang, str]], ...]  # ids with a sentence in each language
    line: str | None
    place: tuple[str, str] | None  # the fact that the place tells, and its words


def read_written(raw: str, knowledge: Knowledge, lang: Lang) -> Reading | None:
    """The reading of one text, or None where nothing is written; the line is in `lang`."""
    text = raw.strip()
    if text in ("", UNKNOWN):
        return None
    told = read_term_in(text, knowledge, LANGS)
    findings = zip(*(told[one].findings for one in LANGS), strict=True)
    return Reading(
        code=told[lang].modern, line=told[lang].line,
        place=place_read(told[lang], knowledge),
        findings=tuple((several[0].id, {one: f.text for one, f in zip(LANGS, several, strict=True)})
                       for several in findings))
