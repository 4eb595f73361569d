"""The student's sheet: a mark without the answer key."""

from incoadvisor.model.marking import Mark, StudentLine, StudentSheet


def student_sheet(mark: Mark) -> StudentSheet:
    """What the student gets: points, own words, what was missing and what to revise.

    It holds no expected answer; the points to remember are told once the mark is acquired.
    """
    return StudentSheet(
        case=mark.case, title=mark.title, candidate=mark.candidate, term=mark.term,
        total=mark.total, out_of=mark.out_of, verdict=mark.verdict,
        criteria=tuple(StudentLine(
            id=c.id, label=c.label, points=c.points, out_of=c.out_of, quote=c.quote,
            missing=c.missing, revise=c.revise if c.points < c.out_of else None)
            for c in mark.criteria),
        killers=mark.killers, why_not=mark.why_not, notes=mark.notes, to_judge=mark.to_judge,
        learning=mark.learning if mark.verdict == "acquired" else ())
