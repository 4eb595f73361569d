"""What a point follows from, in one line."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.oral import Point, Reference
from incoadvisor.model.text import Lang

FACTS = 3  # facts named; more would hide the rule


def basis(point: Point, texts: Texts, lang: Lang) -> str:
    """Rules with their steps, cells, articles and facts, then the source."""
    facts = [r for r in point.references if r.kind == "fact"]
    others = [r for r in point.references if r.kind != "fact"]
    shown = [_named(r, texts, lang) for r in (*others, *facts[:FACTS])]
    named = [f"{s.title}" for s in point.sources[:1]]
    return "[" + " · ".join(dict.fromkeys([*shown, *named])) + "]"


def _named(reference: Reference, texts: Texts, lang: Lang) -> str:
    told = texts.say(f"oral_ref_{reference.kind}", lang, id=reference.id)
    return told if reference.step is None else texts.say(
        "oral_ref_step", lang, told=told, step=reference.step)
