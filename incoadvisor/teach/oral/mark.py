"""The mark of an oral: what the jury gives, held against the rubric and added up."""

import math
from collections.abc import Mapping

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.oral import OralMark, OralRubric


def mark_oral(rubric: OralRubric, points: Mapping[str, float]) -> OralMark:
    """The total of the points given, in steps; a criterion left out earns none.

    Raises InputError for another criterion, or points it cannot earn.
    """
    known = {c.id: c for c in rubric.criteria}
    for name, value in points.items():
        if name not in known:
            raise InputError("teach_oral_criterion", criterion=name, accepted=", ".join(known),
                             suggestion=nearest(str(name), known))
        if not _earned(value, known[name].points, rubric.step):
            raise InputError("teach_oral_points", criterion=name, value=value, accepted=(
                f"0 – {known[name].points:g} ({rubric.step:g})"))
    given = {name: float(points.get(name, 0)) for name in known}
    return OralMark(total=sum(given.values()), out_of=rubric.out_of, points=given)


def _earned(value: object, most: float, step: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    return 0 <= value <= most and float(value / step).is_integer()
