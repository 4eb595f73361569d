"""Answers about the choice: what speaks for a rule, against another, and for the next best."""

from incoadvisor.engine.choose import Requirement
from incoadvisor.model.oral import Draw, Point, Reference
from incoadvisor.render.argument import Ground, argue
from incoadvisor.render.argument import Point as Argued
from incoadvisor.teach.oral.viva import Drawn, Viva, changed_fact, drawn

ITSELF = "term"  # the topic on which any two rules part
REFUSED = ("discouraged", "excluded")


def why(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """The requirements the rule meets and others fail, heaviest first."""
    points = {p.rule: p for p in argue(v.prose, v.code).for_}
    ordered = [points[name] for name in v.expert.requirements if name in points]
    told = [_argued(v, p) for p in ordered[:spec.most]]
    return drawn(told, v.advice.headline if told else None)


def _argued(v: Viva, point: Argued) -> Point:
    text = v.say("oral_fails_others", because=point.because, terms=", ".join(point.fails))
    return Point(text=text, references=(v.rule(point.rule), *_facts(point.grounds)),
                 sources=(point.source,))


def _facts(grounds: tuple[Ground, ...]) -> tuple[Reference, ...]:
    return tuple(Reference(kind="fact", id=g.id, step=g.step) for g in grounds)


def why_not(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Why not each rule named; else those the case study refuses, the proposed one first."""
    verdicts = v.run.outcome.verdicts
    named = list(spec.about)
    if not named:
        proposed = v.situation.written.modern if v.situation.written else None
        refused = [r.term for r in v.expert.study.expected.rejected]
        tempting = sorted((c for c, t in verdicts.items() if t in REFUSED),
                          key=lambda c: len(v.prose.failing(c)))
        named = [c for c in dict.fromkeys([proposed or "", *refused, *tempting])
                 if c in verdicts][:spec.most]
    found = []
    for code in named:
        if verdicts[code] in REFUSED:
            told = {p.rule: p for p in argue(v.prose, code).against}
            points = [against(v, code, r, told[r.ready.id]) for r in v.prose.failing(code)]
            found += drawn(points[:4], v.prose.ranking(code), code, term=code)
    return found


def against(v: Viva, code: str, requirement: Requirement, told: Argued) -> Point:
    """One requirement that a rule fails, on which facts it rests."""
    reason = v.prose.reason(code, requirement)
    facts = v.say("oral_join").join(g.statement for g in told.grounds)
    text = v.say("oral_since", reason=reason, facts=facts) if facts else reason
    return Point(text=text, references=(v.rule(told.rule), *_facts(told.grounds)),
                 sources=(told.source,))


def ways_back(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Single facts that would make the refused rule defensible."""
    changes = v.expert.changes_for(str(subject))[:spec.most]
    return drawn(Point(
        text=v.say("oral_would_be", statement=v.prose.statement(c.fact, c.value), term=subject,
                   verdict=v.say(f"verdict_{c.verdict}")),
        references=(changed_fact(c.fact, c.value),)) for c in changes)


def second(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """A rule as defensible as the first, and where the two part."""
    found: list[Drawn] = []
    for code, verdict in v.run.outcome.verdicts.items():
        if verdict == "acceptable" and len(found) < spec.most:
            weaker = _weaker(v, code)
            if not weaker:
                judged = Reference(kind="rule", id=f"judge:{code}", step=v.step(f"judge:{code}"))
                weaker = [Point(text=v.prose.ranking(code), references=(judged,))]
            points = [*_apart(v, code), *weaker][:5]
            found += drawn(points, v.say("oral_second", term=code), code, term=code)
    return found


def _apart(v: Viva, code: str) -> list[Point]:
    """The topics on which the two rules give different things."""
    mine, other = v.expert.provides(v.code), v.expert.provides(code)
    found = []
    for topic, spec in v.knowledge.content.match_topics.items():
        if topic != ITSELF and topic in mine and topic in other and not mine[topic] & other[topic]:
            def given(cell: frozenset[str], values: object = spec.values) -> str:
                told = [t.get(v.lang) for k, t in values.items() if k in cell]  # type: ignore
                return v.say("join_or").join(told)

            found.append(Point(
                text=v.say("oral_apart", topic=spec.label.get(v.lang), own=v.code, term=code,
                           mine=given(mine[topic]), other=given(other[topic])),
                references=(Reference(kind="term", id=v.code), Reference(kind="term", id=code)),
                sources=v.cite(v.term.sources[:1], v.term.as_of)))
    return found


def _weaker(v: Viva, code: str) -> list[Point]:
    told = {p.rule: p for p in argue(v.prose, code).against}
    return [against(v, code, r, told[r.ready.id]) for r in v.prose.failing(code)]


def gives_up(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """Wishes that had to yield, to what, and the ways out."""
    lost = [r for r in v.prose.failing(v.code) if r.is_wish]
    if not lost:
        return []
    told = {p.rule: p for p in argue(v.prose, v.code).against}
    wishes = v.say("oral_join").join(
        v.prose.statement(w, v.run.facts[w]) for w in v.advice.gives_up)
    points = [against(v, v.code, r, told[r.ready.id]) for r in lost]
    points += [Point(text=v.say("oral_would_give", term=way.gives, statement=v.say(
        "join_and").join(v.prose.statement(f, x) for f, x in way.set.items())),
        references=tuple(changed_fact(f, x) for f, x in way.set.items()))
        for way in v.advice.relax[:2]]
    return drawn(points, v.advice.headline, None, wishes=wishes)


def written(v: Viva, spec: Draw, subject: str | None) -> list[Drawn]:
    """What is wrong with the line somebody has written, and what to write instead."""
    told = v.advice.proposed
    if told is None:
        return []
    modern = v.situation.written.modern if v.situation.written else None
    points = [Point(text=f.text, references=(Reference(kind="finding", id=f.id),))
              for f in told.findings]
    if modern is not None and told.verdict in REFUSED:
        argued = {p.rule: p for p in argue(v.prose, modern).against}
        points += [against(v, modern, r, argued[r.ready.id]) for r in v.prose.failing(modern)[:2]]
    if not points:
        return []
    instead = Reference(kind="rule", id="choose:recommendation",
                        step=v.step("choose:recommendation"))
    points.append(Point(text=v.say("oral_instead", clause=v.recommended.clause),
                        references=(instead,)))
    return drawn(points, told.text, modern, written=told.text_read)
