"""The worked cases in which a rule fires, as a reader is shown them."""

from functools import lru_cache

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.fired import situations_firing
from incoadvisor.engine.verify.suite import Situated, entries, folder
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.text import Frozen, Lang, Text

_KINDS = ("selection", "misuse", "pairs", "invariants", "states")


class WorkedCase(Frozen):
    """A worked case with each of its situations that fires the rule.

    `answers` are the rule recommended in each, or the state where there is none.
    """

    id: str
    kind: str
    title: str
    given: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]


def cases_firing(base: RuleBase, rule_id: str, lang: Lang) -> list[WorkedCase]:
    """The cases that fire the rule, in the order of the suite."""
    titles = _titles(base.knowledge)
    by_case: dict[tuple[str, str], list[tuple[Situated, str]]] = {}
    for situation, outcome in situations_firing(base, rule_id):
        key = (situation.expectation.kind, situation.expectation.case)
        by_case.setdefault(key, []).append((situation, outcome.term or outcome.state))
    return [
        WorkedCase(id=case, kind=kind, title=titles[case].get(lang) if case in titles else case,
                   given=tuple(_given(base.knowledge, s, lang) for s, _ in found),
                   answers=tuple(answer for _, answer in found))
        for (kind, case), found in by_case.items()]


def _given(knowledge: Knowledge, situation: Situated, lang: Lang) -> tuple[str, ...]:
    given = situation.expectation.given
    return tuple(knowledge.facts[n].said(v, lang) for n, v in given.items() if v != "unknown")


@lru_cache(maxsize=2)
def _titles(knowledge: Knowledge) -> dict[str, Text]:
    cases = folder(knowledge)
    return {entry["id"]: Text.model_validate(entry["title"]) for kind in _KINDS
            for entry in entries(cases, f"{kind}*.yaml") if "title" in entry}
