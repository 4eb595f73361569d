"""What the reader answers."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Finding(BaseModel):
    """A fault of a written term, with its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str


class WrittenTerm(BaseModel):
    """A written delivery term, diagnosed."""

    model_config = ConfigDict(frozen=True)

    text: str
    code: str | None = None
    edition: int | None = None
    place: str | None = None
    findings: list[Finding] = []
    suggestions: list[str] = []
    line: str | None = None
    ask: list[str] = []
    modern: str | None = None
    kind_of_place: str | None = None
    names_place: bool = False  # one place, by its name and not by its kind or country alone
