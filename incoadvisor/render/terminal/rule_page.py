"""One rule of the base as a page."""

from incoadvisor.render.conditions import ConditionNode
from incoadvisor.render.rule_page import RulePage
from incoadvisor.render.terminal.page import Page


def show_rule(page: Page, rule: RulePage) -> None:
    """One rule in full, as an expert reads it; names of facts stand in square brackets."""
    graded = [rule.stage, page.say(f"l_basis_{rule.basis}")]
    if rule.strength:
        graded.append(page.say(f"l_strength_{rule.strength}"))
    page.line(f"{rule.id} ({', '.join(graded)})", style="bold")
    page.line(rule.because)
    conditions = rule.conditions.items
    if len(conditions) == 1 and conditions[0].kind == "fact":
        page.bullet(f"{page.say('l_when')} {_fact(conditions[0])}")
    else:
        page.bullet(page.say("l_when"))
        for item in conditions:
            _condition(page, item, 2)
    _then(page, rule)
    _grounds(page, rule)
    page.heading("l_examples")
    for example in rule.examples:
        facts = ", ".join(f"{name}={value}" for name, value in example.facts.items())
        page.bullet(f"{facts} → {page.say('l_fires' if example.fires else 'l_fires_not')}")


def _then(page: Page, rule: RulePage) -> None:
    for effect in rule.effects:
        page.bullet(page.pair(f"kp_effect_{effect.kind}", effect.text))
        if effect.detail:
            page.line(effect.detail, indent=2)
    if rule.fails:
        page.bullet(page.say("l_excludes", terms=", ".join(rule.fails)))
    if rule.about:
        page.bullet(page.say("ui_concerns", codes=", ".join(rule.about)))


def _grounds(page: Page, rule: RulePage) -> None:
    for source in rule.sources:
        page.bullet(page.pair("l_source", source.title))
        if source.url:
            page.line(source.url, style="dim", indent=2)
    page.bullet(" · ".join([page.say("l_as_of", date=rule.as_of),
                            page.say(f"confidence_{rule.confidence}"), rule.origin]))
    for key, date in (("kp_valid_from", rule.valid_from), ("kp_valid_to", rule.valid_to)):
        if date:
            page.bullet(page.say(key, date=date))
    for key, others in (("kp_overrides", rule.overrides), ("kp_overridden_by", rule.overridden_by),
                        ("kp_conflicts", rule.conflicts)):
        if others:
            page.bullet(page.pair(key, ", ".join(others)))


def _condition(page: Page, node: ConditionNode, indent: int) -> None:
    if node.kind == "fact":
        page.bullet(_fact(node), indent=indent)
        return
    page.bullet(page.say(f"kp_{node.kind}"), indent=indent)
    for item in node.items:
        _condition(page, item, indent + 2)


def _fact(node: ConditionNode) -> str:
    return f"{node.text} [{node.fact}]"
