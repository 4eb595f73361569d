"""All commands put together."""

import click

from incoadvisor.cli import (
    advice_commands,
    ask_command,
    audit_command,
    damage_command,
    diagram_command,
    knowledge_commands,
    market_commands,
    report_command,
    teach_commands,
    trace_command,
    ui_command,
)
from incoadvisor.cli.parts import Speaker, SpokenGroup
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.version import __version__


def build(texts: Texts, lang: Lang) -> click.Group:
    """The command group in one language."""
    speaker = Speaker(texts, lang)
    group = SpokenGroup(
        speaker, name="incoadvisor", help=texts.say("cli_about", lang),
        epilog=texts.say("disclaimer", lang), no_args_is_help=False,
        invoke_without_command=True, callback=_help_when_alone,
        params=[_version(speaker), speaker.lang_option()])
    for family in (advice_commands, trace_command, ask_command, knowledge_commands,
                   market_commands, damage_command, diagram_command, report_command,
                   teach_commands, audit_command, ui_command):
        for command in family.commands(speaker):
            group.add_command(command)
    return group


@click.pass_context
def _help_when_alone(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _version(speaker: Speaker) -> click.Option:
    def show(context: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked:
            click.echo(f"incoadvisor {__version__}")
            context.exit()

    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True,
                        callback=show, help=speaker.say("cli_version_option"))
