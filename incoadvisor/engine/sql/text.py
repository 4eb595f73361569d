"""The SQL text of a rule base: strata as CTEs, then scores, then the answer.

Each CTE adds columns to the one before and passes on those still read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from incoadvisor.engine.choose import DISCOURAGED_FROM
from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import DECIDING
from incoadvisor.engine.sql import lanes
from incoadvisor.engine.sql.chain import Chain, Cte
from incoadvisor.engine.sql.expressions import (
    alternatives,
    choice,
    column,
    literal,
    sql_type,
)
from incoadvisor.engine.sql.markets import market_column
from incoadvisor.engine.sql.scores import PENALTY_UNIT, ROWS, Scores
from incoadvisor.engine.sql.strata import Strata, every, flag
from incoadvisor.knowledge.markets import steering

BEST_ROW = f"(best % {ROWS})"
WORD = 60


class SqlText:
    """Builds the text for one rule base.

    `today` stands in for an unknown shipment date. `markets` joins the country tables;
    `rules` adds the variant, the penalties, the wishes given up, and the ids of the rules that
    fired and were withdrawn, as bit masks. The table also has the facts of `also`, which no rule
    need read.
    """

    def __init__(self, base: RuleBase, today: str, *, markets: bool = True, rules: bool = True,
                 table: str = "cases", also: Collection[str] = ()) -> None:
        self.base, self.today, self.table = base, today, table
        self.with_markets, self.with_rules = markets, rules
        self.strata = base.stage_strata(*DECIDING)
        self.rules = [r for stratum in self.strata for r in stratum]
        self.codes = base.candidates.codes
        used = {n for r in self.rules for n in (*r.reads, *r.rule.written_values)}
        used |= {"shipment_date", "proposed_code", *also}
        if markets:
            used |= steering(base.knowledge)
        self.facts = [n for n in base.knowledge.facts if n in used]
        self._strata = Strata(base, today, {n: column(n) for n in self.facts})
        self._chain = self._linked()
        self.text = self.over([])

    def over(self, sources: list[Cte]) -> str:
        """The text with CTEs put before it, which may make up the table of cases."""
        return self._chain.text(self._answer(), sources=sources)

    def schema(self) -> list[tuple[str, str]]:
        """Columns of the table of cases after `rid`: name and SQL type."""
        facts = self.base.knowledge.facts
        return [(column(n), sql_type(facts[n])) for n in self.facts]

    def _linked(self) -> Chain:
        chain = Chain(self.table, ["rid", *(name for name, _ in self.schema())])
        if self.with_markets:
            chain.add("joined", self._joined())
        self.told = dict(self._strata.where)  # columns of what the user or a country table tells
        for number, stratum in enumerate(self.strata):
            chain.add(f"fired_{number}", [f"{self._fires(r)} AS {flag(r)}" for r in stratum])
            chain.add(f"known_{number}", self._strata.written(stratum, number))
        scores = Scores(self.base, self._strata.where, self._withdrawn, self.with_rules)
        self.restated = scores.restated
        chain.add("effective", [f"{self._stopped()} AS stopped", *scores.masks()])
        for name, columns in scores.levels():
            chain.add(name, columns)
        return chain

    def _joined(self) -> list[str]:
        day = f"COALESCE({column('shipment_date')}, {literal(self.today)})"
        columns = []
        for name in self.facts:
            market = market_column(name, self.base.knowledge, day)
            if market is not None:
                columns.append(f"COALESCE({column(name)}, {market}) AS {column(name)}_m")
                self._strata.where[name] = f"{column(name)}_m"
        return columns

    def _fires(self, ready: Ready) -> str:
        rule, strata = ready.rule, self._strata
        tests = strata.holds(ready)
        if rule.assume:
            gaps = [f"({strata.where[n]} IS NULL AND {strata.value(v)} IS NOT NULL)"
                    for n, v in rule.assume.items()]
            tests.append(alternatives(gaps))
        if rule.stage != "screen":
            tests.append(f"NOT {self._stopped()}")
        return every(tests)

    def _stopped(self) -> str:
        return alternatives([flag(r) for r in self.rules if r.rule.stop is not None])

    def _withdrawn(self, ready: Ready) -> str:
        tests = []
        for other in self.base.requiring:
            if ready.id in other.rule.overrides:
                gone = self._withdrawn(other)
                tests.append(f"({flag(other)} AND NOT {gone})" if gone != "FALSE"
                             else flag(other))
        return f"({flag(ready)} AND {alternatives(tests)})" if tests else "FALSE"

    def _answer(self) -> list[str]:
        columns = ["rid", "state", f"{self._recommended()} AS recommended"]
        columns += [f"{self._verdict(code)} AS verdict_{code}" for code in self.codes]
        return columns + (self._details() if self.with_rules else [])

    def _recommended(self) -> str:
        terms = choice(BEST_ROW, {str(i): literal(c.term)
                                  for i, c in enumerate(self.base.candidates.all)}, "NULL")
        return f"CASE WHEN advised THEN {terms} END"

    @staticmethod
    def _verdict(code: str) -> str:
        best = f"best_{code}"
        return (f"CASE WHEN stopped THEN 'excluded' WHEN advised AND {best} = best "
                f"THEN 'recommended' WHEN {Scores.excluded(best)} THEN 'excluded' "
                f"WHEN {best} >= {DISCOURAGED_FROM * PENALTY_UNIT} THEN 'discouraged' "
                "ELSE 'acceptable' END")

    def _details(self) -> list[str]:
        columns = [f"{self._variant()} AS variant"]
        columns += [f"{Scores.penalty(f'best_{c}')} AS penalty_{c}" for c in self.codes]
        columns += [f"{given_up} AS gives_up_{wish}" for wish, given_up in self._yielded()]
        return [*columns, *self._packed()]

    def _yielded(self) -> Iterator[tuple[str, str]]:
        """Each wish, and whether the recommended candidate does not meet it."""
        lane = choice(BEST_ROW, {str(i): str(lanes.bit(i))
                                 for i in range(len(self.base.candidates.all))}, "0")
        for wish in dict.fromkeys(str(r.rule.wish) for r in self.base.requiring if r.rule.wish):
            yield wish, f"(advised AND ({Scores.wish(wish)} & {lane}) <> 0)"

    def _variant(self) -> str:
        whens = {str(i): f"CASE WHEN apart_{c.term} THEN {literal(c.variant)} END"
                 for i, c in enumerate(self.base.candidates.all) if c.variant}
        return f"CASE WHEN advised THEN {choice(BEST_ROW, whens, 'NULL')} END"

    def _packed(self) -> Iterator[str]:
        """Fired and withdrawn rules as bit masks."""
        yield from packed("fired", [flag(r) for r in self.rules])
        yield from packed("withdrawn", [
            self._withdrawn(r) if r.rule.require is not None else "FALSE" for r in self.rules])


def packed(name: str, tests: Sequence[str]) -> Iterator[str]:
    """Tests as bit masks of 60 in BIGINT columns `name_0`, `name_1` and so on."""
    zero = "CAST(0 AS BIGINT)"
    for start in range(0, len(tests), WORD):
        terms = [f"CASE WHEN {test} THEN CAST({1 << i} AS BIGINT) ELSE {zero} END"
                 for i, test in enumerate(tests[start:start + WORD]) if test != "FALSE"]
        yield f"({' + '.join(terms or [zero])}) AS {name}_{start // WORD}"


def unpacked(name: str, row: Mapping[str, Any]) -> Iterator[int]:
    """The positions of the tests that held, from the columns of `packed`."""
    word = 0
    while (bits := row.get(f"{name}_{word}")) is not None:
        yield from (word * WORD + i for i in range(WORD) if bits >> i & 1)
        word += 1


@lru_cache(maxsize=8)
def sql_text(base: RuleBase, today: str, markets: bool = True, rules: bool = True) -> SqlText:
    """The SQL text of a rule base, built once a day."""
    return SqlText(base, today, markets=markets, rules=rules)
