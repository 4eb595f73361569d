"""Case studies on paper: PDF and DOCX, each case with an answer sheet of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.teach.export import press
from incoadvisor.teach.export.content import Item

_TEMPLATE = Path(__file__).with_name("paper.typ")
_FIELDS = ("term", "risk", "costs", "clearance", "insurance", "payment", "documents", "reasons",
           "refused", "hypotheses")
_LINES = {"reasons": 4, "refused": 3}


def paper_pdf(items: Sequence[Item], answers: bool, texts: Texts, lang: Lang, on: str) -> bytes:
    """The cases as a PDF, A4; with `answers` the expected ones come last.

    Raises InputError when typst or the font is not installed.
    """
    data = {**_told(items, answers, texts, lang), "lang": lang}
    return press.pdf(_TEMPLATE, "paper", data, on)


def paper_docx(items: Sequence[Item], answers: bool, texts: Texts, lang: Lang, on: str) -> bytes:
    """The same as a DOCX file. Raises InputError when python-docx is not installed."""
    told = _told(items, answers, texts, lang)
    document = press.document(told["title"], on)
    for i, case in enumerate(told["cases"]):
        if i:
            document.add_page_break()
        document.add_heading(case["title"], 1)
        document.add_paragraph(case["level"])
        for paper in case["papers"]:
            document.add_heading(paper["title"], 2)
            for paragraph in paper["paragraphs"]:
                document.add_paragraph(paragraph)
        document.add_heading(told["task"], 2)
        document.add_paragraph(case["task"])
        document.add_page_break()
        document.add_heading(f"{told['sheet']} – {case['title']}", 1)
        document.add_paragraph(f"{told['name']} " + "_" * 40)
        for field in told["fields"]:
            document.add_paragraph(field["label"]).runs[0].bold = True
            press.lines(document, field["lines"])
    if answers:
        document.add_page_break()
        document.add_heading(told["key"], 1)
        for case in told["cases"]:
            document.add_heading(case["title"], 2)
            for line in case["expected"]:
                document.add_paragraph(line, style="List Bullet")
    return press.closed(document)


def _told(items: Sequence[Item], answers: bool, texts: Texts, lang: Lang) -> dict[str, Any]:
    def say(key: str) -> str:
        return texts.say(f"teach_export_{key}", lang)

    cases = [asdict(told) for told in items]
    if not answers:  # the key is not even in the file
        for case in cases:
            del case["expected"], case["choices"]
    return press.set_right({
        "cases": cases, "answers": answers, "title": say("title"), "sheet": say("sheet"),
        "name": say("name"), "key": say("key"), "task": texts.say("teach_h_question", lang),
        "fields": [{"label": say(f"field_{f}"), "lines": _LINES.get(f, 1)} for f in _FIELDS]},
        lang)
