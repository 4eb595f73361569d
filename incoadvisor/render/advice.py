"""The Advice built from a run: every part of contract A4."""

from incoadvisor.engine.adapter import VERSION
from incoadvisor.engine.forward import Firing, Run
from incoadvisor.engine.places import named_places
from incoadvisor.engine.situation import Situation
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.model import advice as a
from incoadvisor.render.counter import counter_offer
from incoadvisor.render.prose import Prose
from incoadvisor.render.reasons import continued
from incoadvisor.render.responsibility import responsibilities
from incoadvisor.version import __version__

_SEVERITY = ("stop", "high", "medium", "info")
_MARKET_SEVERITY = {"hard": "high", "strong": "medium", "warning": "medium", "info": "info"}


def build(situation: Situation, run: Run, other: Counterfactuals) -> a.Advice:
    """The whole advice in the situation's language."""
    prose = Prose(situation, run)
    steps = _steps(prose, run)
    recommended = _recommended(prose, run)
    margin = _margin(run, other)
    knowledge = situation.knowledge
    proposed = _proposed(prose, run)
    return a.Advice(
        rule_base={
            "version": knowledge.content.about["version"],
            "digest": knowledge.digest,
            "as_of": knowledge.content.about["as_of"],
        },
        case=situation.case.facts,
        state=run.outcome.state,
        headline=_headline(prose, run, recommended, margin),
        recommended=recommended,
        gives_up=tuple(run.outcome.gives_up()),
        margin=margin,
        ranking=_ranking(prose, run),
        relax=tuple(_ways_out(other)),
        views=_views(run, other),
        warnings=_warnings(prose, run),
        assumptions=_assumptions(prose, run),
        open_questions=_questions(prose, other),
        proposed=proposed,
        clause_pack=_clauses(prose, run),
        counter_offer=counter_offer(prose, run, recommended, proposed),
        responsibilities=responsibilities(knowledge, run),
        trace=steps,
        receipt=a.Receipt(engine=f"experta {VERSION}", incoadvisor=__version__,
                          digest=knowledge.digest),
    )


def _steps(prose: Prose, run: Run) -> tuple[a.Step, ...]:
    return tuple(_step(prose, firing) for firing in run.firings)


def _step(prose: Prose, firing: Firing) -> a.Step:
    rule = prose.knowledge.rules.get(firing.rule.removeprefix("match:"))
    return a.Step(
        step=firing.number, rule=firing.rule, stage=firing.stage, uses=tuple(firing.uses),
        adds=tuple(firing.adds), withdrawn_by=firing.withdrawn_by, because=prose.because(firing),
        source=prose.source(firing), basis=rule.basis if rule else None,
        strength=firing.note.get("strength") or (rule.strength if rule else None),
        topic=rule.topic if rule and rule.require else None,
        fails=tuple(firing.fails), agenda=tuple(firing.agenda))


def _recommended(prose: Prose, run: Run) -> a.Recommended | None:
    outcome = run.outcome
    if outcome.term is None:
        return None
    term = prose.knowledge.terms[outcome.term]
    place, delivery = named_places(term, outcome.variant, run.facts, prose.knowledge, prose.lang)
    if delivery is None:
        clause = prose.say("clause_one_place", term=term.code, place=place.text)
    else:
        clause = prose.say("clause_two_places", term=term.code, place=place.text,
                           delivery=delivery.text)
    return a.Recommended(term=term.code, variant=outcome.variant, place=place,
                         delivery_place=delivery, clause=clause)


def _margin(run: Run, other: Counterfactuals) -> a.Margin:
    outcome = run.outcome
    if outcome.term is None:
        return a.Margin(runner_up=None, flip=None)
    runner_up = next((code for code, verdict in outcome.verdicts.items()
                      if verdict in ("acceptable", "discouraged")), None)
    flip = next((a.Flip(fact=f, value=v, gives=g) for f, v, g in other.flips()), None)
    return a.Margin(runner_up=runner_up, flip=flip)


def _headline(prose: Prose, run: Run, recommended: a.Recommended | None,
              margin: a.Margin) -> str:
    outcome = run.outcome
    if recommended is None:
        reason = prose.warning(run.warned[0][0].rule) if outcome.state == "stop" else ""
        return prose.say(f"headline_{outcome.state}", reason=reason)
    failed = prose.failing(recommended.term)
    short = f"{recommended.term} {recommended.place.text}"
    if outcome.state == "yielded":
        wishes = "; ".join(prose.statement(w, run.facts[w]) for w in outcome.gives_up())
        first = prose.say("headline_yielded", clause_short=short, wishes=wishes)
    elif failed:
        drawback = continued(failed[0].ready.rule.because.get(prose.lang))
        first = prose.say("headline_drawback", clause_short=short, drawback=drawback)
    else:
        first = prose.say("headline_ok", clause_short=short)
    if margin.flip is None:
        return f"{first} {prose.say('firm_none')}"
    statement = prose.statement(margin.flip.fact, margin.flip.value)
    known = margin.flip.gives in prose.knowledge.terms
    gives = margin.flip.gives if known else prose.say(f"state_{margin.flip.gives}")
    key = "firm_flip" if known else "firm_flip_state"
    return f"{first} {prose.say(key, gives=gives, statement=statement)}"


