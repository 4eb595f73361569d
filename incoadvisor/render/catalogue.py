"""What the shipped knowledge can be asked without a case; the public door hands these on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from incoadvisor.engine.situation import rule_base
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.text import Lang

if TYPE_CHECKING:  # loaded when asked for: most advice does without
    from incoadvisor.render.glossary import Entry
    from incoadvisor.render.rule_list import Aspect, RuleLine
    from incoadvisor.render.worked import WorkedCase


def known_rule(rule_id: str) -> str:
    """The id of a rule of the base. Raises InputError with the nearest one."""
    rules = load().rules
    if rule_id not in rules:
        raise InputError("unknown_rule", rule=rule_id, suggestion=nearest(rule_id, rules))
    return rule_id


def find_rules(lang: Lang = "en", text: str = "",
               wanted: Mapping[str, str] | None = None) -> "list[RuleLine]":
    """Rules of the base by words of their id, reason or source, and by aspects (`rule_filters`)."""
    from incoadvisor.render import rule_list

    return rule_list.find_rules(load(), lang, text, wanted)


def rule_filters(lang: Lang = "en") -> "dict[Aspect, dict[str, str]]":
    """What rules can be filtered by: for each aspect, its values and how they are shown."""
    from incoadvisor.render import rule_list

    return rule_list.rule_filters(load(), lang)


def cases_firing(rule_id: str, lang: Lang = "en") -> "list[WorkedCase]":
    """The worked cases in which a rule fires, warnings included. Raises InputError."""
    from incoadvisor.render import worked

    return worked.cases_firing(rule_base(load()), known_rule(rule_id), lang)


def settling_facts(codes: Sequence[str]) -> list[str]:
    """Names of the facts that settle conditional cells of these terms."""
    from incoadvisor.render import term_table

    return term_table.settling_facts(load(), codes)


def glossary(lang: Lang = "en", text: str = "") -> "list[Entry]":
    """Words of the trade explained, by name; `text` is sought in names and explanations."""
    from incoadvisor.render.glossary import find_words

    return find_words(load(), lang, text)
