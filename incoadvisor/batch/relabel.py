"""A summary told in one language or the other, without a new audit."""

from collections.abc import Callable
from typing import Any

from incoadvisor.batch.judge import WRITTEN
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.audit import AuditSummary, Count
from incoadvisor.model.text import Lang


def relabelled(summary: AuditSummary, knowledge: Knowledge, lang: Lang) -> AuditSummary:
    """The summary with its labels in `lang`; cells that could not be read are told as they were."""
    def say(kind: str) -> Callable[[str], str]:
        return lambda name: knowledge.texts.say(f"{kind}{name}", lang)

    def reason(name: str) -> str:
        if name.startswith(WRITTEN):
            return say("audit_finding_")(name.removeprefix(WRITTEN))
        return knowledge.rules[name].because.get(lang)

    labels: dict[str, Callable[[str], str]] = {
        "statuses": say("audit_status_"), "severities": say("audit_severity_"),
        "verdicts": say("verdict_"), "reasons": reason,
        "recommended": lambda name: knowledge.terms[name].name.get(lang),
        "missing": lambda name: knowledge.facts[name].label.get(lang)}
    told: dict[str, Any] = {part: _told(getattr(summary, part), label)
                            for part, label in labels.items()}
    return summary.model_copy(update=told)


def _told(counts: tuple[Count, ...], label: Callable[[str], str]) -> tuple[Count, ...]:
    return tuple(c.model_copy(update={"label": label(c.id)}) for c in counts)
