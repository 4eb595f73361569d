"""Answers from what the engine warns of, from the clauses it proposes, and from the payment."""

from incoadvisor.model.oral import Draw, Point, Reference
from incoadvisor.teach.oral.viva import Drawn, Viva, drawn


def warnings(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What to know or do about the rule defended, on the topics named or on any."""
    points = []
    for told in v.advice.warnings:
        if v.code in told.about and (not spec.about or told.topic in spec.about):
            references = [Reference(kind="rule" if told.id in v.knowledge.rules else "row",
                                    id=told.id, step=told.step)]
            if told.row is not None and told.row != told.id:
                references.append(Reference(kind="row", id=told.row, step=v.step(told.row)))
            cited = v.prose.row_source(v.prose.joined(told.row).row) if told.row is not None \
                else v.prose.cited(v.knowledge.rules[told.id])
            points.append(Point(text=told.text, references=tuple(references), sources=(cited,)))
    return drawn(points[:spec.most], None if spec.about else v.say("oral_checks"))


def clauses(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What the rule leaves open here: the clauses the engine proposes to write beside it."""
    told = [c for c in v.advice.clause_pack if not spec.about or c.id in spec.about]
    points = [v.by_rule(c.id, v.say("l_pair", name=c.title, value=v.knowledge.rules[
        c.id].because.get(v.lang))) for c in told[:spec.most]]
    return drawn(points, v.say("oral_clauses"))


def payment(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The statement about payment that holds, and the papers that prove shipment or delivery."""
    said = v.expert.teaching.statements
    points = [Point(text=s.text.get(v.lang), references=(Reference(kind="statement", id=s.id),))
              for s in said.payment if s.right is not None and v.holds(s.right)]
    papers = [p for p in said.documents if p.key and p.right is not None and v.holds(p.right)]
    if papers:
        names = ", ".join(p.label.get(v.lang) for p in papers)
        points.append(Point(
            text=v.say("oral_papers", names=names),
            references=(*(Reference(kind="statement", id=p.id) for p in papers),
                        v.article("A6"), v.article("B6")),
            sources=v.cite(v.articles.source, v.articles.as_of)))
    rules = [r for r in v.expert.requirements if "document" in v.expert.topics(r)]
    points += [v.by_rule(r, v.knowledge.rules[r].because.get(v.lang)) for r in rules[:2]]
    return drawn(points[:spec.most])
