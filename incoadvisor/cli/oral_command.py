"""oral."""

from collections.abc import Callable

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.casestudy import CaseStudy
from incoadvisor.model.oral import Exam
from incoadvisor.model.teaching import Plan
from incoadvisor.render.terminal import oral as oral_page
from incoadvisor.render.terminal.page import Page
from incoadvisor.teach.door import SHEETS

Run = Callable[..., None]


def oral_command(speaker: Speaker, told: Callable[[Run], Run],
                 exercise_of: Callable[[str], CaseStudy | Plan]) -> click.Command:
    """The command of the oral; `told` puts faults of the knowledge in words, `exercise_of` finds
    a case as `mark` does.
    """
    @told
    def run(case: str, count: str | None, seed: str | None, bare: bool, output: str | None,
            form: str) -> None:
        from incoadvisor.teach import table

        asked = None if count is None else _number("--count", count, "1 – 60")
        drawn = None if seed is None else _number("--seed", seed, "0, 1, 2, …")
        exam = api.oral(exercise_of(case), speaker.lang, asked, drawn)
        page = Page(speaker.texts, speaker.lang)
        if output is not None:
            kind = output.lower().rpartition(".")[2] if "." in output else output
            table.write_new(output, _sheet(exam, kind, output, speaker, not bare))
            page.line(page.say("teach_written", name=output), style="dim")
        elif form == "json":
            print_json(api.oral_questions(exam) if bare else exam)
        else:
            oral_page.show_oral(page, exam, not bare)

    return speaker.command(
        "oral", "oral", ["incoadvisor oral containers-le-havre-dakar --count 6",
                         "incoadvisor oral case.yaml --count 8 --seed 3 --without-answers",
                         "incoadvisor oral containers-le-havre-dakar --count 8 -o jury.pdf"],
        click.Argument(["case"], metavar="CASE"),
        click.Option(["--count"], metavar="N", help=speaker.say("cli_count_option")),
        click.Option(["--seed"], metavar="S", help=speaker.say("cli_oral_seed_option")),
        click.Option(["--without-answers", "bare"], is_flag=True,
                     help=speaker.say("cli_without_answers_option")),
        click.Option(["-o", "--output"], metavar="FILE",
                     help=speaker.say("cli_oral_output_option")),
        speaker.format_option(), run=run)


def _sheet(exam: Exam, kind: str, output: str, speaker: Speaker, answers: bool) -> bytes:
    if kind not in SHEETS:
        raise InputError("usage_bad_option", option="-o", value=output,
                         accepted=", ".join(f".{known}" for known in SHEETS))
    return api.oral_sheet(exam, kind, speaker.lang, answers)


def _number(option: str, text: str, accepted: str) -> int:
    """A whole number; click's own message speaks English only."""
    try:
        return int(text)
    except ValueError:
        raise InputError("usage_bad_option", option=option, value=text,
                         accepted=accepted) from None
