"""Terms, facts, rules and written terms as pages."""

from incoadvisor.clause import WrittenTerm
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.finding import Finding
from incoadvisor.model.rule import Rule
from incoadvisor.model.term import Term
from incoadvisor.model.vocabulary import FactSpec
from incoadvisor.render.terminal.advice import milestones
from incoadvisor.render.terminal.page import Page
from incoadvisor.render.terminal.verify import show_finding


def show_term(page: Page, term: Term, knowledge: Knowledge, titles: dict[str, str] | None) -> None:
    """One rule: what it does, who does what, misuses; with `titles`, its articles too."""
    page.line(f"{term.term} – {term.name.get(page.lang)}", style="bold")
    page.line(term.summary.get(page.lang))
    page.line()
    page.line(term.delivery.get(page.lang))
    page.bullet(page.say("l_risk_passes", text=term.risk_passes_at.text.get(page.lang)))
    page.bullet(page.say("l_costs_pass", text=term.costs_pass_at.text.get(page.lang)))
    page.bullet(page.say("l_place_after", text=term.named_place.precision.get(page.lang)))
    if term.insurance.note:
        page.bullet(term.insurance.note.get(page.lang))
    page.heading("h_milestones")
    milestones(page, term.milestones, knowledge)
    for key, texts in (("h_misuses", term.misuses), ("h_changes", term.changes_since_2010)):
        page.heading(key)
        for text in texts:
            page.bullet(text.get(page.lang))
    if titles is not None:
        page.heading("h_articles")
        for number, text in term.articles.items():
            page.line(f"{number} {titles[number]}", style="bold")
            page.line(text.get(page.lang), indent=2)
    page.disclaimer()


def show_facts(page: Page, specs: list[FactSpec]) -> None:
    """The vocabulary by section."""
    sections: dict[str, list[FactSpec]] = {}
    for spec in specs:
        sections.setdefault(spec.section, []).append(spec)
    for section, members in sections.items():
        page.heading(f"h_sections_{section}")
        page.table([page.say("c_fact"), page.say("c_values")],
                   [[spec.name, ", ".join(spec.values) or spec.type] for spec in members])
    page.line(page.say("l_default_known"), style="dim")


def show_fact(page: Page, spec: FactSpec) -> None:
    """One fact in full."""
    page.line(f"{spec.name} – {spec.label.get(page.lang)}", style="bold")
    if spec.question:
        page.bullet(page.pair("l_question", spec.question.get(page.lang)))
    if spec.why:
        page.bullet(page.pair("l_why_asked", spec.why.get(page.lang)))
    for value, label in spec.values.items():
        page.bullet(f"{value}: {label.get(page.lang)}", indent=2)
    page.line(page.say("l_default_known"), style="dim")


def show_rules(page: Page, rules: list[Rule]) -> None:
    """The list of rules."""
    page.table([page.say("c_rule"), page.say("c_stage"), page.say("c_reason")],
               [[r.id, r.stage, r.because.get(page.lang)] for r in rules])


def show_clause(page: Page, written: WrittenTerm) -> None:
    """A written delivery term, diagnosed."""
    nothing = page.say("l_none")
    if written.line:
        page.line(page.pair("l_line", written.line), style="bold green")
    else:
        page.line(page.say("l_no_line"), style="bold")
    page.line(page.say("l_read_as", code=written.code or nothing,
                       edition=written.edition or nothing, place=written.place or nothing))
    if written.findings:
        page.heading("h_findings")
        for finding in written.findings:
            page.bullet(f"{finding.text} ({finding.id})")
    else:
        page.line(page.say("l_sound"))
    if written.suggestions:
        page.line(page.say("l_suggest", codes=", ".join(written.suggestions)))
    if written.ask:
        page.heading("h_ask")
        for question in written.ask:
            page.bullet(question)
    page.disclaimer()


def show_findings(page: Page, found: list[Finding], knowledge: Knowledge) -> None:
    """What `verify` found, and how much it looked at."""
    for finding in found:
        show_finding(page, finding)
    content = knowledge.content
    faults = sum(f.severity == "fault" for f in found)
    page.line(page.say(
        "l_verified", rules=len(content.rules), facts=len(content.facts), terms=len(content.terms),
        rows=sum(len(t.rows) for t in content.markets), faults=faults, notes=len(found) - faults),
        style="bold")
