"""diagram."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from incoadvisor import api
from incoadvisor.cli.inputs import read_case, with_settings
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.case import CaseFacts
from incoadvisor.render.diagram.files import FORMATS
from incoadvisor.render.diagram.palette import THEMES, Theme
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.term import LAYOUTS, Layout


def commands(speaker: Speaker) -> list[click.Command]:
    """The command that draws."""
    return [_diagram(speaker)]


def _diagram(speaker: Speaker) -> click.Command:
    def run(source: str | None, output: str, settings: tuple[str, ...], compare: tuple[str, ...],
            wall: bool, argument: str | None, theme: Theme, layout: Layout, force: bool) -> None:
        form = _form(output)
        if Path(output).exists() and not force:
            raise InputError("diagram_file_exists", name=output)
        if sum((bool(compare), wall, argument is not None)) > 1:
            raise InputError("diagram_one_view")
        draw = _Draw(source, settings, speaker, theme, layout)
        if wall:
            drawn = draw.wall()
        elif argument is not None:
            drawn = draw.argument(argument)
        elif compare:
            drawn = draw.comparison(compare)
        else:
            drawn = draw.term()
        _write(Path(output), api.diagram_file(drawn, form))
        click.echo(drawn.sentence)
        click.echo(speaker.say("ask_saved", name=output))

    say = speaker.say
    return speaker.command(
        "diagram", "diagram",
        ["incoadvisor diagram case.yaml -o diagram.svg",
         "incoadvisor diagram FCA --set handover=terminal -o fca.png --theme dark",
         "incoadvisor diagram FCA --compare CIP --compare DAP -o compared.pdf",
         "incoadvisor diagram case.yaml --wall -o wall.svg",
         "incoadvisor diagram case.yaml --argument FOB -o why-not-fob.svg"],
        click.Argument(["source"], required=False, metavar="[CASE|CODE]"),
        click.Option(["-o", "--output"], required=True, metavar="FILE",
                     help=say("cli_diagram_output_option")),
        click.Option(["--compare"], multiple=True, metavar="CODE",
                     help=say("cli_diagram_compare_option")),
        click.Option(["--wall"], is_flag=True, help=say("cli_diagram_wall_option")),
        click.Option(["--argument"], metavar="CODE", help=say("cli_diagram_argument_option")),
        click.Option(["--theme"], type=click.Choice(THEMES), default="light",
                     help=say("cli_diagram_theme_option")),
        click.Option(["--layout"], type=click.Choice(LAYOUTS), default="wide",
                     help=say("cli_diagram_layout_option")),
        speaker.set_option(),
        click.Option(["--force"], is_flag=True, help=say("cli_diagram_force_option")),
        run=run)


class _Draw:
    """The views of one source: a case file, or the code of a term."""

    def __init__(self, source: str | None, settings: Sequence[str], speaker: Speaker,
                 theme: Theme, layout: Layout) -> None:
        self.lang, self.theme, self.layout = speaker.lang, theme, layout
        codes = api.knowledge().terms
        named = source.strip().upper() if source is not None else ""
        self.code = named if named in codes and not Path(str(source)).is_file() else None
        self.from_case = source is not None and self.code is None
        self.given = source is not None
        if self.from_case:
            assert source is not None
            if "." not in source and source != "-" and not Path(source).exists():
                api.term_code(source)  # neither a code nor a file: say which code was meant
            self.case = read_case(source, settings)
        else:
            self.case = with_settings(CaseFacts({}), settings)

    def term(self) -> Diagram:
        if not self.given:
            raise InputError("diagram_what")
        if self.code is None:
            return api.diagram(self._advice(), lang=self.lang, theme=self.theme,
                               layout=self.layout)
        return api.diagram(self.code, self.case, self.lang, self.theme, self.layout)

    def comparison(self, others: Sequence[str]) -> Diagram:
        first = self.code
        if self.from_case:
            recommended = self._advice().recommended
            if recommended is None:
                raise InputError("diagram_nothing_recommended")
            first = recommended.term
        codes = [first, *others] if first else list(others)
        return api.compare_diagram(codes, self.case, self.lang, self.theme, self.layout)

    def wall(self) -> Diagram:
        judged = self._advice() if self.from_case or len(self.case) else None
        return api.wall_diagram(judged, self.lang, self.theme, self.layout)

    def argument(self, code: str) -> Diagram:
        if not (self.from_case or len(self.case)):
            raise InputError("diagram_argument_needs_case")
        return api.argument_diagram(self._advice(), code, self.lang, self.theme)

    def _advice(self) -> api.Advice:
        return api.advise(self.case, self.lang)


def _form(output: str) -> str:
    """The format the name ends in. Raises InputError for another."""
    form = Path(output).suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise InputError("diagram_bad_suffix", name=output,
                         accepted=", ".join(f".{form}" for form in FORMATS))
    return form


def _write(path: Path, content: bytes) -> None:
    """The whole file or none of it: written beside it, then renamed."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError("diagram_no_write", name=str(path),
                         problem=error.strerror or str(error)) from None
