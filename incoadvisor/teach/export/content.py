"""What a question holds, in one language: the same for every format."""

from dataclasses import dataclass

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.text import Lang

BEST, ACCEPTABLE, REFUSED = 100, 50, 0


@dataclass(frozen=True)
class Choice:
    """One rule to choose, what it earns in percent, and what is said of it."""

    code: str
    fraction: int
    feedback: str


@dataclass(frozen=True)
class Paper:
    """One document of the dossier."""

    title: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Item:
    """One case study as a question; `expected` are lines for whoever marks it."""

    id: str
    title: str
    level: str
    papers: list[Paper]
    task: str
    choices: list[Choice]
    expected: list[str]


def item(study: CaseStudy, knowledge: Knowledge, lang: Lang) -> Item:
    """The case in `lang`; choices in the order of the eleven rules, whatever the answer."""
    def say(key: str, **values: object) -> str:
        return knowledge.texts.say(key, lang, **values)

    expected = study.expected
    place = expected.place.text.get(lang) if expected.place else ""
    line = place if place.startswith(expected.best) else f"{expected.best} {place}".strip()
    choices = [Choice(expected.best, BEST, say("teach_export_best", line=line))]
    choices += [Choice(c, ACCEPTABLE, say("teach_export_acceptable", best=expected.best))
                for c in expected.acceptable]
    choices += [Choice(r.term, REFUSED, r.reason.get(lang)) for r in expected.rejected]
    order = list(knowledge.terms)
    lines = [line]
    if expected.handover_place:
        lines.append(say("teach_handover", place=expected.handover_place.text.get(lang)))
    if expected.acceptable:
        lines.append(say("teach_also_defensible", terms=", ".join(expected.acceptable)))
    lines += [say("l_pair", name=r.term, value=r.reason.get(lang)) for r in expected.rejected]
    lines += [told.get(lang) for told in (*study.hypotheses, *study.learning)]
    return Item(
        study.id, study.title.get(lang), say(f"teach_h_level_{study.level}"),
        [Paper(p.heading(say(f"teach_paper_{p.kind}"), lang), [
            part.strip() for part in p.text.get(lang).split("\n") if part.strip()])
         for p in study.dossier],
        study.question.get(lang), sorted(choices, key=lambda c: order.index(c.code)), lines)


def dossier_html(told: Item, task: str) -> str:
    """The dossier and a task as HTML without line breaks."""
    parts = []
    for paper in told.papers:
        parts.append(f"<h4>{plain(paper.title)}</h4>")
        parts += [f"<p>{plain(p)}</p>" for p in paper.paragraphs]
    return "".join([*parts, f"<p><strong>{plain(task)}</strong></p>"])


def plain(text: str) -> str:
    """A text for HTML, on one line."""
    one = " ".join(text.split())
    return one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
