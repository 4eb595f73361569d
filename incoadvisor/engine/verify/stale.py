"""Country rows whose date of review has passed, and rules that no longer apply."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.where import line_of
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A note for each row past its `review_by`, and for each rule past its last day."""
    folder = base.knowledge.folder
    for table in base.knowledge.content.markets:
        for number, row in enumerate(table.rows):
            if row.review_by and row.review_by < today:
                key = f"{table.fact or row.topic}/{row.country or row.group}"
                file = f"markets/{table.fact or 'notes'}"
                yield Finding(code="verify_stale", severity="note",
                              where=line_of(folder, file, ("rows", number)),
                              values={"row": key, "date": row.review_by})
    for ready in base.by_id.values():
        last = ready.rule.valid.get("to")
        if last and last < today:
            yield Finding(code="verify_expired", severity="note", where=ready.rule.origin,
                          values={"rule": ready.id, "date": last})
