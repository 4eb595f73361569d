"""damage."""

from pathlib import Path

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.inputs import read_case
from incoadvisor.cli.parts import Speaker
from incoadvisor.render.terminal.damage import show_damage
from incoadvisor.render.terminal.page import Page


def commands(speaker: Speaker) -> list[click.Command]:
    """The command about damaged goods."""
    return [_damage(speaker)]


def _damage(speaker: Speaker) -> click.Command:
    def run(of: str, milestone: str, settings: tuple[str, ...], form: str) -> None:
        lang = speaker.lang
        if of.strip().upper() in api.knowledge().terms and not Path(of).is_file():
            facts = dict(api.setting(text) for text in settings)
            damage = api.damage(of, milestone, facts, lang)
        else:
            if "." not in of and of != "-" and not Path(of).exists():
                api.term_code(of)  # neither a code nor a file: say which code was meant
            damage = api.damage(api.advise(read_case(of, settings), lang), milestone, lang=lang)
        if form == "json":
            print_json(damage)
        else:
            show_damage(Page(speaker.texts, lang), damage)

    return speaker.command(
        "damage", "damage",
        ["incoadvisor damage case.yaml main_carriage",
         "incoadvisor damage CIF main_carriage --set main_mode=sea",
         "incoadvisor damage DAP on_carriage --set main_mode=road --format json"],
        click.Argument(["of"], metavar="OF"), click.Argument(["milestone"], metavar="MILESTONE"),
        speaker.set_option(), speaker.format_option(), run=run)
