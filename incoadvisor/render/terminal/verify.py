"""The exhaustive enumeration and the coverage of the worked cases as pages."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from incoadvisor.model.finding import Finding
from incoadvisor.render.numbers import whole
from incoadvisor.render.terminal.page import Page

if TYPE_CHECKING:  # only `verify` needs the checks loaded
    from incoadvisor.engine.verify.report import Coverage, Exhaustive, Mutation

_MILLION = 1_000_000
_HOW = {"every": "", "one": "*", "sample": "~"}


def show_finding(page: Page, finding: Finding) -> None:
    """One finding, its place, and the case that shows it."""
    fault = finding.severity == "fault"
    values = {name: ", ".join(value) if isinstance(value, list | tuple) else value
              for name, value in finding.values.items()}
    page.bullet(f"{page.say(finding.code, **values)} ({finding.where})",
                mark="!" if fault else "-", style="bold red" if fault else "")
    witness = finding.values.get("witness")
    if isinstance(witness, dict):
        facts = ", ".join(f"{fact}={_plain(value)}" for fact, value in witness.items())
        page.line(page.say("verify_witness", facts=facts or page.say("verify_nothing_given")),
                  indent=4)


def show_exhaustive(page: Page, found: "Exhaustive") -> None:
    """How many situations were run, decision by decision, and what came of it."""
    page.heading("h_exhaustive")
    rows = []
    for sweep in found.sweeps:
        rows.append([", ".join(sweep.topics), str(sweep.facts),
                     _number(page, sweep.rows) + _HOW[sweep.how],
                     _number(page, sweep.patterns), f"{sweep.seconds:.1f}"])
    page.table([page.say(key) for key in (
        "c_decision", "c_facts_read", "c_combinations", "c_patterns", "c_seconds")], rows)
    for how in dict.fromkeys(s.how for s in found.sweeps if _HOW[s.how]):
        page.line(f"{_HOW[how]} {page.say(f'verify_how_{how}')}", style="dim")
    page.line()
    page.line(page.say(
        "verify_pairs", count=len(found.pairs), left=found.pairs_left,
        rows=_number(page, sum(s.rows for s in found.pairs)),
        situations=_large(page, sum(s.situations for s in found.pairs))))
    total = sum(found.whole.values())
    shares = ", ".join(page.say("verify_share", state=state, percent=_percent(page, n, total))
                       for state, n in found.whole.items())
    page.line(page.say("verify_whole", facts=found.whole_facts, situations=_large(page, total),
                       states=shares))
    page.line(page.say("verify_conflicts", count=len(found.conflicts)))
    for finding in found.findings:
        show_finding(page, finding)
    page.line(page.say(
        "verify_unsound" if found.findings else "verify_sound", count=_count(page, found.rows),
        seconds=f"{found.seconds:.0f}", faults=len(found.findings)), style="bold")
    if found.sampled:
        page.line(page.say("verify_sampled", count=_count(page, found.sampled)))


def show_coverage(page: Page, found: "Coverage") -> None:
    """Rules fired and answered for, mutants by kind and those that nobody notices: first of the
    rules that decide, then of those that only warn.
    """
    page.heading("h_coverage")
    page.line(page.say(
        "verify_cases_line", cases=found.cases, situations=found.situations,
        rules=len(found.rules), fired=sum(bool(r.fired_by) for r in found.rules),
        answering=sum(bool(r.answers_for) for r in found.rules)))
    for finding in found.findings:
        show_finding(page, finding)
    page.heading("h_mutants")
    page.table([page.say(key) for key in ("c_change", "c_made", "c_same", "c_caught")], [
        [page.say(f"verify_kind_{kind}"), str(len(own)), str(sum(bool(m.no_effect) for m in own)),
         str(_caught(own))]
        for kind, own in _by_kind(found.mutations).items()])
    _list_mutants(page, "h_survivors", found.survivors)
    _list_mutants(page, "h_no_effect", [m for m in found.mutations if m.no_effect])
    page.heading("h_warning_mutants")
    page.table([page.say(key) for key in ("c_change", "c_made", "c_caught")], [
        [page.say(f"verify_kind_{kind}"), str(len(own)), str(_caught(own))]
        for kind, own in _by_kind(found.warnings).items()])
    _list_mutants(page, "h_warning_survivors", [m for m in found.warnings if m.caught_by is None])
    page.line()
    counted = len(found.counted)
    page.line(page.say(
        "verify_mutants_line", made=_number(page, len(found.mutations)),
        same=len(found.mutations) - counted, counted=_number(page, counted),
        caught=_number(page, counted - len(found.survivors)),
        percent=_decimal(page, found.percent)), style="bold")
    page.line(page.say(
        "verify_warnings_line", made=_number(page, len(found.warnings)),
        caught=_number(page, _caught(found.warnings)),
        percent=_decimal(page, found.warnings_percent)), style="bold")
    page.line(page.say("verify_took", seconds=f"{found.seconds:.0f}"), style="dim")


def _list_mutants(page: Page, heading: str, mutants: "Sequence[Mutation]") -> None:
    if mutants:
        page.heading(heading)
    for mutant in mutants:
        change = page.say(f"verify_kind_{mutant.kind}")
        if mutant.detail:
            change = page.say("verify_change", change=change, detail=mutant.detail)
        why = f" ({page.say(f'verify_same_{mutant.no_effect}')})" if mutant.no_effect else ""
        page.bullet(f"{mutant.rule} – {change}{why}")


def _caught(mutations: "Iterable[Mutation]") -> int:
    return sum(m.caught_by is not None for m in mutations)


def _by_kind(mutations: "Iterable[Mutation]") -> "dict[str, list[Mutation]]":
    kinds: dict[str, list[Mutation]] = {}
    for mutant in mutations:
        kinds.setdefault(mutant.kind, []).append(mutant)
    return kinds


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(page: Page, number: int) -> str:
    """With the thousands set apart as the language does."""
    return whole(number, page.lang)


def _large(page: Page, number: int) -> str:
    """A short form of a number too long to read."""
    if number < 10 * _MILLION:
        return _number(page, number)
    power = len(str(number)) - 1
    return f"{_decimal(page, round(number / 10 ** power, 1))} × 10^{power}"


def _count(page: Page, number: int) -> str:
    if number >= _MILLION:
        return page.say("verify_count_millions", count=number // _MILLION)
    return page.say("verify_count_plain", count=_number(page, number))


def _percent(page: Page, part: int, of: int) -> str:
    return _decimal(page, round(100 * part / of, 1) if of else 0.0)


def _decimal(page: Page, number: float) -> str:
    return str(number).replace(".", "," if page.lang == "fr" else ".")
