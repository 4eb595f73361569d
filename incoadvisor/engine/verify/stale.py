"""Country rows whose date of review has passed."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A note for each row past its `review_by`."""
    for table in base.knowledge.content.markets:
        for row in table.rows:
            if row.review_by and row.review_by < today:
                key = f"{table.fact or row.topic}/{row.country or row.group}"
                yield Finding(code="verify_stale", severity="note", where=key,
                              values={"row": key, "date": row.review_by})
