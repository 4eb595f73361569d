"""A drawn case as a case study: dossier, expected answer, refusals with the engine's reasons."""

from typing import Any

from incoadvisor.engine.evaluate import Evaluation
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.generator import generator
from incoadvisor.model.casestudy import CaseStudy, Level
from incoadvisor.model.generator import Generator
from incoadvisor.model.text import LANGS
from incoadvisor.teach.expert import Expert
from incoadvisor.teach.generate.chance import Chance
from incoadvisor.teach.generate.draw import Drawn, draw, filled, judged

TRIES = 400  # most targets need about ten; beyond this the target cannot be reached


def new_case(knowledge: Knowledge, level: Level, seed: int, target: str | None = None,
             defensible: bool = False) -> CaseStudy:
    """The case of that seed: the engine recommends `target` (drawn if None) and finds no other
    rule acceptable, or with `defensible` at least one other.

    Raises InputError when no case of this kind can be drawn.
    """
    stock = generator(knowledge)
    chance = Chance(f"{seed}/{level}/{target or ''}/{int(defensible)}")
    wanted = target or chance.pick(sorted({t for s in stock.scenes for t in s.targets}))
    scenes = [s for s in stock.scenes if wanted in s.targets]
    for _ in range(TRIES if scenes else 0):
        drawn = draw(chance, stock, knowledge, wanted, level, scenes)
        if drawn is None or (level > 1 and drawn.trap is None):
            continue
        found = judged(drawn.facts, stock, knowledge)
        others = [c for c, v in found.outcome.verdicts.items() if v == "acceptable"]
        trapped = drawn.trap is None or drawn.trap.reads not in others
        if found.outcome.state == "ok" and found.outcome.term == wanted \
                and bool(others) is defensible and trapped:
            name = f"drawn-{wanted.lower()}-{level}-{seed}" + ("-open" if defensible else "")
            return _study(name, level, wanted, others, drawn, found, stock, knowledge)
    raise InputError("teach_cannot_draw", code=wanted, level=level)


def _study(name: str, level: Level, best: str, others: list[str], drawn: Drawn,
           found: Evaluation, stock: Generator, knowledge: Knowledge) -> CaseStudy:
    words, papers = drawn.words, stock.papers
    dossier = []
    for paper in papers.levels[level - 1]:
        told = [text for slot in paper.slots for at, text in drawn.told if at == slot]
        if told:
            dossier.append({"kind": paper.kind, "title": paper.title, "text": {
                lang: " ".join(filled(t, words, lang) for t in told) for lang in LANGS}})
    two_ends = knowledge.terms[best].two_places
    at_origin = knowledge.terms[best].named_place.side == "origin"
    depart = drawn.scene.departs.get(best)
    named = depart if at_origin else drawn.scene.to
    assert named is not None
    expected: dict[str, Any] = {"best": best, "acceptable": others, "rejected": [],
                                "place": _place(named, drawn, stock, best)}
    if two_ends and depart is not None:
        expected["handover_place"] = _place(depart, drawn, stock, None)
    built: dict[str, Any] = {
        "id": name, "level": level,
        "title": {lang: _capital(filled(papers.title, words, lang)) for lang in LANGS},
        "themes": _themes(drawn, found), "dossier": dossier, "question": papers.question,
        "given": drawn.facts, "expected": expected, "source": papers.source,
        "traps": [drawn.trap.trap] if drawn.trap else [],
        "learning": [drawn.trap.learning] if drawn.trap else [], "as_of": papers.as_of}
    expert = Expert(CaseStudy.model_validate(built), knowledge)
    expected["rejected"] = expert.refusals(drawn.trap.reads if drawn.trap else "")
    return CaseStudy.model_validate(built)


def _place(point: str, drawn: Drawn, stock: Generator, code: str | None) -> dict[str, Any]:
    told = stock.places.points[point]
    accept = dict.fromkeys(
        word.format(**drawn.words[lang]) for word in told.accept for lang in LANGS)
    head = f"{code} " if code else ""
    return {"accept": list(accept),
            "text": {lang: head + filled(told.text, drawn.words, lang) for lang in LANGS}}


def _themes(drawn: Drawn, found: Evaluation) -> list[str]:
    facts, themes = found.facts, list(drawn.scene.themes)
    extra = {"documentary_credit": facts.get("payment") == "documentary_credit",
             "local_insurance": facts.get("local_insurance") == "required",
             "perishable": facts.get("perishable") is True,
             "insurance": "insurance_by" in drawn.facts,
             "old_term": drawn.trap is not None and drawn.trap.trap == "old_code"}
    return themes + [name for name, holds in extra.items() if holds]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
