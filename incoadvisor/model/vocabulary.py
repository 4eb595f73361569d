"""The vocabulary of facts: what may be said of an operation, and how it is asked."""

from typing import Any, Literal

from pydantic import Field

from incoadvisor.model.text import Frozen, Lang, Text

Value = str | bool | int | float
Facts = dict[str, Value]

UNKNOWN = "unknown"


class FactSpec(Frozen):
    """One fact of the vocabulary, as `knowledge/facts.yaml` describes it.

    `kind` says who may fill it: `fact`, `wish` and `text` come from the user,
    `market` from the country tables unless the user overrides, `derived` from rules only.
    `ask` says whether it is a usual question, one for rare circumstances, or none at all;
    `ask_when` is the condition that makes it worth asking, `ask_weight` how much it counts
    among the others.
    """

    name: str
    section: str
    type: Literal["choice", "bool", "text", "number", "date", "country", "currency", "term"]
    kind: Literal["fact", "wish", "market", "text", "derived"]
    label: Text
    question: Text | None = None
    why: Text | None = None
    statement: Text | dict[str, Text] | None = None
    values: dict[str, Text] = Field(default_factory=dict)
    min: float | None = None
    unit: str | None = None
    ask: Literal["usual", "rare", "never"] = "usual"
    ask_weight: float = 1.0
    ask_when: dict[str, Any] | None = None

    def value_label(self, value: Value, lang: Lang) -> str:
        """How `value` is shown to a reader."""
        text = self.values.get(str(value))
        if text is not None:
            return text.get(lang)
        decimal = lang == "fr" and isinstance(value, float)
        return str(value).replace(".", ",") if decimal else str(value)

    def said(self, value: Value, lang: Lang) -> str:
        """The fact having `value`, as a short clause."""
        if isinstance(self.statement, dict):
            return self.statement[str(value).lower()].get(lang)
        shown = self.value_label(value, lang)
        if self.statement is None:
            return f"{self.label.get(lang)}: {shown}"
        return self.statement.get(lang).replace("{value}", shown)


class Group(Frozen):
    """A dated set of countries, such as a customs union."""

    class Member(Frozen):
        """One country's stay in the group; `to` is the last day, None while it lasts."""

        country: str
        since: str = Field(alias="from")
        to: str | None = None

    label: Text
    source: tuple[str, ...]
    as_of: str
    members: tuple[Member, ...]
    confidence: str = "high"
    note: Text | None = None
    frontierless: bool = False

    def holds(self, country: str, on: str) -> bool:
        """Whether `country` belongs to the group on the ISO date `on`."""
        return any(
            m.country == country and m.since <= on and (m.to is None or on <= m.to)
            for m in self.members
        )


class Reference(Frozen):
    """A source that rules and figures cite."""

    title: str | Text
    url: str | None
    kind: Literal["primary", "official", "secondary", "practice", "cases"]
    as_of: str | None = None

    def named(self, lang: Lang) -> str:
        """The title; a page's own title stays in its language."""
        return self.title if isinstance(self.title, str) else self.title.get(lang)
