"""Load what the reader knows of written terms: codes, words, places, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from .gazetteer import Gazetteer
from .normalise import phrase_keys
from .phrases import Meaning, PhraseIndex
from .spellable import Spellable

STREET_WORDS = ("before", "linked", "numbered", "after")
LOOSE_SIZES = frozenset("'\"")


def read_yaml(path: Path) -> Any:
    """Read one knowledge file."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def words(text: str) -> list[str]:
    """Cut a list written as one comma-separated text."""
    return [w.strip() for w in text.split(",") if w.strip()]


@dataclass(frozen=True)
class Code:
    """A code of the lexicon: a rule in force, a withdrawn one, or a look-alike."""

    id: str
    first: int | None
    last: int | None
    end: str  # origin or destination
    rule: str  # any or waterway
    modern: tuple[str, ...]
    also: tuple[str, ...] = ()
    anywhere: str | None = None
    family: str | None = None
    says: dict[str, str] | None = None
    reads: tuple[str, ...] = ()
    unnamed: dict[str, str] = field(default_factory=dict)
    containers: bool = True

    @property
    def foreign(self) -> bool:
        """Whether no edition ever defined it."""
        return self.first is None

    @property
    def obsolete(self) -> bool:
        """Whether editions defined it, but not the current one."""
        return self.first is not None and self.last is not None

    def defined_in(self, edition: int) -> bool:
        """Whether that edition defines it."""
        return self.first is not None and self.first <= edition <= (self.last or edition)


