"""advise, why, why-not, what-if."""

import json
from typing import Any

import click
from pydantic import BaseModel

from incoadvisor import api
from incoadvisor.cli.inputs import date, read_case, with_settings
from incoadvisor.cli.parts import Speaker
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.render.argument import Argument, argue
from incoadvisor.render.difference import compare
from incoadvisor.render.prose import Prose
from incoadvisor.render.terminal import advice as advice_page
from incoadvisor.render.terminal import argument as argument_page
from incoadvisor.render.terminal.page import Page


def commands(speaker: Speaker) -> list[click.Command]:
    """The commands that reason about one case."""
    return [_advise(speaker), _why(speaker), _why_not(speaker), _what_if(speaker)]


def case_argument() -> click.Argument:
    """CASE: a file, or - for standard input."""
    return click.Argument(["case"], metavar="CASE")


def print_json(model: BaseModel | dict[str, Any]) -> None:
    """JSON on standard output, readable in any language."""
    data = model.model_dump(mode="json", by_alias=True) if isinstance(model, BaseModel) else model
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _advise(speaker: Speaker) -> click.Command:
    def run(case: str, settings: tuple[str, ...], on: str | None, form: str, full: bool) -> None:
        advice = api.advise(read_case(case, settings), speaker.lang, date(on))
        if form == "json":
            print_json(advice)
        else:
            advice_page.show(_page(speaker), advice, api.knowledge(), full)

    full = click.Option(["--full"], is_flag=True, help=speaker.say("cli_full_option"))
    return speaker.command(
        "advise", "advise",
        ["incoadvisor advise case.yaml",
         "incoadvisor advise case.yaml --set payment=documentary_credit --full",
         "echo 'main_mode: air' | incoadvisor advise - --format json"],
        case_argument(), speaker.set_option(), speaker.on_option(), speaker.format_option(), full,
        run=run)


def _argument(case: str, term: str | None, speaker: Speaker
              ) -> tuple[Argument, Counterfactuals, Prose]:
    prepared = api.situation(read_case(case), speaker.lang)
    run = api.run(prepared)
    if term is not None:
        term = api.term_code(term)
    code = term or run.outcome.term or run.outcome.candidates.all[run.outcome.scores[0].row].term
    prose = Prose(prepared, run)
    return argue(prose, code), Counterfactuals(prepared), prose


def _why(speaker: Speaker) -> click.Command:
    def run(case: str, term: str | None, form: str) -> None:
        argument, _, _ = _argument(case, term, speaker)
        if form == "json":
            print_json(argument)
        else:
            argument_page.show_for(_page(speaker), argument)

    term = click.Argument(["term"], required=False, metavar="[TERM]")
    return speaker.command("why", "why", ["incoadvisor why case.yaml",
                                          "incoadvisor why case.yaml CPT"],
                           case_argument(), term, speaker.format_option(), run=run)


def _why_not(speaker: Speaker) -> click.Command:
    def run(case: str, term: str, form: str) -> None:
        from incoadvisor.render.against import against  # brings the SQL side along

        argument, other, prose = _argument(case, term, speaker)
        counter = against(prose, other, argument)
        if form == "json":
            print_json(counter)
        else:
            argument_page.show_against(_page(speaker), counter)

    return speaker.command("why-not", "whynot", ["incoadvisor why-not case.yaml FOB"],
                           case_argument(), click.Argument(["term"], metavar="TERM"),
                           speaker.format_option(), run=run)


def _what_if(speaker: Speaker) -> click.Command:
    def run(case: str, settings: tuple[str, ...], form: str) -> None:
        known = read_case(case)
        if not settings:
            changes = api.smallest_changes(known, speaker.lang)
            if form == "json":
                print_json({"changes": [c.model_dump(mode="json") for c in changes]})
            else:
                argument_page.show_changes(_page(speaker), changes)
            return
        before = api.advise(known, speaker.lang)
        after = api.advise(with_settings(known, settings), speaker.lang)
        difference = compare(before, after)
        if form == "json":
            print_json(difference)
        else:
            argument_page.show_difference(_page(speaker), difference, after)

    settings = click.Argument(["settings"], nargs=-1, metavar="[FACT=VALUE…]")
    return speaker.command("what-if", "whatif",
                           ["incoadvisor what-if case.yaml",
                            "incoadvisor what-if case.yaml carriage_by=seller trust=low"],
                           case_argument(), settings, speaker.format_option(), run=run)


def _page(speaker: Speaker) -> Page:
    return Page(speaker.texts, speaker.lang)
