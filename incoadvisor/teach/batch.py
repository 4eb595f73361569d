"""Marking a class: every copy, and what the class missed."""

from collections.abc import Callable, Iterable

from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.marking import ClassResult, Copy, Mark, Missed
from incoadvisor.teach.copies import RawCopy
from incoadvisor.teach.mark import plain

Marker = Callable[[RawCopy], Mark]


def mark_class(copies: Iterable[RawCopy], marker: Marker,
               explain: Callable[[InputError], str]) -> ClassResult:
    """The marks of all copies; a copy that cannot be marked is listed with its error."""
    done = []
    for copy in copies:
        try:
            if copy.error is not None:
                raise copy.error
            done.append(Copy(name=copy.name, mark=marker(copy)))
        except InputError as error:
            done.append(Copy(name=copy.name, error=explain(error)))
        except RecursionError:
            done.append(Copy(name=copy.name, error=explain(
                InputError("teach_copy_broken", name=copy.name))))
    marks = [c.mark for c in done if c.mark is not None]
    scales = {m.out_of for m in marks}
    return ClassResult(
        copies=tuple(done), missed=tuple(_missed(marks)), marked=len(marks),
        acquired=sum(m.verdict == "acquired" for m in marks),
        mean=plain(round(sum(m.total for m in marks) / len(marks), 2))
        if marks and len(scales) == 1 else None,
        out_of=scales.pop() if len(scales) == 1 else None)


def _missed(marks: list[Mark]) -> list[Missed]:
    """Each criterion with the share of its points won, least won first."""
    lines = {c.id: c.label for m in marks for c in m.criteria}
    found = []
    for name, label in lines.items():
        of = [c for m in marks for c in m.criteria if c.id == name]
        won = sum(c.points for c in of) / sum(c.out_of for c in of)
        found.append(Missed(
            id=name, label=label, share=round(won, 4), copies=len(of),
            full=sum(c.points == c.out_of for c in of), none=sum(c.points == 0 for c in of)))
    return sorted(found, key=lambda m: m.share)
