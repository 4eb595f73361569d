"""trace."""

from pathlib import Path

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.inputs import content, read_case
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.recordfile import MOST_BYTES
from incoadvisor.render.terminal import player as player_page
from incoadvisor.render.terminal.page import Page
from incoadvisor.teach.table import write_new


def commands(speaker: Speaker) -> list[click.Command]:
    """The command that tells a run."""
    return [_trace(speaker)]


def _trace(speaker: Speaker) -> click.Command:
    def run(case: str | None, step: bool, save: str | None, replay: str | None,
            export: str | None, form: str) -> None:
        if (case is None) == (replay is None):
            raise InputError("te_trace_one_source")
        for name in (save, export):
            if name is not None and Path(name).exists():
                raise InputError("file_exists", name=name)
        page = Page(speaker.texts, speaker.lang)
        if replay is not None:
            recording = api.read_recording(content(replay, MOST_BYTES), replay)
        else:
            known = read_case(str(case))
            recording = api.record(known)
        if save is not None:
            write_new(save, api.write_recording(recording))
        if export is not None:
            write_new(export, api.recording_markdown(recording, speaker.lang).encode())
        if form == "json" and replay is not None:
            print_json(recording)
        elif form == "json":
            advice = api.advise(known, speaker.lang)
            print_json({"trace": [s.model_dump(mode="json") for s in advice.trace],
                        "receipt": advice.receipt.model_dump(mode="json")})
        elif save is None and export is None:
            if replay is not None:
                player_page.show_receipt(page, recording, api.knowledge().digest)
            (player_page.show_steps if step else player_page.show_lines)(page, recording)
        else:
            for key, name in (("te_trace_saved", save), ("te_trace_exported", export)):
                if name is not None:
                    page.line(page.say(key, name=name))

    def option(name: str, key: str, kind: str) -> click.Option:
        return click.Option([name], metavar=kind, help=speaker.say(f"te_cli_{key}_option"))

    return speaker.command(
        "trace", "trace",
        ["incoadvisor trace case.yaml --step",
         "incoadvisor trace case.yaml --save run.json",
         "incoadvisor trace --replay run.json --step",
         "incoadvisor trace case.yaml --export run.md"],
        click.Argument(["case"], required=False, metavar="[CASE]"),
        click.Option(["--step"], is_flag=True, help=speaker.say("cli_step_option")),
        option("--save", "save", "FILE.json"), option("--replay", "replay", "FILE.json"),
        option("--export", "export", "FILE.md"), speaker.format_option(), run=run)
