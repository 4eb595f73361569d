"""click commands whose help speaks the user's language."""

from collections.abc import Callable
from typing import Any

import click

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang


class Speaker:
    """Makes commands and options with translated help."""

    def __init__(self, texts: Texts, lang: Lang) -> None:
        self.texts, self.lang = texts, lang

    def say(self, key: str, **values: object) -> str:
        """A message in the user's language."""
        return self.texts.say(key, self.lang, **values)

    def command(self, name: str, key: str, examples: list[str], *options: click.Parameter,
                run: Callable[..., int | None], kind: "type[SpokenCommand] | None" = None
                ) -> click.Command:
        """A command; `key` leads to its texts, `examples` are shown below its help."""
        return (kind or SpokenCommand)(
            self, name=name, callback=run, params=[*options, self.lang_option()],
            help=self.say(f"cli_{key}_long"), short_help=self.say(f"cli_{key}_help"),
            examples=examples)

    def lang_option(self) -> click.Option:
        """--lang, read before parsing; here so that it is accepted anywhere and documented."""
        return click.Option(["--lang"], type=click.Choice(["en", "fr"]), expose_value=False,
                            help=self.say("cli_lang_option"))

    def format_option(self) -> click.Option:
        """--format text|json."""
        return click.Option(["--format", "form"], type=click.Choice(["text", "json"]),
                            default="text", help=self.say("cli_format_option"))

    def set_option(self) -> click.Option:
        """--set fact=value, repeatable."""
        return click.Option(["--set", "settings"], multiple=True, metavar="FACT=VALUE",
                            help=self.say("cli_set_option"))

    def on_option(self) -> click.Option:
        """--on DATE."""
        return click.Option(["--on"], metavar="DATE", help=self.say("cli_on_option"))


class _Spoken(click.Command):
    speaker: Speaker

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)),
                              prefix=self.speaker.say("cli_usage") + " ")

    def _write_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        rows = [r for p in options if (r := p.get_help_record(ctx))]
        if rows:
            with formatter.section(self.speaker.say("cli_options")):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, translated."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.speaker.say("cli_help_option")
        return option


class SpokenCommand(_Spoken):
    """A command with examples."""

    def __init__(self, speaker: Speaker, examples: list[str], **options: Any) -> None:
        super().__init__(**options)
        self.speaker, self.examples = speaker, examples

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then examples."""
        self._write_options(ctx, formatter)
        with formatter.section(self.speaker.say("cli_examples")):
            for example in self.examples:
                formatter.write_text(example)


class SpokenGroup(_Spoken, click.Group):
    """The group of all commands."""

    def __init__(self, speaker: Speaker, **options: Any) -> None:
        super().__init__(**options)
        self.speaker = speaker

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        self._write_options(ctx, formatter)
        with formatter.section(self.speaker.say("cli_commands")):
            formatter.write_dl([(name, command.get_short_help_str(60))
                                for name, command in self.commands.items()])
