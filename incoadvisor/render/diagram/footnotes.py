"""Footnotes of the open squares: what decides them."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.term import Cell, MilestoneView
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.journey import LANES, OPEN


def footnotes(texts: Texts, lang: Lang, cells: tuple[MilestoneView, ...],
              known: dict[str, Cell]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The number of the note of each milestone with an open square, and the notes in order."""
    numbers: dict[str, int] = {}
    told: list[str] = []
    for cell in cells:
        opened = [getattr(cell, lane) for lane in LANES if getattr(cell, lane) in OPEN]
        if not opened:
            continue
        text = _text(texts, lang, cell, known[cell.id], opened[0])
        if text not in told:
            told.append(text)
        numbers[cell.id] = told.index(text) + 1
    return numbers, tuple(texts.say("diagram_footnote", lang, number=i, text=text)
                          for i, text in enumerate(told, 1))


def _text(texts: Texts, lang: Lang, cell: MilestoneView, known: Cell, kind: str) -> str:
    text = known.note.get(lang) if known.note else texts.say(f"diagram_footnote_{kind}", lang)
    if cell.default is None:
        return text
    side = texts.say(f"diagram_word_{cell.default}", lang)
    return texts.say("diagram_footnote_default", lang, text=text, side=side)
