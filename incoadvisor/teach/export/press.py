"""The press: a template set as PDF by typst, and a DOCX document begun and closed."""

import datetime
import io
import json
import re
from pathlib import Path
from typing import Any

from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.text import Lang
from incoadvisor.render.typesetting import fonts, noon


def pdf(template: Path, name: str, data: dict[str, Any], on: str) -> bytes:
    """The template with its data, handed over as JSON under `name`; the same data and date give
    the same bytes.

    Raises InputError when typst or the font is not installed.
    """
    folder = fonts()
    import typst

    made = typst.compile(str(template), format="pdf", sys_inputs={name: json.dumps(data)},
                         font_paths=[folder], timestamp=noon(on))
    assert isinstance(made, bytes)
    return made


def set_right(data: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """The data with French punctuation kept on the line of its word."""
    if lang != "fr":
        return data
    written = re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", json.dumps(data, ensure_ascii=False))
    told: dict[str, Any] = json.loads(written)
    return told


def document(title: str, on: str) -> Any:
    """An empty DOCX document. Raises InputError when python-docx is not installed."""
    try:
        from docx import Document
    except ImportError:
        raise InputError("report_needs_extra", package="python-docx") from None
    begun = Document()
    day = datetime.datetime.fromisoformat(on)
    begun.core_properties.created = begun.core_properties.modified = day
    begun.core_properties.title = title
    begun.core_properties.author = "incoadvisor"
    return begun


def lines(written: Any, count: int) -> None:
    """Lines to write on."""
    for _ in range(count):
        written.add_paragraph("_" * 70)


def closed(written: Any) -> bytes:
    """The document as a file."""
    content = io.BytesIO()
    written.save(content)
    return content.getvalue()
