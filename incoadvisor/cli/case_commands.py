"""cases new, export: what is done with case studies beyond reading them."""

from pathlib import Path
from typing import Any, cast

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.inputs import content
from incoadvisor.cli.parts import Speaker, SpokenCommand
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.casestudy import CaseStudy, Level
from incoadvisor.render.terminal import library as library_page
from incoadvisor.render.terminal.page import Page
from incoadvisor.teach.door import EXPORTS


class WithParts(SpokenCommand):
    """A command some of whose first words lead to a command of their own."""

    parts: dict[str, click.Command]

    def make_context(self, info_name: str | None, args: list[str],
                     parent: click.Context | None = None, **extra: Any) -> click.Context:
        """The context of the part named by the first argument, or of the command itself."""
        if args and args[0] in self.parts:
            part = self.parts[args[0]]
            return part.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def new_command(speaker: Speaker) -> click.Command:
    """Cases new."""
    def run(level: str, target: str | None, seed: int | None, defensible: bool, answer: bool,
            output: str | None, form: str) -> None:
        import secrets

        from incoadvisor.teach import table

        number = secrets.randbelow(1_000_000) if seed is None else seed
        study = api.new_case(number, cast("Level", int(level)), target, defensible)
        page = Page(speaker.texts, speaker.lang)
        if output is not None:
            text = api.case_yaml(study, number)
            table.write_new(output, text.encode())
            page.line(page.say("teach_written", name=output), style="dim")
        elif form == "json":
            print_json(study)
        else:
            library_page.show_study(page, study, answer,
                                    page.say("teach_drawn_hint", seed=number))

    return speaker.command(
        "new", "cases_new", ["incoadvisor cases new --level 2 --target CIP --seed 7",
                             "incoadvisor cases new --target DAP --defensible -o case.yaml"],
        click.Option(["--level"], type=click.Choice(["1", "2", "3"]), default="1",
                     help=speaker.say("cli_new_level_option")),
        click.Option(["--target"], metavar="TERM", help=speaker.say("cli_target_option")),
        click.Option(["--seed"], type=int, metavar="N", help=speaker.say("cli_seed_option")),
        click.Option(["--defensible"], is_flag=True, help=speaker.say("cli_defensible_option")),
        click.Option(["--answer"], is_flag=True, help=speaker.say("cli_answer_option")),
        click.Option(["-o", "--output"], metavar="FILE",
                     help=speaker.say("cli_new_output_option")),
        speaker.format_option(), run=run)


def export_command(speaker: Speaker) -> click.Command:
    """Cases export."""
    def run(names: tuple[str, ...], level: str | None, form: str, output: str,
            answers: bool) -> None:
        from incoadvisor.teach import table

        studies = [_study(name) for name in names] or [
            s for s in api.case_studies() if level in (None, str(s.level))]
        table.write_new(output, api.export_cases(studies, form, speaker.lang, answers))
        page = Page(speaker.texts, speaker.lang)
        page.line(page.say("teach_exported", name=output, count=len(studies)), style="dim")

    return speaker.command(
        "export", "cases_export", [
            "incoadvisor cases export --level 1 --format moodle-xml -o questions.xml",
            "incoadvisor cases export case.yaml --format paper-pdf --answers -o paper.pdf"],
        click.Argument(["names"], nargs=-1, metavar="[CASE]..."),
        click.Option(["--level"], type=click.Choice(["1", "2", "3"]),
                     help=speaker.say("cli_level_option")),
        click.Option(["--format", "form"], type=click.Choice(EXPORTS), required=True,
                     help=speaker.say("cli_export_format_option")),
        click.Option(["-o", "--output"], metavar="FILE", required=True,
                     help=speaker.say("cli_export_output_option")),
        click.Option(["--answers"], is_flag=True, help=speaker.say("cli_answers_option")),
        run=run)


def _study(name: str) -> CaseStudy:
    """A case of the library, or of a file. Raises InputError for an ordering task."""
    in_library = not Path(name).is_file() and not Path(name).suffix
    found = api.case_study(name) if in_library else api.read_exercise(content(name), name)
    if not isinstance(found, CaseStudy) or not found.dossier:
        raise InputError("teach_nothing_to_export", name=name)
    return found