def _ranking(prose: Prose, run: Run) -> tuple[a.Ranked, ...]:
    outcome = run.outcome
    step_of = {f.rule: f.number for f in run.firings if f.stage == "require"}
    everyone = outcome.candidates.everyone
    ranked = []
    for code, verdict in outcome.verdicts.items():
        score = prose.score(code)
        bit = 1 << score.row
        own = outcome.candidates.of_term[code]
        helps = [r for r in outcome.requirements
                 if not r.mask & bit and r.mask & (everyone & ~own)]
        against = [r for r in outcome.requirements if r.mask & bit]
        variant = outcome.candidates.all[score.row].variant
        if code == outcome.term:
            variant = outcome.variant
        ranked.append(a.Ranked(
            term=code, variant=variant, verdict=verdict, penalty=score.penalty,
            **{"for": tuple(step_of[r.ready.id] for r in helps)},
            against=tuple(step_of[r.ready.id] for r in against), text=prose.ranking(code)))
    return tuple(ranked)


def _ways_out(other: Counterfactuals) -> list[a.WayOut]:
    return [a.WayOut(set=dict(change), gives=gives) for change, gives in other.ways_out()]


def _views(run: Run, other: Counterfactuals) -> a.Views | None:
    if run.facts.get("perspective") != "both":
        return None
    seller, buyer = other.view("seller"), other.view("buyer")
    livable = ("recommended", "acceptable")
    common = tuple(code for code in run.outcome.verdicts
                   if seller.verdicts[code] in livable and buyer.verdicts[code] in livable)
    return a.Views(seller=seller.term, buyer=buyer.term, common=common)


def _warnings(prose: Prose, run: Run) -> tuple[a.Warning_, ...]:
    found = []
    recommended = run.outcome.term
    for ready, about, step in run.warned:
        action = ready.rule.advise or ready.rule.stop
        assert action is not None
        quoted = prose.quoted(ready.rule)
        cited = prose.row_source(quoted.row) if quoted else prose.cited(ready.rule)
        found.append(a.Warning_(
            id=ready.id, topic=action.topic, severity=action.severity, about=about,
            text=prose.warning(ready.rule), source=cited.title, source_url=cited.url,
            as_of=quoted.row.as_of if quoted else ready.rule.as_of, confidence=cited.confidence,
            ask=action.ask, row=quoted.key if quoted else None, step=step))
    for firing in run.firings:
        if firing.stage == "market" and any(x.startswith("warning:") for x in firing.adds):
            joined = prose.joined(firing.rule)
            market_cited = prose.source(firing)
            found.append(a.Warning_(
                id=firing.rule, topic=joined.topic or "",
                severity=_MARKET_SEVERITY[joined.row.severity],  # type: ignore[arg-type]
                about=tuple(c for c, v in run.outcome.verdicts.items() if v != "excluded"),
                text=prose.because(firing), source=market_cited.title if market_cited else "",
                source_url=market_cited.url if market_cited else None,
                as_of=joined.row.as_of, confidence=joined.row.confidence, row=firing.rule,
                step=firing.number))
    found.sort(key=lambda w: (_SEVERITY.index(w.severity), recommended not in w.about, w.step))
    return tuple(found)


def _assumptions(prose: Prose, run: Run) -> tuple[a.Assumption, ...]:
    found = []
    for firing in run.firings:
        for added in firing.adds:
            if not added.startswith("assumed:"):
                continue
            fact = added.removeprefix("assumed:")
            value = firing.values[fact]
            found.append(a.Assumption(
                fact=fact, value=value, step=firing.number,
                text=prose.say("assumed", statement=prose.statement(fact, value),
                               because=prose.because(firing))))
    return tuple(found)


def _questions(prose: Prose, other: Counterfactuals) -> tuple[a.OpenQuestion, ...]:
    found = []
    for question in other.asked:
        spec = prose.knowledge.facts[question.fact]
        assert spec.question is not None and spec.why is not None
        found.append(a.OpenQuestion(
            fact=question.fact, question=spec.question.get(prose.lang),
            why=spec.why.get(prose.lang),
            changes={str(v).lower() if isinstance(v, bool) else str(v): answer
                     for v, answer in question.answers.items()}))
    return tuple(found)


def _proposed(prose: Prose, run: Run) -> a.Proposed | None:
    written = prose.situation.written
    if written is None:
        return None
    code = written.modern
    findings = tuple(a.ProposedFinding(id=f.id, text=f.text) for f in written.findings)
    if code is None:
        return a.Proposed(code=written.code, text_read=written.text, verdict=None,
                          findings=findings, against=(),
                          text=prose.say("proposed_unread", text=written.text))
    verdict = run.outcome.verdicts[code]
    text = prose.say("proposed_ok", code=code, verdict=prose.say(f"verdict_{verdict}"))
    if written.code != code:
        text = prose.say("proposed_read_as", text=written.text, code=code) + text
    if verdict in ("discouraged", "excluded"):
        text += " " + prose.ranking(code)
    step_of = {f.rule: f.number for f in run.firings if f.stage == "require"}
    return a.Proposed(code=written.code, text_read=written.text, verdict=verdict,
                      findings=findings, text=text,
                      against=tuple(step_of[r.ready.id] for r in prose.failing(code)))


def _clauses(prose: Prose, run: Run) -> tuple[a.PackClause, ...]:
    found = []
    for ready, step in run.clauses:
        clause = ready.rule.clause
        assert clause is not None
        found.append(a.PackClause(id=ready.id, title=clause.title.get(prose.lang),
                                  text=clause.text.get(prose.lang), step=step))
    return tuple(found)
