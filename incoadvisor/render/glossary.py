"""The glossary in one language, searched and sorted."""

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.glossary import glossary
from incoadvisor.model.advice import Cited
from incoadvisor.model.glossary import GlossaryEntry
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.render.search import folded, matches


class Entry(Frozen):
    """A word explained; `other_language` is what the other language calls it."""

    id: str
    word: str
    also: tuple[str, ...]
    other_language: tuple[str, ...]
    means: str
    about: tuple[str, ...]
    see: dict[str, str]
    sources: tuple[Cited, ...]


def find_words(knowledge: Knowledge, lang: Lang, text: str = "") -> list[Entry]:
    """Entries in whose names or explanation every word of `text` stands, by name.

    Names of the other language are searched too. Entries whose names hold the text come first.
    """
    entries = glossary(knowledge)
    named = {entry.id: entry.word.get(lang) for entry in entries}
    found = [e for e in entries if matches(text, e.means.get(lang), *_names(e))]
    found.sort(key=lambda e: (not matches(text, *_names(e)), folded(e.word.get(lang))))
    return [_entry(knowledge, e, lang, named) for e in found]


def _names(entry: GlossaryEntry) -> list[str]:
    return [entry.word.en, entry.word.fr, *entry.also.en, *entry.also.fr]


def _entry(knowledge: Knowledge, entry: GlossaryEntry, lang: Lang, named: dict[str, str]) -> Entry:
    own, other = (entry.also.fr, entry.also.en) if lang == "fr" else (entry.also.en, entry.also.fr)
    references = knowledge.content.references
    return Entry(
        id=entry.id, word=entry.word.get(lang), also=own,
        other_language=(entry.word.get("en" if lang == "fr" else "fr"), *other),
        means=entry.means.get(lang), about=entry.about, see={i: named[i] for i in entry.see},
        sources=tuple(Cited(ref=ref, title=references[ref].named(lang), url=references[ref].url,
                            as_of=references[ref].as_of) for ref in entry.source))
