"""A case study: the papers a student gets, the task, and what an expert answers."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Lang, Text

Level = Literal[1, 2, 3]
DocumentKind = Literal["company_sheet", "request", "offer", "quote", "bank_letter",
                       "contract_extract", "email", "note"]
THEMES = (
    "container", "bulk", "air", "road", "rail", "parcel", "groupage", "union",
    "documentary_credit", "insurance", "local_insurance", "customs_import", "customs_export",
    "vat", "own_vehicle", "sanctions", "resale_afloat", "heavy_lift", "perishable", "dangerous",
    "consolidation", "old_term", "price", "negotiation",
)


class Paper(Frozen):
    """One document of the dossier."""

    kind: DocumentKind
    title: Text
    text: Text

    def heading(self, kind: str, lang: Lang) -> str:
        """The kind of paper, in words, and its title; the title alone if it tells the kind."""
        title = self.title.get(lang)
        told = kind.split()[0].casefold() in title.casefold()
        return title if told else f"{kind} – {title}"


class PlaceKey(Frozen):
    """A place as expected: `accept` are words any of which is enough, `text` the whole line."""

    accept: tuple[str, ...] = Field(min_length=1)
    text: Text


class Rejected(Frozen):
    """A rule an expert refuses here; `rules` are the requirements it fails."""

    term: str
    reason: Text
    rules: tuple[str, ...] = Field(min_length=1)


class Expected(Frozen):
    """What an expert answers: `acceptable` rules are as defensible as the `best` one.

    `handover_place` is where risk passes under a C rule.
    """

    best: str
    acceptable: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    place: PlaceKey | None
    handover_place: PlaceKey | None = None


class CaseStudy(Frozen):
    """One case study of the library; `given` is what an attentive reader takes from the papers."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    level: Level
    title: Text
    themes: tuple[str, ...]
    dossier: tuple[Paper, ...]
    question: Text
    given: dict[str, Any]
    expected: Expected
    hypotheses: tuple[Text, ...] = ()
    traps: tuple[str, ...] = ()
    learning: tuple[Text, ...] = ()
    source: tuple[str, ...] = ()
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
