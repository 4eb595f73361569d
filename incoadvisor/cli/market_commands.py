"""markets."""

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.inputs import date
from incoadvisor.cli.parts import Speaker
from incoadvisor.render.terminal import markets as page_of
from incoadvisor.render.terminal.page import Page


def commands(speaker: Speaker) -> list[click.Command]:
    """The commands that show country data."""
    return [_markets(speaker)]


def _markets(speaker: Speaker) -> click.Command:
    def run(country: str | None, on: str | None, form: str) -> None:
        page = Page(speaker.texts, speaker.lang)
        if country is not None:
            sheet = api.country_sheet(country, speaker.lang, date(on))
            if form == "json":
                print_json(sheet)
            else:
                page_of.show_sheet(page, sheet)
            return
        covered = api.countries_covered(speaker.lang, date(on))
        if form == "json":
            print_json({"countries": [c.model_dump(mode="json") for c in covered]})
        else:
            page_of.show_countries(page, covered)

    on = click.Option(["--on"], metavar="DATE", help=speaker.say("cli_markets_on_option"))
    return speaker.command(
        "markets", "markets", ["incoadvisor markets", "incoadvisor markets GH",
                               "incoadvisor markets GB --on 2020-06-30 --format json"],
        click.Argument(["country"], required=False, metavar="[COUNTRY]"), on,
        speaker.format_option(), run=run)
