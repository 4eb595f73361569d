"""Two recorded runs side by side, and the first step at which they part."""

import json
from difflib import SequenceMatcher

from incoadvisor.model.recording import RecordedStep, Recording
from incoadvisor.model.text import Frozen, Lang


class SideStep(Frozen):
    """One step of one run, in short."""

    step: int
    name: str
    stage: str
    because: str


class Row(Frozen):
    """The same moment of both runs; None where a run has no such step."""

    before: SideStep | None
    after: SideStep | None
    same: bool


class Parting(Frozen):
    """Both runs; `row` is the index of the first difference, None if there is none."""

    rows: tuple[Row, ...]
    row: int | None
    before: str
    after: str


def part(before: Recording, after: Recording, lang: Lang) -> Parting:
    """The steps of two runs aligned. Steps are the same if they do the same."""
    old, new = before.steps, after.steps
    match = SequenceMatcher(None, [_does(s) for s in old], [_does(s) for s in new],
                            autojunk=False)
    rows: list[Row] = []
    for kind, a, b, c, d in match.get_opcodes():
        for i in range(max(b - a, d - c)):
            rows.append(Row(before=_side(old[a + i], lang) if a + i < b else None,
                            after=_side(new[c + i], lang) if c + i < d else None,
                            same=kind == "equal"))
    return Parting(
        rows=tuple(rows), row=next((i for i, row in enumerate(rows) if not row.same), None),
        before=before.outcome.term or before.outcome.state,
        after=after.outcome.term or after.outcome.state)


def _does(step: RecordedStep) -> str:
    """What a step does and says, for comparing; its place among the others does not count."""
    return json.dumps([step.name, step.adds, step.values, step.fails, step.strength,
                       step.verdict, step.withdrawn_by, step.because.en], sort_keys=True)


def _side(step: RecordedStep, lang: Lang) -> SideStep:
    return SideStep(step=step.step, name=step.name, stage=step.stage,
                    because=step.because.get(lang))
