"""The sheet of a jury on paper: the marking, each question with what to listen for, and lines."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.oral import Answered, Exam, Point
from incoadvisor.model.text import Lang
from incoadvisor.teach.export import press
from incoadvisor.teach.oral.basis import basis

_TEMPLATE = Path(__file__).with_name("jury.typ")
NOTES, WRITTEN = 2, 5  # lines below each question: for the jury, for an oral in writing


def jury_pdf(exam: Exam, answers: bool, texts: Texts, lang: Lang, on: str) -> bytes:
    """The sheet as a PDF, A4. Raises InputError when typst or the font is not installed."""
    return press.pdf(_TEMPLATE, "jury", {**_told(exam, answers, texts, lang), "lang": lang}, on)


def jury_docx(exam: Exam, answers: bool, texts: Texts, lang: Lang, on: str) -> bytes:
    """The same as a DOCX file. Raises InputError when python-docx is not installed."""
    told = _told(exam, answers, texts, lang)
    document = press.document(told["title"], on)
    document.add_heading(told["title"], 1)
    for line in told["head"]:
        document.add_paragraph(line)
    document.add_paragraph(f"{told['name']} " + "_" * 40)
    document.add_heading(told["marking"], 2)
    document.add_paragraph(told["advice"])
    _grid(document, told)
    for number, question in enumerate(told["questions"], 1):
        document.add_heading(f"{number}. {question['question']}", 2)
        document.add_paragraph(question["level"])
        _answer(document, question)
        for follow in question["follow_ups"]:
            document.add_paragraph(f"→ {follow['question']}").runs[0].italic = True
            _answer(document, follow)
        document.add_paragraph(told["notes"])
        press.lines(document, told["lines"])
    return press.closed(document)


def _grid(document: Any, told: dict[str, Any]) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, column in zip(table.rows[0].cells, told["columns"], strict=True):
        cell.text = column
    for criterion in told["criteria"]:
        cells = table.add_row().cells
        cells[0].text = criterion["label"]
        cells[1].text = "\n".join(f"{g['points']} – {g['text']}" for g in criterion["grades"])
        cells[2].text = f"/ {criterion['points']}"
    cells = table.add_row().cells
    cells[1].text, cells[2].text = told["total"], f"/ {told['out_of']}"


def _answer(document: Any, told: dict[str, Any]) -> None:
    if "answer" not in told:
        return
    said = document.add_paragraph(told["answer"])
    said.runs[0].bold = True
    said.add_run(f" {told['basis']}" if told["basis"] else "").italic = True
    for point in told["points"]:
        document.add_paragraph(f"☐ {point['text']}").add_run(f" {point['basis']}").italic = True


def _told(exam: Exam, answers: bool, texts: Texts, lang: Lang) -> dict[str, Any]:
    def say(key: str, **values: object) -> str:
        return texts.say(key, lang, **values)

    def number(value: float) -> str:
        return f"{value:g}".replace(".", "," if lang == "fr" else ".")

    def based(found: Iterable[Point]) -> list[dict[str, str]]:
        return [{"text": p.text, "basis": basis(p, texts, lang)} for p in found]

    def told(asked: Answered) -> dict[str, Any]:
        if not answers:  # the answers are not even in the file
            return {"question": asked.question}
        said = based(p for p in asked.points if p.text == asked.answer)
        return {"question": asked.question, "answer": asked.answer,
                "basis": said[0]["basis"] if said else "",
                "points": based(p for p in asked.points if p.text != asked.answer)}

    head = [exam.title]
    if answers:
        head += [say("oral_defended", clause=exam.clause), *exam.notes]
    return press.set_right({
        "title": say("oral_sheet" if answers else "oral_sheet_bare"), "head": head,
        "answers": answers, "name": say("teach_export_name"),
        "marking": say("oral_marking"), "advice": exam.advice,
        "columns": [say(f"oral_col_{c}") for c in ("criterion", "grades", "mark")],
        "criteria": [{"label": c.label, "points": number(c.points), "grades": [
            {"points": number(p), "text": t} for p, t in c.grades]} for c in exam.criteria],
        "total": say("oral_total"), "out_of": number(exam.out_of), "notes": say("oral_notes"),
        "lines": NOTES if answers else WRITTEN,
        "questions": [{
            **told(q), "level": say(f"teach_h_level_{q.level}"),
            "follow_ups": [told(f) for f in q.follow_ups]} for q in exam.questions]}, lang)
