"""What an order line is told, as SQL: the answer, the verdict on its term, and what it fails."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.sql import lanes
from incoadvisor.engine.sql.chain import Chain
from incoadvisor.engine.sql.expressions import choice, column, condition, literal
from incoadvisor.engine.sql.scores import ROWS
from incoadvisor.engine.sql.strata import flag
from incoadvisor.engine.sql.text import SqlText, packed, unpacked
from incoadvisor.model.condition import Condition, atoms

Asks = Sequence[tuple[str, Condition | None]]
STEERS_PLACE = ("handover", "destination_kind")  # facts that settle the kind of named place


class LineText(SqlText):
    """The deciding rules over order lines.

    `asks` are facts that a line ought to tell, each with the condition under which it ought;
    the column `missing` names those that are unknown. Columns: rid, state, recommended, variant,
    verdict and row of the term in force, the rule that stopped it, what settles the named place,
    missing, gives_up, and masks of the requirements that the term fails.
    """

    def __init__(self, base: RuleBase, today: str, asks: Asks = (), table: str = "cases") -> None:
        self.asks = asks
        tested = {a.fact for _, when in asks if when is not None for a in atoms(when)}
        also = tested | {fact for fact, _ in asks} | set(STEERS_PLACE)
        super().__init__(base, today, table=table, also=also)

    def failing(self, row: Mapping[str, Any]) -> list[tuple[Ready, bool]]:
        """The requirements that the term in force fails, each with whether it only restates it."""
        restated = set(unpacked("restated", row))
        return [(self.base.requiring[i], i in restated) for i in unpacked("failed", row)]

    @property
    def masks(self) -> list[str]:
        """Names of the mask columns."""
        words = range(len(list(packed("", ["TRUE"] * len(self.base.requiring)))))
        return [f"{name}_{word}" for name in ("failed", "restated") for word in words]

    def _linked(self) -> Chain:
        chain = super()._linked()
        of_term = self.base.candidates.of_term
        rows = {literal(code): f"(best_{code} % {ROWS})" for code in of_term}
        chain.add("held", [f"{choice(self._code(), rows, 'NULL')} AS held_row"])
        bits = {str(i): str(lanes.bit(i)) for i in range(len(self.base.candidates.all))}
        chain.add("aimed", [f"CAST({choice('held_row', bits, '0')} AS BIGINT) AS lane"])
        return chain

    def _code(self) -> str:
        return self._strata.where["proposed_code"]

    def _answer(self) -> list[str]:
        verdicts = {literal(code): self._verdict(code) for code in self.codes}
        return ["rid", "state", f"{self._recommended()} AS recommended",
                f"{self._variant()} AS variant",
                f"{choice(self._code(), verdicts, 'NULL')} AS verdict", "held_row",
                f"{self._code()} AS code", f"{self._stopped_by()} AS stopped_by",
                *(f"{self._strata.where[f]} AS {column(f)}" for f in STEERS_PLACE),
                f"{self._missing()} AS missing", f"{self._given_up()} AS gives_up",
                *self._failures()]

    def _stopped_by(self) -> str:
        whens = [f"WHEN {flag(r)} THEN {literal(r.id)}" for r in self.rules
                 if r.rule.stop is not None]
        return f"CASE {' '.join(whens)} END" if whens else "CAST(NULL AS STRING)"

    def _missing(self) -> str:
        where = self._strata.where
        tests = {}
        for fact, when in self.asks:
            asked = condition(when, self.base.groups, where) if when is not None else "TRUE"
            tests[fact] = f"({self.told[fact]} IS NULL AND {asked})"
        return _listed(tests)

    def _given_up(self) -> str:
        return _listed(dict(self._yielded()))

    def _failures(self) -> Iterator[str]:
        failed = [f"(m_{r.position} & lane) <> 0" for r in self.base.requiring]
        yield from packed("failed", failed)
        restated = []
        for ready in self.base.requiring:
            if ready.rule.basis == "wish":
                fails, meets = f"(m_{ready.position} & lane) <> 0", self.restated(ready)
                restated.append(f"({fails} AND {meets})")
            else:
                restated.append("FALSE")
        yield from packed("restated", restated)


def _listed(tests: Mapping[str, str]) -> str:
    """The names of the tests that hold, joined by semicolons; NULL when none does."""
    parts = [f"CASE WHEN {test} THEN {literal(name + '; ')} ELSE '' END"
             for name, test in tests.items()]
    return f"NULLIF(TRIM(TRAILING '; ' FROM {' || '.join(parts) or literal('')}), '')"
