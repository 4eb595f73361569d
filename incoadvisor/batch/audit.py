"""The audit of an order book from end to end."""

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from incoadvisor.batch.columns import bind, guess
from incoadvisor.batch.duck import Duck
from incoadvisor.batch.engine import Book, Engine
from incoadvisor.batch.judge import Judge
from incoadvisor.batch.output import Sink
from incoadvisor.batch.read import open_book, open_frame
from incoadvisor.batch.steps import Steps
from incoadvisor.batch.summary import summarise
from incoadvisor.batch.told import Told
from incoadvisor.engine.situation import rule_base
from incoadvisor.engine.sql.lines import LineText
from incoadvisor.knowledge.auditing import asks, judging
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.audit import AuditSummary, ColumnMap
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts

STAGES = ("reading", "counting", "deciding", "writing")
Progress = Callable[[str, float, int | None], None]  # stage, share done, lines in all


@dataclass
class Audit:
    """An order book, opened: its columns can be looked at and mapped before it is run.

    A context manager: the scratch folder goes when it is left.
    """

    knowledge: Knowledge
    orders: Any
    lang: Lang
    today: str
    encoding: str | None = None
    memory: str | None = None
    threads: int | None = None
    book: Book = field(init=False)
    scratch: Path = field(init=False)

    def __enter__(self) -> "Audit":
        self.scratch = Path(tempfile.mkdtemp(prefix="incoadvisor-audit-"))
        self.begun = time.perf_counter()
        try:
            path = isinstance(self.orders, str | Path)
            self.book = open_book(Path(self.orders), self.scratch, self.encoding) if path \
                else open_frame(self.orders, self.scratch)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)

    def run(self, output: Sink, given: ColumnMap | None = None,
            constants: Mapping[str, Any] | None = None, engine: Engine | None = None,
            progress: Progress | None = None, accept_guess: bool = True) -> AuditSummary:
        """Audit every line and write the output; what was found.

        Without a map the columns are guessed. Raises InputError for a map that does not fit, if
        no column holds a fact, or for a guess that is not accepted.
        """
        held = {**(given.constants if given else {}), **(constants or {})}
        wanted = bind(given, self.book.columns) if given else self._guessed(accept_guess)
        columns = {f: c for f, c in wanted.columns.items() if f not in held}
        if not columns and not held:
            raise InputError("audit_no_facts", accepted=", ".join(self.book.columns))
        used = wanted.model_copy(update={"columns": columns, "constants": held})
        running = engine or Duck(self.scratch, self.memory, self.threads)
        try:
            return self._run(running, used, output, progress)
        finally:
            running.close()

    def _guessed(self, accepted: bool) -> ColumnMap:
        found = guess(self.book.columns, self.knowledge)
        if found.guessed and not accepted:
            raise InputError("audit_guess", guess=found.told)
        return found.map

    def _run(self, engine: Engine, used: ColumnMap, output: Sink,
             progress: Progress | None) -> AuditSummary:
        base = rule_base(self.knowledge)
        text = LineText(base, self.today, asks(self.knowledge))
        told = Told(self.book, used, self.knowledge, frozenset(text.facts))
        judge = Judge(self.knowledge, text, judging(self.knowledge))
        constants: Facts = dict(used.constants)
        steps = Steps(engine, told, text, judge, self.lang, constants)

        def watch(stage: str) -> Callable[[float], None] | None:
            if progress is None:
                return None
            progress(stage, 0.0, self.book.lines)
            return lambda share: progress(stage, share, self.book.lines)

        watch("reading")
        engine.open(self.book)
        steps.read_texts()
        combinations = steps.combine(watch("counting"))
        counting = watch("deciding")
        steps.read_values()
        steps.decide(counting)
        steps.judge_all()
        steps.answer()
        output.write(engine, steps.answered(), watch("writing"))
        return summarise(steps, self.book, used, output.shown, combinations,
                         time.perf_counter() - self.begun)
