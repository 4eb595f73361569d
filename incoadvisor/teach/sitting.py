"""How an exercise is sat: its link, the time allowed, and the copy handed in."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import yaml
from pydantic import Field

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.text import Frozen
from incoadvisor.teach.answer import read_answer
from incoadvisor.teach.desk import find

MOST_MINUTES, MOST_EXTRA = 600, 300
_NUMBERS = {"minutes": MOST_MINUTES, "extra": MOST_EXTRA}
_SWITCHES = ("hints", "mark")


class Sitting(Frozen):
    """One exercise as the trainer sets it; `minutes` 0 means no time is given.

    `extra` is time added, in percent; `mark` lets the student see the sheet at once.
    """

    case: str
    hints: bool = True
    minutes: int = Field(default=0, ge=0, le=MOST_MINUTES)
    extra: int = Field(default=0, ge=0, le=MOST_EXTRA)
    mark: bool = False

    @property
    def allowed(self) -> int:
        """Minutes with the extra time, rounded up."""
        return ceil(self.minutes * (100 + self.extra) / 100)

    def left(self, seconds: float) -> int:
        """Whole minutes left after `seconds`, rounded up; negative when the time is over."""
        return ceil((self.allowed * 60 - seconds) / 60)

    def link(self) -> dict[str, str]:
        """The parameters of the link that opens it."""
        return {"case": self.case, "hints": str(int(self.hints))} | {
            name: str(value) for name, value in (
                ("minutes", self.minutes), ("extra", self.extra), ("mark", int(self.mark)))
            if value}


def read_sitting(parameters: Mapping[str, Sequence[str]], knowledge: Knowledge
                 ) -> tuple[Sitting | None, list[InputError]]:
    """The sitting a link asks for (None without a known case), and what cannot be read."""
    given = {name: values[-1] for name, values in parameters.items() if values}
    faults: list[InputError] = []
    read: dict[str, Any] = {}
    for name in _SWITCHES:
        if name in given:
            if given[name] in ("0", "1"):
                read[name] = given[name] == "1"
            else:
                faults.append(InputError("bad_value", fact=name, value=given[name],
                                         accepted="0, 1"))
    for name, most in _NUMBERS.items():
        if name in given:
            text = given[name]
            if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= most:
                read[name] = int(text)
            else:
                faults.append(InputError("bad_value", fact=name, value=text,
                                         accepted=f"0 – {most}"))
    case = given.get("case")
    if case is None:
        return None, faults
    if find(case, knowledge) is None:
        return None, [*faults, InputError("te_no_such_case", case=case)]
    return Sitting(case=case, **read), faults


def copy_of(case: str, fields: Mapping[str, Any], knowledge: Knowledge) -> str:
    """The copy to hand in, as YAML: the case, then what was answered. Raises InputError."""
    told = {"case": case} | {name: value for name, value in (
        (name, _tidy(value)) for name, value in fields.items()) if value not in (None, "", [], {})}
    read_answer(told, knowledge)
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)


def _tidy(value: Any) -> Any:
    """The value without what was left empty."""
    if isinstance(value, Mapping):
        return {k: x for k, v in value.items() if (x := _tidy(v)) not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [x for v in value if (x := _tidy(v)) not in (None, "", [], {})]
    return value.strip() if isinstance(value, str) else value
