"""Questions for Moodle: GIFT text and Moodle XML.

Each case gives two: the choice of the rule, and an essay. GIFT has no place for what a grader
needs; there the expected answer stands in a comment, which Moodle does not import.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from incoadvisor.teach.export.content import Item, dossier_html, plain

_SPECIAL = re.compile(r"([\\~=#{}:])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def gift(items: Sequence[Item], task: str, essay: str) -> str:
    """The questions as GIFT text; `task` asks for the rule, `essay` names the second question."""
    parts = []
    for told in items:
        answers = "\n".join(
            f"{_sign(c.fraction)}{_escaped(c.code)}#{_html(plain(c.feedback))}"
            for c in told.choices)
        comment = "\n".join(f"// {' '.join(line.split())}" for line in told.expected)
        parts.append(f"::{_escaped(told.title)}::[html]{_html(dossier_html(told, task))}"
                     f"{{\n{answers}\n}}")
        parts.append(f"{comment}\n::{_escaped(f'{told.title} – {essay}')}::[html]"
                     f"{_html(dossier_html(told, told.task))}{{}}")
    return "\n\n".join(parts) + "\n"


def moodle_xml(items: Sequence[Item], task: str, essay: str) -> bytes:
    """The questions as Moodle XML."""
    quiz = ET.Element("quiz")
    for told in items:
        choice = _question(quiz, "multichoice", told.id, told.title, dossier_html(told, task))
        for name, value in (("single", "true"), ("shuffleanswers", "true"),
                            ("answernumbering", "none")):
            ET.SubElement(choice, name).text = value
        for option in told.choices:
            answer = ET.SubElement(choice, "answer", fraction=str(option.fraction),
                                   format="html")
            ET.SubElement(answer, "text").text = plain(option.code)
            _text(answer, "feedback", plain(option.feedback))
        written = _question(quiz, "essay", f"{told.id}-essay", f"{told.title} – {essay}",
                            dossier_html(told, told.task))
        for name, value in (("responseformat", "editor"), ("responserequired", "1"),
                            ("responsefieldlines", "15"), ("attachments", "0")):
            ET.SubElement(written, name).text = value
        lines = "".join(f"<li>{plain(line)}</li>" for line in told.expected)
        _text(written, "graderinfo", f"<ul>{lines}</ul>")
    ET.indent(quiz)
    body: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _question(quiz: ET.Element, kind: str, number: str, name: str, html: str) -> ET.Element:
    question = ET.SubElement(quiz, "question", type=kind)
    title = ET.SubElement(question, "name")
    ET.SubElement(title, "text").text = _clean(name)
    _text(question, "questiontext", html)
    ET.SubElement(question, "defaultgrade").text = "1"
    ET.SubElement(question, "penalty").text = "0"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = number
    return question


def _text(parent: ET.Element, name: str, html: str) -> None:
    element = ET.SubElement(parent, name, format="html")
    ET.SubElement(element, "text").text = _clean(html)


def _sign(fraction: int) -> str:
    return {100: "=", 0: "~"}.get(fraction, f"~%{fraction}%")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _clean(" ".join(text.split())))


def _html(html: str) -> str:
    """HTML escaped; braces as entities, since some readers overlook the escape of a brace."""
    return _escaped(html.replace("{", "&lbrace;").replace("}", "&rbrace;"))


def _clean(text: str) -> str:
    """Without signs that XML cannot hold."""
    return _CONTROL.sub("", text)
