"""The report as a PDF: A4, tagged for screen readers, always the same bytes for one input."""

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Advice
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.source import of_advice
from incoadvisor.render.diagram.term import term_diagram
from incoadvisor.render.report.content import report
from incoadvisor.render.typesetting import fonts, noon

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("report.typ")
_SIZES = ("9", "8.3")  # points; the smaller one only where it spares the second page
_LONG_WORD = re.compile(r"\S{36}(?=\S)")
_NO_BREAK = "\u00a0"
_HEAD = 56  # height of the picture's own head, empty here: the report has its title


def report_file(knowledge: Knowledge, advice: Advice, lang: Lang, on: str,
                form: Literal["pdf", "png"] = "pdf", ppi: float = 144) -> list[bytes]:
    """The report as one PDF, or as one PNG a page; the advice is in `lang`, `on` its ISO date.

    Raises InputError when typst or the font is not installed.
    """
    folder, stamp = fonts(), noon(on)
    date = datetime.date.fromisoformat(on)
    inputs = {"report": json.dumps(_printable(report(knowledge, advice, lang, on).model_dump())),
              "year": str(date.year), "month": str(date.month), "day": str(date.day)}
    if advice.recommended is not None:
        inputs |= _picture(knowledge, advice, lang)
    made: list[bytes] = []
    for size in _SIZES:
        pages = _typeset({**inputs, "size": size}, folder, stamp, "png", 9)
        if not made or len(pages) == 1:
            made = _typeset({**inputs, "size": size}, folder, stamp, form, ppi)
        if len(pages) == 1:
            break
    return made


def _typeset(inputs: dict[str, str], fonts: str, timestamp: int, form: Literal["pdf", "png"],
             ppi: float) -> list[bytes]:
    """The pages, with the packaged font alone if it has all the signs.

    Names in other scripts take the fonts of the machine; where those too lack a sign, no archive
    standard can be kept and the sign shows as a box.
    """
    import typst

    strict: list[PDFStandard] = ["ua-1", "a-2a"] if form == "pdf" else []
    for packaged, standards in ((True, strict), (False, strict), (False, [])):
        try:
            made = typst.compile(
                str(_TEMPLATE), format=form, ppi=ppi, sys_inputs=inputs, font_paths=[fonts],
                ignore_system_fonts=packaged, timestamp=timestamp, pdf_standards=standards)
        except typst.TypstError:
            if not standards:
                raise
        else:
            return [made] if isinstance(made, bytes) else list(made)
    raise AssertionError("the last try returns or raises")


def _printable(told: Any) -> Any:
    """The same data without characters that no reader can see, such as turned writing.

    Words too long for a line may break.
    """
    match told:
        case str():
            seen = "".join(c for c in told if c.isprintable() or c == _NO_BREAK)
            return _LONG_WORD.sub("\\g<0>\u200b", seen)
        case dict():
            return {name: _printable(value) for name, value in told.items()}
        case list() | tuple():
            return [_printable(value) for value in told]
    return told


def _picture(knowledge: Knowledge, advice: Advice, lang: Lang) -> dict[str, str]:
    """The diagram, narrow and without its own title, and the sentence that says the same."""
    journey = of_advice(knowledge, advice, lang)
    bare = replace(journey, title="", sentence="")
    drawn = term_diagram(bare, knowledge.texts, "light", "stacked").svg
    return {"picture": _beheaded(drawn), "about": journey.sentence}


def _beheaded(svg: str) -> str:
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    root = ET.fromstring(svg)
    _, _, width, height = (float(n) for n in root.get("viewBox", "0 0 0 0").split())
    root.set("viewBox", f"0 {_HEAD} {width:g} {height - _HEAD:g}")
    root.set("height", f"{height - _HEAD:g}")
    return ET.tostring(root, encoding="unicode")
