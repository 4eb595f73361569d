"""A progress bar with rate and time left, on the error output."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from incoadvisor.render.numbers import whole
from incoadvisor.render.terminal.page import Page

EARLY = 0.02  # before this share a rate and a time left would be wild guesses


class Bar:
    """Called with a stage, the share done and the number of lines; a bar a stage.

    Nothing is shown where the error output is no terminal.
    """

    def __init__(self, page: Page, wanted: bool) -> None:
        self.page = page
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), _Rate(page),
            TimeRemainingColumn(), console=console,
            disable=not (wanted and sys.stderr.isatty()))
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._progress.stop()

    def __call__(self, stage: str, share: float, lines: int | None) -> None:
        """Show how far a stage is."""
        if stage not in self._tasks:
            for earlier in self._tasks.values():  # a stage begins when the one before has ended
                self._progress.update(earlier, completed=lines or 1)
            self._tasks[stage] = self._progress.add_task(
                self.page.say(f"audit_stage_{stage}"), total=lines or 1)
        if share > EARLY:
            self._progress.update(self._tasks[stage], completed=share * (lines or 1))


class _Rate(ProgressColumn):
    """Lines a second."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def render(self, task: Task) -> Text:
        """The rate once it is known."""
        rate = task.finished_speed or task.speed
        if not rate:
            return Text("")
        return Text(self._page.say("audit_rate", rate=whole(rate, self._page.lang)))
