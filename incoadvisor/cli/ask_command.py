"""ask and sql."""

import sys
from pathlib import Path

import click
import yaml

from incoadvisor import api
from incoadvisor.cli.inputs import read_case
from incoadvisor.cli.parts import Speaker
from incoadvisor.engine.ask import Interview
from incoadvisor.engine.whatif import Question
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.case import CaseFacts
from incoadvisor.render.terminal import advice as advice_page
from incoadvisor.render.terminal.page import Page


def commands(speaker: Speaker) -> list[click.Command]:
    """The interview, and the rules as SQL."""
    return [_ask(speaker), _sql(speaker)]


def _ask(speaker: Speaker) -> click.Command:
    def run(case: str | None, output: str | None) -> None:
        if output is not None and Path(output).exists():
            raise InputError("file_exists", name=output)
        known = read_case(case) if case else CaseFacts({})
        page = Page(speaker.texts, speaker.lang)
        done = _talk(page, api.interview(known, speaker.lang))
        page.line()
        advice_page.show(page, api.advise(done.situation.case, speaker.lang), api.knowledge())
        if output is not None:
            text = yaml.safe_dump(done.situation.case.facts, allow_unicode=True, sort_keys=False)
            Path(output).write_text(text, encoding="utf-8")
            page.line(page.say("ask_saved", name=output))

    output = click.Option(["-o", "--output"], metavar="FILE",
                          help=speaker.say("cli_output_option"))
    return speaker.command("ask", "ask",
                           ["incoadvisor ask", "incoadvisor ask case.yaml -o new.yaml"],
                           click.Argument(["case"], required=False, metavar="[CASE]"), output,
                           run=run)


def _talk(page: Page, interview: Interview) -> Interview:
    """Ask until nothing usual is left that matters, the limit is reached, or the user stops."""
    before: list[Interview] = []
    while not interview.at_limit and (question := interview.question) is not None:
        choice = _choose(page, interview, question)
        if choice == "q":
            return interview
        if choice == "b":
            interview = before.pop() if before else interview
            continue
        before.append(interview)
        values = list(question.answers)
        interview = interview.skip(question.fact) if choice == "0" else interview.answer(
            question.fact, values[int(choice) - 1])
    if interview.at_limit and interview.question is not None:
        page.line(page.say("ask_limit", count=len(interview.asked)))
    else:
        page.line(page.say("ask_settled"))
    labels = [api.knowledge().facts[q.fact].label.get(page.lang) for q in interview.rare]
    if labels:
        page.line(page.say("ask_rare", list="; ".join(labels)))
    return interview


def _choose(page: Page, interview: Interview, question: Question) -> str:
    """Show one question and read a valid choice; the end of input stops the interview."""
    spec = api.knowledge().facts[question.fact]
    page.line()
    page.line(page.say("ask_number", number=len(interview.asked) + 1)
              + " · " + page.say("ask_provisional", answer=_shown(page, interview)), style="dim")
    if spec.question:
        page.line(spec.question.get(page.lang), style="bold")
    if spec.why:
        page.line(page.say("ask_why", why=spec.why.get(page.lang)))
    page.bullet(page.say("ask_unknown"), mark=" 0")
    for i, (value, answer) in enumerate(question.answers.items(), 1):
        label = page.say("l_yes" if value else "l_no") if isinstance(value, bool) \
            else spec.value_label(value, page.lang)
        page.bullet(page.say("ask_option", label=label, answer=_named(page, answer)),
                    mark=f"{i:2}")
    last = len(question.answers)
    while True:
        page.console.print(page.say("ask_prompt", last=last), end="")
        typed = sys.stdin.readline()
        if not typed:
            return "q"
        choice = typed.strip().lower()
        if choice in ("b", "q") or (choice.isdecimal() and int(choice) <= last):
            return choice if choice in ("b", "q") else str(int(choice))
        page.line(page.say("ask_again", typed=typed.strip()[:40], last=last))


def _shown(page: Page, interview: Interview) -> str:
    return _named(page, interview.other.now.outcome.answer)


def _named(page: Page, answer: str) -> str:
    """A code as it stands, a state in words."""
    key = f"state_{answer}"
    return page.say(key) if key in page.texts else answer


def _sql(speaker: Speaker) -> click.Command:
    def run(dialect: str) -> None:
        click.echo(api.sql(dialect))

    dialect = click.Option(["--dialect"], type=click.Choice(api.DIALECTS), default="duckdb",
                           help=speaker.say("cli_dialect_option"))
    return speaker.command("sql", "sql", ["incoadvisor sql --dialect spark > rules.sql"], dialect,
                           run=run)
