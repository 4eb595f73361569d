"""report."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import case_argument
from incoadvisor.cli.inputs import date, read_case
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError


def commands(speaker: Speaker) -> list[click.Command]:
    """The command that writes the report."""
    return [_report(speaker)]


def _report(speaker: Speaker) -> click.Command:
    def run(case: str, out: str, settings: tuple[str, ...], on: str | None, force: bool) -> None:
        path = Path(out)
        if path.exists() and not force:
            raise InputError("report_file_exists", name=out)
        day = date(on)
        advice = api.advise(read_case(case, settings), speaker.lang, day)
        write_whole(path, api.report_pdf(advice, speaker.lang, day))
        click.echo(speaker.say("cli_report_written", name=out))

    return speaker.command(
        "report", "report",
        ["incoadvisor report case.yaml -o advice.pdf",
         "incoadvisor report case.yaml -o conseil.pdf --lang fr --force"],
        case_argument(),
        click.Option(["-o", "--output", "out"], required=True, metavar="FILE.pdf",
                     help=speaker.say("cli_report_out_option")),
        speaker.set_option(), speaker.on_option(),
        click.Option(["--force"], is_flag=True, help=speaker.say("cli_report_force_option")),
        run=run)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that nobody ever sees half of it.

    Raises InputError when the place cannot be written.
    """
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise InputError("report_no_place", name=path, problem=error.strerror) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(aside).unlink()
        raise InputError("report_no_place", name=path, problem=error.strerror) from None
