"""cases and mark."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.case_commands import WithParts, export_command, new_command
from incoadvisor.cli.inputs import content
from incoadvisor.cli.oral_command import oral_command
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.model.casestudy import THEMES, CaseStudy
from incoadvisor.model.teaching import Plan, Rubric
from incoadvisor.render.terminal import library as library_page
from incoadvisor.render.terminal import marking as marking_page
from incoadvisor.render.terminal.page import Page

Run = Callable[..., None]


def commands(speaker: Speaker) -> list[click.Command]:
    """The commands for teaching."""
    return [_cases(speaker), _mark(speaker), oral_command(speaker, told, exercise_of)]


def told(run: Run) -> Run:
    """Faults of the teaching knowledge as one clear message."""
    from incoadvisor.teach.desk import as_input_error

    @wraps(run)
    def wrapped(*args: Any, **options: Any) -> None:
        try:
            run(*args, **options)
        except KnowledgeError as error:
            raise as_input_error(error) from None

    return wrapped


def _cases(speaker: Speaker) -> click.Command:
    @told
    def run(name: str | None, answer: bool, level: str | None, theme: str | None,
            form: str) -> None:
        page = Page(speaker.texts, speaker.lang)
        if name is None:
            studies = [s for s in api.case_studies()
                       if level in (None, str(s.level)) and (not theme or theme in s.themes)]
            plans = [] if level or theme else list(api.ordering_tasks())
            if form == "json":
                print_json({"cases": [s.model_dump(mode="json", include={
                    "id", "level", "title", "themes"}) for s in studies],
                    "ordering_tasks": [p.model_dump(mode="json", include={"id", "title"})
                                       for p in plans]})
            else:
                library_page.show_library(page, studies, plans)
            return
        exercise = exercise_of(name)
        if form == "json":
            print_json(exercise.model_dump(mode="json", exclude=None if answer else {
                "expected", "hypotheses", "traps", "learning", "given", "edges", "forbidden"}))
        elif isinstance(exercise, Plan):
            library_page.show_plan(page, exercise, answer)
        else:
            library_page.show_study(page, exercise, answer)

    cases = speaker.command(
        "cases", "cases", ["incoadvisor cases", "incoadvisor cases --level 1 --theme container",
                           "incoadvisor cases containers-le-havre-dakar --answer",
                           "incoadvisor cases new --help",
                           "incoadvisor cases export --help"],
        click.Argument(["name"], required=False, metavar="[ID]"),
        click.Option(["--answer"], is_flag=True, help=speaker.say("cli_answer_option")),
        click.Option(["--level"], type=click.Choice(["1", "2", "3"]),
                     help=speaker.say("cli_level_option")),
        click.Option(["--theme"], type=click.Choice(list(THEMES)), metavar="THEME",
                     help=speaker.say("cli_theme_option")),
        speaker.format_option(), run=run, kind=WithParts)
    assert isinstance(cases, WithParts)
    cases.parts = {"new": new_command(speaker), "export": export_command(speaker)}
    return cases


def _mark(speaker: Speaker) -> click.Command:
    @told
    def run(case: str | None, answer: str | None, listed: bool, batch: str | None,
            output: str | None, plot: str | None, sheet: str, rubric: str | None,
            form: str) -> None:
        if case is None and batch is None:
            raise InputError("usage_missing", what="CASE", command="mark")
        exercise = exercise_of(case) if case is not None else None
        own = _rubric(rubric)
        page = Page(speaker.texts, speaker.lang)
        if listed and exercise is not None:
            choices = api.choices(exercise, speaker.lang)
            if form == "json":
                print_json(choices)
            else:
                marking_page.show_choices(page, choices)
        elif batch is not None:
            if answer is not None:
                raise InputError("teach_batch_and_answer", answer=answer)
            _class(speaker, page, batch, exercise, own, output, plot, form)
        elif answer is None or exercise is None:
            raise InputError("usage_missing", what="ANSWER", command="mark")
        else:
            marked = api.mark(exercise, api.read_answer(content(answer), answer), own,
                              speaker.lang)
            if sheet == "student":
                shown = api.student_sheet(marked)
                if form == "json":
                    print_json(shown)
                else:
                    marking_page.show_student(page, shown)
            elif form == "json":
                print_json(marked)
            else:
                marking_page.show_trainer(page, marked)

    return speaker.command(
        "mark", "mark", ["incoadvisor mark --choices containers-le-havre-dakar",
                         "incoadvisor mark containers-le-havre-dakar copy.yaml --sheet student",
                         "incoadvisor mark containers-le-havre-dakar --batch copies.zip -o "
                         "class.xlsx --plot class.svg"],
        click.Argument(["case"], required=False, metavar="[CASE]"),
        click.Argument(["answer"], required=False, metavar="[ANSWER]"),
        click.Option(["--choices", "listed"], is_flag=True,
                     help=speaker.say("cli_choices_option")),
        click.Option(["--sheet"], type=click.Choice(["trainer", "student"]), default="trainer",
                     help=speaker.say("cli_sheet_option")),
        click.Option(["--rubric"], metavar="FILE", help=speaker.say("cli_rubric_option")),
        click.Option(["--batch"], metavar="FOLDER|ZIP", help=speaker.say("cli_batch_option")),
        click.Option(["-o", "--output"], metavar="FILE",
                     help=speaker.say("cli_table_option")),
        click.Option(["--plot"], metavar="FILE", help=speaker.say("cli_plot_option")),
        speaker.format_option(), run=run)


def _class(speaker: Speaker, page: Page, batch: str, exercise: CaseStudy | Plan | None,
           rubric: Rubric | None, output: str | None, plot: str | None, form: str) -> None:
    from incoadvisor.teach import plot as drawing
    from incoadvisor.teach import table

    if output is not None:
        table.check_name(output)
    if plot is not None and (Path(plot).suffix.lower() != ".svg" or Path(plot).exists()):
        key = "file_exists" if Path(plot).exists() else "usage_bad_option"
        raise InputError(key, name=plot, option="--plot", value=plot, accepted=".svg")
    result = api.mark_batch(batch, exercise, rubric, speaker.lang)
    if output is not None:
        table.write_table(result, output, speaker.texts, speaker.lang)
    if plot is not None:
        table.write_new(plot, drawing.class_plot(result, speaker.texts, speaker.lang).encode())
    if form == "json":
        print_json(result)
        return
    marking_page.show_class(page, result)
    for name in (output, plot):
        if name is not None:
            page.line(page.say("teach_written", name=name), style="dim")


def exercise_of(name: str) -> CaseStudy | Plan:
    """A library id, or a file if there is one of that name."""
    if name != "-" and not Path(name).is_file() and not Path(name).suffix:
        return api.case_study(name)
    return api.read_exercise(content(name), name)


def _rubric(name: str | None) -> Rubric | None:
    return api.read_rubric(content(name), name) if name is not None else None
