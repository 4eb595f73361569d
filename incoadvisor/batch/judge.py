"""What a line comes to: status, severity, reasons and sentences, once per distinct outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incoadvisor.batch.terms import Reading
from incoadvisor.engine.choose import RESTATED, Requirement, heaviest_first
from incoadvisor.engine.sql.lines import LineText
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.audit import SEVERITIES, Judgement, Judging
from incoadvisor.model.text import LANGS, Lang
from incoadvisor.render.reasons import Reasons, continued

JOIN = "; "
WRITTEN = "written:"  # before the id of a finding about the written term


@dataclass(frozen=True)
class Judged:
    """One outcome, judged."""

    status: str
    severity: str
    reasons: tuple[str, ...]
    why: dict[Lang, str]


class Judge:
    """Judges outcomes as the YAML says."""

    def __init__(self, knowledge: Knowledge, text: LineText, judging: Judging) -> None:
        self.knowledge, self.text, self.judging = knowledge, text, judging
        self._reasons = {lang: Reasons(knowledge, lang) for lang in LANGS}

    def of(self, row: Mapping[str, Any], reading: Reading | None) -> Judged:
        """The judgement of an outcome of the SQL, of the reading of the term it is about."""
        found: list[Judgement] = []
        reasons: list[str] = []
        if row["state"] == "stop":
            found.append(self.judging.stopped)
            reasons.append(row["stopped_by"])
        if reading is None:
            found.append(self.judging.no_term)
        elif reading.code is None:
            found.append(self.judging.unread_term)
        else:
            found.append(self.judging.verdicts[row["verdict"]])
        failing = self._failing(row) if row["verdict"] in ("discouraged", "excluded") else []
        reasons += [r.ready.id for r in failing]
        for name, _ in reading.findings if reading else ():
            found.append(self.judging.findings[name])
            reasons.append(WRITTEN + name)
        worst = min(found, key=lambda j: self.judging.statuses.index(j.status))
        gravest = min((j.severity for j in found), key=SEVERITIES.index)
        return Judged(worst.status, gravest, tuple(dict.fromkeys(reasons)),
                      {lang: self._why(row, reading, failing, lang) for lang in LANGS})

    def _failing(self, row: Mapping[str, Any]) -> list[Requirement]:
        if row["state"] == "stop":
            return []
        return heaviest_first(
            Requirement(ready, RESTATED if restated else str(ready.rule.strength), 0)
            for ready, restated in self.text.failing(row))

    def _why(self, row: Mapping[str, Any], reading: Reading | None, failing: list[Requirement],
             lang: Lang) -> str:
        say = self.knowledge.texts.say
        if reading is None:
            text = say("audit_no_term", lang)
        elif reading.code is None:
            text = say("audit_unread_term", lang)
        else:
            text = say("proposed_ok", lang, code=row["code"],
                       verdict=say(f"verdict_{row['verdict']}", lang))
        if row["state"] == "stop":
            because = self.knowledge.rules[row["stopped_by"]].because.get(lang)
            return f"{text} {say('rank_stop', lang, reason=continued(because))}"
        if failing:
            candidate = self.text.base.candidates.all[row["held_row"]]
            against = self._reasons[lang].all(candidate, [r.ready.rule for r in failing])
            return f"{text} {against}"
        return text
