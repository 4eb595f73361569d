"""term, facts, rules, clause, verify."""

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.render.terminal import glossary as glossary_page
from incoadvisor.render.terminal import knowledge as page_of
from incoadvisor.render.terminal import rule_page
from incoadvisor.render.terminal import verify as verify_page
from incoadvisor.render.terminal.page import Page

FAULTS = 1


def commands(speaker: Speaker) -> list[click.Command]:
    """The commands that show or check knowledge."""
    return [_term(speaker), _facts(speaker), _rules(speaker), _glossary(speaker),
            _clause(speaker), _verify(speaker)]


def _term(speaker: Speaker) -> click.Command:
    def run(code: str, settings: tuple[str, ...], articles: bool, form: str) -> None:
        facts = dict(api.setting(text) for text in settings)
        term = api.term(code, facts)
        if form == "json":
            print_json(term)
            return
        titles = None
        if articles:
            titles = {n: t.get(speaker.lang) for n, t in api.knowledge().article_titles.items()}
        page_of.show_term(Page(speaker.texts, speaker.lang), term, api.knowledge(), titles)

    articles = click.Option(["--articles"], is_flag=True, help=speaker.say("cli_articles_option"))
    return speaker.command(
        "term", "term", ["incoadvisor term FCA --set handover=seller_premises --articles"],
        click.Argument(["code"], metavar="CODE"), speaker.set_option(), articles,
        speaker.format_option(), run=run)


def _facts(speaker: Speaker) -> click.Command:
    def run(name: str | None, form: str) -> None:
        facts = api.knowledge().facts
        if name is not None and name not in facts:
            raise InputError("unknown_fact", fact=name, suggestion=nearest(name, facts))
        chosen = [facts[name]] if name else [s for s in facts.values() if s.kind != "derived"]
        page = Page(speaker.texts, speaker.lang)
        if form == "json":
            print_json({"facts": [s.model_dump(mode="json") for s in chosen]})
        elif name:
            page_of.show_fact(page, chosen[0])
        else:
            page_of.show_facts(page, chosen)

    return speaker.command(
        "facts", "facts", ["incoadvisor facts", "incoadvisor facts handover"],
        click.Argument(["name"], required=False, metavar="[FACT]"), speaker.format_option(),
        run=run)


def _rules(speaker: Speaker) -> click.Command:
    def run(rule: str | None, form: str) -> None:
        rules = api.knowledge().rules
        if rule is not None and rule not in rules:
            raise InputError("unknown_rule", rule=rule, suggestion=nearest(rule, rules))
        chosen = [rules[rule]] if rule else list(rules.values())
        page = Page(speaker.texts, speaker.lang)
        if form == "json":
            print_json({"rules": [r.model_dump(mode="json", exclude_none=True) for r in chosen]})
        elif rule:
            rule_page.show_rule(page, api.rule_page(rule, speaker.lang))
        else:
            page_of.show_rules(page, chosen)

    return speaker.command(
        "rules", "rules", ["incoadvisor rules",
                           "incoadvisor rules containers-are-handed-over-ashore"],
        click.Argument(["rule"], required=False, metavar="[ID]"), speaker.format_option(),
        run=run)


def _glossary(speaker: Speaker) -> click.Command:
    def run(words: tuple[str, ...], form: str) -> None:
        found = api.glossary(speaker.lang, " ".join(words))
        if form == "json":
            print_json({"words": [entry.model_dump(mode="json") for entry in found]})
        else:
            page = Page(speaker.texts, speaker.lang)
            glossary_page.show_glossary(page, found, full=bool(words))

    return speaker.command(
        "glossary", "glossary", ["incoadvisor glossary", "incoadvisor glossary consignee"],
        click.Argument(["words"], nargs=-1, metavar="[WORD…]"), speaker.format_option(), run=run)


def _clause(speaker: Speaker) -> click.Command:
    def run(text: str, form: str) -> int:
        written = api.read_clause(text, speaker.lang)
        if form == "json":
            print_json(written)
        else:
            page_of.show_clause(Page(speaker.texts, speaker.lang), written)
        return FAULTS if written.findings else 0

    return speaker.command(
        "clause", "clause", ['incoadvisor clause "FOB Paris CDG 2010"',
                             'incoadvisor clause "DDU Lyon" --format json'],
        click.Argument(["text"], metavar="TEXT"), speaker.format_option(), run=run)


def _verify(speaker: Speaker) -> click.Command:
    def run(every: bool, covers: bool, most: int | None, form: str) -> int:
        found = api.verify()
        whole = api.verify_exhaustively(most) if every else None
        covered = api.verify_coverage() if covers else None
        if form == "json":
            reports = {"exhaustive": whole, "coverage": covered}
            print_json({"findings": [f.model_dump(mode="json") for f in found]} | {
                name: r.model_dump(mode="json") for name, r in reports.items() if r is not None})
        else:
            page = Page(speaker.texts, speaker.lang)
            page_of.show_findings(page, found, api.knowledge())
            if whole is not None:
                verify_page.show_exhaustive(page, whole)
            if covered is not None:
                verify_page.show_coverage(page, covered)
        told = [*found, *(whole.findings if whole else ()), *(covered.findings if covered else ())]
        return FAULTS if any(f.severity == "fault" for f in told) else 0

    return speaker.command(
        "verify", "verify", ["incoadvisor verify", "incoadvisor verify --exhaustive",
                             "incoadvisor verify --coverage --format json"],
        click.Option(["--exhaustive", "every"], is_flag=True,
                     help=speaker.say("cli_exhaustive_option")),
        click.Option(["--coverage", "covers"], is_flag=True,
                     help=speaker.say("cli_coverage_option")),
        click.Option(["--most"], type=click.IntRange(min=1), metavar="N",
                     help=speaker.say("cli_most_option")),
        speaker.format_option(), run=run)
