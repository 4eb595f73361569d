"""Terms that can never be recommended, or never be excluded."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.reach import reached
from incoadvisor.engine.verify.where import line_of
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each of the eleven that no case found leads to one of the two verdicts."""
    found = reached(base, today)
    for code in base.candidates.codes:
        for verdict in ("recommended", "excluded"):
            if (code, verdict) not in found:
                yield Finding(code=f"verify_never_{verdict}", severity="fault",
                              where=line_of(base.knowledge.folder, f"terms/{code}", ("rows",)),
                              values={"term": code})
