"""Writing the audited lines: whole or not at all, and never over an existing file unasked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from incoadvisor.batch.answer import Answer
from incoadvisor.batch.duck import connect
from incoadvisor.batch.engine import Engine, Watch
from incoadvisor.batch.sheets import write_xlsx
from incoadvisor.knowledge.errors import InputError

FORMS = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".ndjson": "ndjson",
         ".jsonl": "ndjson", ".xlsx": "xlsx"}


class Sink(Protocol):
    """Where the answered lines go; `shown` names it in the summary."""

    @property
    def shown(self) -> str | None:
        """The file's name, if it is one."""

    def write(self, engine: Engine, answer: Answer, watch: Watch | None = None) -> None:
        """Take the lines."""


@dataclass
class Output:
    """A file to be written. Raises InputError for another kind, or one that exists."""

    path: Path
    force: bool = False

    def __post_init__(self) -> None:
        if self.path.suffix.lower() not in FORMS:
            raise InputError("audit_kind", name=self.path, accepted=", ".join(FORMS))
        if self.path.exists() and (not self.force or not self.path.is_file()):
            raise InputError("audit_output_exists", name=self.path)
        if not self.path.parent.is_dir():
            raise InputError("audit_no_folder", name=self.path.parent)

    @property
    def shown(self) -> str | None:
        """The file's name, for the summary."""
        return str(self.path)

    def write(self, engine: Engine, answer: Answer, watch: Watch | None = None) -> None:
        """Write under another name first, then take the name: a killed run leaves no half file."""
        part = self.path.with_name(f".{self.path.name}.part")
        form = FORMS[self.path.suffix.lower()]
        try:
            if form == "xlsx":
                write_xlsx(engine, answer, part, watch)
            else:
                select = answer.defused() if form == "csv" else answer.select
                engine.write(select, answer.names, part, form, watch)
            part.replace(self.path)
        except OSError as error:
            raise InputError("audit_no_write", name=self.path,
                             problem=error.strerror or str(error)) from None
        finally:
            part.unlink(missing_ok=True)


class Frame:
    """The lines as a pandas data frame instead of a file."""

    shown: str | None = None

    def __init__(self, scratch: Path) -> None:
        self.path = scratch / "answered.parquet"
        self.frame: Any = None

    def write(self, engine: Engine, answer: Answer, watch: Watch | None = None) -> None:
        """Read the answer into memory."""
        engine.write(answer.select, answer.names, self.path, "parquet", watch)
        with connect() as database:
            self.frame = database.execute("SELECT * FROM read_parquet(?)", [str(self.path)]).df()


class Nowhere:
    """No lines are written: only the summary is wanted."""

    shown: str | None = None

    def write(self, engine: Engine, answer: Answer, watch: Watch | None = None) -> None:
        """Do nothing."""
