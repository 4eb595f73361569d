"""Answers from the rule itself: the line, the points where risk and costs pass, who does what."""

from collections.abc import Iterator

from incoadvisor.model.oral import Draw, Point, Reference
from incoadvisor.model.term import Cell, Party
from incoadvisor.render.reasons import continued
from incoadvisor.teach.oral.viva import Drawn, Viva, drawn

OUTSIDE = ("insurance",)  # no stage of the journey of the goods
CONDITIONAL = ("by_contract", "by_place")


def clause(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The whole line, what it stands on, and both its places."""
    chosen = Reference(kind="rule", id="choose:recommendation",
                       step=v.step("choose:recommendation"))
    line = Point(text=v.say("oral_line", clause=v.recommended.clause),
                 references=(chosen, Reference(kind="term", id=v.code)),
                 sources=v.cite(v.term.sources[:2], v.term.as_of))
    return drawn([line, v.by_term(v.term.delivery.get(v.lang))])


def place(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The place that follows the code, and how exact it must be."""
    named, told = v.term.named_place, v.recommended
    shown = v.say("l_pair", name=named.label.get(v.lang), value=told.place.text)
    points = [v.by_term(named.precision.get(v.lang))]
    key = v.expert.study.expected.place
    if key is not None and key.text.get(v.lang) != told.place.text:
        points.append(v.by_term(v.say("oral_place_expected", place=key.text.get(v.lang))))
    if named.delivery_place is not None and told.delivery_place is not None:
        points.append(v.by_term(v.say(
            "l_pair", name=named.delivery_place.label.get(v.lang),
            value=told.delivery_place.text)))
    if not told.place.complete:
        points.append(v.by_term(v.say("oral_place_open")))
    return drawn(points, shown[:1].upper() + shown[1:])


def passing(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Where risk passes and where costs pass, with the stages on either side."""
    risk, costs = v.term.risk_passes_at.text.get(v.lang), v.term.costs_pass_at.text.get(v.lang)
    answer = v.say("oral_passing", risk=continued(risk), costs=continued(costs))
    return drawn([_turn(v, "risk", "A3", "B3"), _turn(v, "cost", "A9", "B9")], answer)


def _turn(v: Viva, aspect: str, *articles: str) -> Point:
    """The last stage on the seller and the first on the buyer."""
    stages = [m.id for m in v.knowledge.content.journey.milestones
              if not m.customs and m.id not in OUTSIDE]
    last = max((i for i, m in enumerate(stages) if settled(v.cells[m], aspect) == "seller"),
               default=0)
    names = {"last": v.milestone(stages[last])}
    references = [v.cell(stages[last], aspect)]
    if last + 1 < len(stages):
        names["first"] = v.milestone(stages[last + 1])
        references.append(v.cell(stages[last + 1], aspect))
    key = f"oral_turn_{aspect}" + ("" if "first" in names else "_end")
    return Point(text=v.say(key, **names),
                 references=(*references, *(v.article(a) for a in articles)),
                 sources=v.cite(v.articles.source, v.articles.as_of))


def settled(cell: Cell, aspect: str) -> Party:
    """Who, with what holds by default where a cell is conditional."""
    owner: Party = getattr(cell, aspect)
    return cell.default or owner if owner in CONDITIONAL else owner


def cells(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Who does, pays and risks what at some stages."""
    return drawn(_cells(v, spec.about))


def _cells(v: Viva, milestones: tuple[str, ...]) -> Iterator[Point]:
    for name in milestones:
        cell = v.cells[name]
        text = v.say("oral_cell", milestone=v.milestone(name), **{
            aspect: party(v, cell, aspect) for aspect in ("acts", "cost", "risk")})
        if cell.note is not None:
            text = f"{text} {cell.note.get(v.lang)}"
        yield v.by_term(text, v.cell(name))


def party(v: Viva, cell: Cell, aspect: str) -> str:
    """A side in words."""
    owner = getattr(cell, aspect)
    if owner in CONDITIONAL and cell.default is not None:
        return v.say(f"oral_party_{owner}_else", side=v.say(f"oral_party_{cell.default}"))
    return v.say(f"oral_party_{owner}")


def articles(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What articles of the rule say, in our words."""
    return drawn(Point(
        text=v.say("oral_article", number=number, text=v.articles.articles[number].get(v.lang)),
        references=(v.article(number),),
        sources=v.cite(v.articles.source, v.articles.as_of)) for number in spec.about)


def insurance(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The duty to insure, and who should insure where there is none."""
    told = v.term.insurance
    cell = v.cells["insurance"]
    (gives,) = v.expert.provides(v.code)["insurance"]
    text = v.say(f"teach_insured_by_{gives}")
    points = [v.by_term(text[:1].upper() + text[1:] + ".", v.cell("insurance"),
                        v.article("A5"), v.article("B5"))]
    if told.note is not None:
        points.append(v.by_term(told.note.get(v.lang)))
    if cell.note is not None and (told.note is None or cell.note != told.note):
        points.append(v.by_term(cell.note.get(v.lang), v.cell("insurance")))
    return drawn(points)
