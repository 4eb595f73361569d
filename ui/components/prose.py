"""Texts on the page. What a user typed is never read as Markdown, HTML or an icon name."""

import re

from components.session import lang, say
from incoadvisor import api

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$^=&-])")
_REPLACED = re.compile(r"(?<=:)(?=\S)|(?<=[-<>=~])(?=[-<>=~])|(?<=www)(?=\.)|(?<=@)")
_NO_BREAK = "\u00a0"
_JOINER = "\u2060"  # invisible; keeps `:name:`, `->` and addresses from being replaced
VERDICT_COLOUR = {"recommended": "green", "acceptable": "blue", "discouraged": "orange",
                  "excluded": "gray"}
SEVERITY_COLOUR = {"stop": "red", "high": "red", "medium": "orange", "info": "gray"}
PARTY_COLOUR = {"seller": "blue", "buyer": "orange"}


def plain(text: object) -> str:
    """The text as Markdown that shows just these characters."""
    apart = _REPLACED.sub(_JOINER, typeset(str(text)))
    return _SPECIAL.sub(r"\\\1", apart).replace("\n", "  \n")


def cell(text: object) -> str:
    """The text for one cell of a table."""
    return plain(" ".join(str(text).split()))


def typeset(text: str) -> str:
    """French punctuation kept on the line of its word."""
    if lang() != "fr":
        return text
    return re.sub(r" (?=[:;?!»])|(?<=«) ", _NO_BREAK, text)


def badge(word: str, colour: str) -> str:
    """A word of ours on a coloured ground."""
    return f":{colour}-badge[{word}]"


def verdict(name: str) -> str:
    """A verdict with its symbol."""
    mark = say(f"ui_symbol_{name}")
    return say("ui_marked", mark=mark, word=say(f"verdict_{name}"))


def answer(code: str) -> str:
    """A rule's code as it stands, a state in words."""
    key = f"state_{code}"
    return say(key) if key in api.knowledge().texts else code


def leading(value: str, gives: str) -> str:
    """A value, and more quietly the answer it leads to."""
    return say("ui_leads", value=plain(value), answer=f":gray-badge[{plain(gives)}]")


def value_label(fact: str, value: object) -> str:
    """How a value of a fact is shown."""
    if isinstance(value, bool) or str(value) in ("true", "false", "True", "False"):
        return say("l_yes" if str(value).lower() == "true" else "l_no")
    return api.knowledge().facts[fact].value_label(value, lang())


def statement(fact: str, value: object) -> str:
    """A fact having a value, as a short clause."""
    return api.knowledge().facts[fact].said(value, lang())


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; cells are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def source(title: str, url: str | None, *more: str | None) -> str:
    """A source with its link, date and confidence."""
    named = f"[{plain(title)}]({url})" if url else plain(title)
    return " · ".join([f"{say('l_source')}{colon()} {named}", *(plain(m) for m in more if m)])


def colon() -> str:
    """A colon as the language sets it."""
    return say("l_pair", name="", value="").rstrip().replace(" ", _NO_BREAK)