class Lexicon:
    """The reader's knowledge, with its indexes; immutable once loaded."""

    def __init__(self, folder: Path) -> None:
        """Load the files every reading needs; the rest waits until asked for."""
        self.folder = folder

        def load(name: str) -> Any:
            return read_yaml(folder / "clause" / f"{name}.yaml")

        self.editions = load("editions")
        self.expressions = load("expressions")
        self.modifiers: dict[str, Any] = load("modifiers")
        self.transport = load("transport")
        self.places = load("places")
        self.words = load("words")
        self.domestic = load("domestic")
        self.addresses = load("addresses")
        raw = load("codes")
        self.codes = {id_: _code(id_, entry) for id_, entry in raw.items()}
        self.main = PhraseIndex(chain(_code_phrases(raw), self._phrases()))
        self.described: dict[Any, Any] = {}  # places already described
        self.spellable = cache(self._spellable)
        self.gazetteer = Gazetteer(
            lambda name: load(f"gazetteer/{name}"), self.places["country_languages"]
        )

    @cached_property
    def texts(self) -> Any:
        """Return the texts of findings and questions."""
        return read_yaml(self.folder / "clause" / "texts.yaml")

    @cached_property
    def place_words(self) -> PhraseIndex:
        """Return the words that describe a place rather than name it."""
        return PhraseIndex(self._place_phrases())

    @cached_property
    def address_words(self) -> PhraseIndex:
        """Return the words of street addresses."""
        kinds = {"articles": "article", "repeats": "repeat", "marks": "mark", "measures": "measure"}
        kinds |= {n: n for n in (*STREET_WORDS, "linking")}
        return PhraseIndex(
            (word, Meaning(kind, word))
            for name, kind in kinds.items()
            for word in words(self.addresses[name])
        )

    @cached_property
    def street_words(self) -> frozenset[str]:
        """Return the first words of those for streets."""
        names = [word for name in STREET_WORDS for word in words(self.addresses[name])]
        return frozenset(keys[0] for keys in phrase_keys(names))

    @cached_property
    def abbreviated(self) -> frozenset[str]:
        """Return the words whose full stop closes no sentence."""
        keys = phrase_keys(words(self.addresses["abbreviated"]))
        return frozenset(k for key in keys for k in key)

    @cached_property
    def states(self) -> frozenset[str]:
        """Return letters that stand for a state and are a small word too."""
        return frozenset(key for (key,) in phrase_keys(words(self.addresses["states"])))

    @cached_property
    def domestic_words(self) -> PhraseIndex:
        """Return the words that show domestic use right after the code."""
        entries = []
        for end, entry in self.domestic["points"].items():
            entries += [(w, Meaning("consumed", end)) for w in words(entry["consumed"])]
            entries += [(w, Meaning("kept", end)) for w in words(entry["kept"])]
        entries += [(w, Meaning("premises", w)) for w in words(self.domestic["premises"])]
        entries += [(w, Meaning("either", w)) for w in words(self.domestic["either_side"])]
        return PhraseIndex(entries)

    @cached_property
    def edition_words(self) -> frozenset[str]:
        """Return the single words that may stand between the rules' name and its year."""
        between = phrase_keys(words(self.editions["between"]))
        return frozenset(key for keys in between for key in keys)

    @cached_property
    def container_words(self) -> frozenset[str]:
        """Return the words that belong to a container word they touch."""
        around = words(self.transport["containers"]["around"])
        return frozenset(k for keys in phrase_keys(around) for k in keys) | LOOSE_SIZES

    def _spellable(self, kind: str) -> Spellable:
        """Return the phrases of a kind that are recognised misspelt."""
        return Spellable(self.main, kind)

    @property
    def current(self) -> int:
        """Return the edition in force."""
        return int(self.editions["current"])

    def _place_phrases(self) -> Iterator[tuple[str, Meaning]]:
        for kind, entry in self.places["kinds"].items():
            for word in words(entry["words"]):
                yield word, Meaning("kind", kind)
        for name in ("open", "generic", "regions", "before", "after"):
            for word in words(self.places[name]):
                yield word, Meaning(name, name)
        for side, text in self.places["owners"].items():
            for word in words(text):
                yield word, Meaning("owner", side)
        for word in words(self.words["alternatives"]):
            yield word, Meaning("alternative", word)

    def _phrases(self) -> Iterator[tuple[str, Meaning]]:
        for word in words(self.editions["words"]):
            yield word, Meaning("incoterms", word)
        for word in words(self.editions["announce"]):
            yield word, Meaning("announce", word)
        for word in words(self.editions["latest"]):
            yield word, Meaning("latest", word)
        for base, entry in self.expressions["bases"].items():
            for phrase in words(entry["phrases"]):
                yield phrase, Meaning("expression", base, bool(entry.get("upper_only")))
        for name, entry in self.modifiers.items():
            for phrase in words(entry["phrases"]):
                yield phrase, Meaning("modifier", name)
        for mode, entry in self.transport["modes"].items():
            for phrase in words(entry["phrases"]):
                yield phrase, Meaning("mode", mode)
            for phrase in words(entry.get("bounded", "")):
                yield phrase, Meaning("mode", mode, bounded=True)
        for phrase in words(self.transport["containers"]["phrases"]):
            yield phrase, Meaning("container", phrase)
        for name, entry in self.domestic["freight"].items():
            for phrase in words(entry["phrases"]):
                yield phrase, Meaning("freight", name)
                yield phrase, Meaning("expression", entry["base"])
        for phrase in words(self.places["blanks"]):
            yield phrase, Meaning("blank", phrase)
        for phrase in words(self.words["stops"]):
            yield phrase, Meaning("stop", phrase)
        for phrase in words(self.words["stops_accented"]):
            yield phrase, Meaning("stop", phrase, as_written=True)
        for phrase in words(self.words["fillers"]):
            yield phrase, Meaning("filler", phrase)
        for phrase in words(self.words["passing"]):
            yield phrase, Meaning("passing", phrase)
        for phrase in words(self.words["labels"]):
            yield phrase, Meaning("label", phrase)
        for phrase in words(self.words["money"]):
            yield phrase, Meaning("money", phrase)


def _code(id_: str, entry: dict[str, Any]) -> Code:
    return Code(
        id=id_,
        first=entry["first"],
        last=entry.get("last"),
        end=entry["end"],
        rule=entry["rule"],
        modern=tuple(entry["modern"]),
        also=tuple(entry["also"]),
        anywhere=entry.get("anywhere"),
        family=entry.get("family"),
        says=entry.get("says"),
        reads=tuple(entry.get("reads", ())),
        unnamed=entry.get("unnamed", {}),
        containers=entry.get("containers", True),
    )


def _code_phrases(raw: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for id_, entry in raw.items():
        upper = bool(entry.get("upper_only"))
        for spelled in (id_, " ".join(id_), *words(entry.get("spelled", ""))):
            yield spelled, Meaning("code", id_, upper)
        for name in words(entry["names"]):
            yield name, Meaning("name", id_)


def load_lexicon(folder: Path) -> Lexicon:
    """Load the lexicon from the knowledge folder."""
    return Lexicon(folder)
