"""Dates that no rule can tell apart: the days on which something begins or ends."""

import datetime

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.evaluate import DECIDING
from incoadvisor.model.condition import atoms

EARLIEST = "0001-01-01"


def turning_days(base: RuleBase) -> list[str]:
    """ISO dates, ascending, on which a rule, a country row or a group's membership changes.

    Between two of them every date gives the same answer, so an order book of three years has a
    handful of dates that matter and not a thousand.
    """
    days = {EARLIEST}
    for group in base.groups.values():
        for member in group.members:
            days |= _span(member.since, member.to)
    for table in base.knowledge.content.markets:
        for row in table.rows:
            days |= _span(row.valid.get("from"), row.valid.get("to"))
    for stratum in base.stage_strata(*DECIDING):
        for ready in stratum:
            days |= _span(ready.rule.valid.get("from"), ready.rule.valid.get("to"))
            for atom in atoms(ready.rule.condition):
                if base.knowledge.facts[atom.fact].type == "date":
                    operands = atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)
                    for day in operands:
                        if _is_date(day):
                            days |= _span(day, day)
    return sorted(days)


def standing_for(day: str, turning: list[str]) -> str:
    """The turning day on or before an ISO date; it stands for all dates up to the next."""
    return max(t for t in turning if t <= day)


def _span(since: str | None, last: str | None) -> set[str]:
    days = {since} if since else set()
    if last and last < datetime.date.max.isoformat():
        after = datetime.date.fromisoformat(last) + datetime.timedelta(days=1)
        days.add(after.isoformat())
    return days


def _is_date(value: object) -> bool:
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
