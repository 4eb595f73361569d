"""Arguments, differences and the trace as pages."""

from typing import TYPE_CHECKING

from incoadvisor.model.advice import Advice
from incoadvisor.model.vocabulary import Value
from incoadvisor.render.argument import Argument, Ground, Point
from incoadvisor.render.difference import Difference
from incoadvisor.render.terminal.advice import value_text
from incoadvisor.render.terminal.page import Page

if TYPE_CHECKING:  # only their shapes: both bring the SQL side along
    from incoadvisor.render.against import Against
    from incoadvisor.render.changes import SmallChange


def show_for(page: Page, argument: Argument) -> None:
    """What speaks for a term, then what speaks against it."""
    _verdict(page, argument)
    if argument.for_:
        page.heading("h_for")
        _points(page, argument.for_)
    if argument.against:
        page.heading("h_against")
        _points(page, argument.against)
    page.disclaimer()


def show_against(page: Page, counter: "Against") -> None:
    """What speaks against a term, what would have favoured it, and what would make it fit."""
    argument = counter.argument
    if argument.verdict == "excluded" and not argument.against:  # the case is stopped
        _verdict(page, argument)
        page.disclaimer()
        return
    if argument.against:
        _verdict(page, argument)
        page.heading("h_against")
        _points(page, argument.against)
    else:
        page.line(page.say("l_nothing_against", term=argument.term, text=argument.text),
                  style="bold")
    if argument.verdict != "recommended":
        _favouring(page, counter)
        page.heading("h_would_change")
        for change in counter.would_change:
            page.bullet(page.say(
                "l_would", term=argument.term, verdict=page.say(f"verdict_{change.verdict}"),
                statement=change.statement, changes=_settings(change.set)))
        if not counter.would_change:
            page.line(page.say("l_would_none", term=argument.term))
    page.disclaimer()


def _favouring(page: Page, counter: "Against") -> None:
    if not counter.would_favour:
        return
    page.heading("h_would_favour")
    for rule in counter.would_favour:
        page.bullet(page.say("l_partial", rule=rule.rule, met=rule.met, of=len(rule.conditions)))
        for condition in rule.conditions:
            mark = "✓" if condition.holds else "✗"
            page.bullet(page.say("l_condition", condition=condition.text, actual=condition.actual),
                        mark=mark, indent=2, style="" if condition.holds else "yellow")


def show_changes(page: Page, changes: "list[SmallChange]") -> None:
    """The smallest changes that alter the recommendation."""
    page.line(page.say("l_smallest"), style="bold")
    for change in changes:
        page.bullet(page.say("l_change", changes=_settings(change.set),
                             gives=_answer(page, change.gives),
                             statement=change.statement))
    if not changes:
        page.line(page.say("l_nothing_changes"))
    page.disclaimer()


def _settings(changes: dict[str, Value]) -> str:
    return ", ".join(f"{fact}={value_text(value)}" for fact, value in changes.items())


def _verdict(page: Page, argument: Argument) -> None:
    verdict = page.say(f"verdict_{argument.verdict}")
    page.line(page.say("l_not_recommended", term=argument.term, verdict=verdict)
              + argument.text, style="bold")


def _points(page: Page, points: tuple[Point, ...]) -> None:
    for point in points:
        page.bullet(f"{point.because} ({page.say(f'l_strength_{point.strength}')}, "
                    f"{page.say(f'l_basis_{point.basis}')}, {point.rule})",
                    mark=f"[{point.step}]", style="bold")
        page.line(page.say("l_excludes", terms=", ".join(point.fails)), indent=5)
        for ground in point.grounds:
            _ground(page, ground, 5)
        page.line(page.pair("l_source", point.source.title + (
            f" – {point.source.url}" if point.source.url else "")), style="dim", indent=5)


def _ground(page: Page, ground: Ground, indent: int) -> None:
    because = f" – {ground.because}" if ground.because and ground.kind != "given" else ""
    page.bullet(page.pair(f"l_{ground.kind}", f"{ground.statement}{because}"),
                mark="←", indent=indent)
    for deeper in ground.grounds:
        _ground(page, deeper, indent + 2)


def show_difference(page: Page, difference: Difference, after: Advice) -> None:
    """What a change of facts did."""
    if difference.before == difference.after:
        page.line(page.say("l_same", answer=difference.after), style="bold")
    else:
        page.line(page.say("l_changed", before=_answer(page, difference.before),
                           after=_answer(page, difference.after)), style="bold")
    if difference.verdicts:
        page.heading("h_difference")
        text = {r.term: r.text for r in after.ranking}
        page.table(
            [page.say("c_term"), page.say("c_before"), page.say("c_after"), page.say("c_reason")],
            [[m.term, page.say(f"verdict_{m.before}"), page.say(f"verdict_{m.after}"),
              text[m.term]] for m in difference.verdicts])
    because = {s.rule: s.because for s in after.trace}
    for key, rules in (("l_rules_new", difference.rules_new),
                       ("l_rules_gone", difference.rules_gone)):
        if rules:
            page.heading(key)
            for rule in rules:
                page.bullet(f"{rule}: {because[rule]}" if rule in because else rule)
    page.disclaimer()


def _answer(page: Page, answer: str) -> str:
    key = f"state_{answer}"
    return page.say(key) if key in page.texts else answer
