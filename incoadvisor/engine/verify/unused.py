"""Facts no rule reads, and derived facts written for nothing."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.where import line_of
from incoadvisor.model.finding import Finding

_SHOWN_ONLY = "text"  # carried through or written into the clause, never decided on


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """Notes for facts users may give in vain; faults for derived facts nobody reads."""
    read = {name for ready in base.by_id.values() for name in ready.rule.reads}
    written = {name for ready in base.by_id.values() for name in ready.rule.written_values}
    keyed = {key for table in base.knowledge.content.markets for key in table.keys}
    folder = base.knowledge.folder
    for number, spec in enumerate(base.knowledge.content.facts):
        if spec.name in read or spec.name in keyed or spec.kind == _SHOWN_ONLY:
            continue
        if spec.name in written and spec.kind == "derived":
            yield Finding(code="verify_derived_unused", severity="fault",
                          where=line_of(folder, "facts", (number,)),
                          values={"fact": spec.name})
        elif spec.kind != "derived":
            yield Finding(code="verify_fact_unread", severity="note",
                          where=line_of(folder, "facts", (number,)),
                          values={"fact": spec.name})
