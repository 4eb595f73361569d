"""Scoring in SQL: failing masks, sums per candidate, one ranking key each, and the state.

The key is (((hard × 32 + wishes) × 1024 + penalty) × 16 + distance) × 16 + row, so that the
least key is the best candidate and everything can be read back from it.
"""

from collections.abc import Callable, Mapping

from incoadvisor.engine.choose import RESTATED
from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.sql import lanes
from incoadvisor.engine.sql.expressions import alternatives, choice, literal
from incoadvisor.model.rule import PENALTY

ROWS = DISTANCES = 16
PENALTIES, WISHES = 1024, 32
PENALTY_UNIT = ROWS * DISTANCES
WISH_UNIT = PENALTY_UNIT * PENALTIES
HARD_UNIT = WISH_UNIT * WISHES
NOBODY = "CAST(0 AS BIGINT)"
WEIGHED = tuple(s for s, weight in PENALTY.items() if weight)  # heaviest first


class Scores:
    """The columns from fired requirements to the state."""

    def __init__(self, base: RuleBase, current: Mapping[str, str],
                 withdrawn: Callable[[Ready], str], details: bool) -> None:
        self.base, self.current, self.withdrawn = base, current, withdrawn
        self.details = details
        self.everyone = lanes.spread(base.candidates.everyone)
        self.topics: dict[str, list[Ready]] = {}
        for ready in base.requiring:
            self.topics.setdefault(ready.rule.topic, []).append(ready)

    @staticmethod
    def excluded(best: str) -> str:
        """Whether a key fails a must or a wish."""
        return f"{best} >= {WISH_UNIT}"

    @staticmethod
    def penalty(best: str) -> str:
        """The penalty in a key."""
        return f"CAST(({best} % {WISH_UNIT} - {best} % {PENALTY_UNIT}) / {PENALTY_UNIT} AS BIGINT)"

    @staticmethod
    def wish(name: str) -> str:
        """Column of the candidates that fail a wish, whatever the topic."""
        return f"wish_{name}"

    def masks(self) -> list[str]:
        """For each requirement the candidates that fail it, 0 unless it is in force."""
        columns = []
        for ready in self.base.requiring:
            gone = self.withdrawn(ready)
            in_force = f"r_{ready.position}"
            if gone != "FALSE":
                in_force = f"({in_force} AND NOT {gone})"
            columns.append(f"CASE WHEN {in_force} THEN {self._failing(ready)} "
                           f"ELSE 0 END AS m_{ready.position}")
        proposed = choice(self.current["proposed_code"], {
            literal(c): str(lanes.spread(m))
            for c, m in self.base.candidates.of_term.items()}, "0")
        return [*columns, f"CAST({proposed} AS BIGINT) AS proposed"]

    def _failing(self, ready: Ready) -> str:
        assert ready.failures is not None
        parts = [str(lanes.spread(ready.failures.fixed))]
        for fact, by_value in ready.failures.by_value:
            parts.append(choice(self.current[fact], {
                literal(v): str(lanes.spread(m)) for v, m in by_value.items()},
                str(self.everyone)))
        return "(" + " & ".join(parts) + ")"

    def levels(self) -> list[tuple[str, list[str]]]:
        """CTEs after the masks: topics, totals, keys, ranks, state."""
        return [("topics", self._topics()), ("spared", self._spared()),
                ("totals", self._totals()), ("keyed", self._keys()), ("ranked", self._ranks()),
                ("stated", self._states()), ("advisable", self._advised())]

    def _topics(self) -> list[str]:
        columns = []
        for number, members in enumerate(self.topics.values()):
            plain = [r for r in members if r.rule.basis != "wish"]
            hard = [f"m_{r.position}" for r in plain if r.rule.strength == "must"]
            columns.append(f"{_union(hard)} AS hard_{number}")
            for wish in _wishes(members):
                asks = [f"CASE WHEN {self.restated(r)} THEN 0 ELSE m_{r.position} END"
                        for r in members if r.rule.wish == wish]
                columns.append(f"{_union(asks)} AS asks_{number}_{wish}")
            for strength in WEIGHED:
                masks = [f"m_{r.position}" for r in plain if r.rule.strength == strength]
                if strength == RESTATED:
                    masks += [f"CASE WHEN {self.restated(r)} THEN m_{r.position} ELSE 0 END"
                              for r in members if r.rule.basis == "wish"]
                columns.append(f"{_union(masks)} AS {strength}_{number}")
        return columns

    def restated(self, ready: Ready) -> str:
        """Whether a wish merely restates what the proposed term gives."""
        return f"(proposed & ({self.everyone} - m_{ready.position})) <> 0"

    def _spared(self) -> list[str]:
        """Only the heaviest failure of a candidate on a topic counts."""
        columns = []
        for number, members in enumerate(self.topics.values()):
            heavier = [f"hard_{number}", *(f"asks_{number}_{w}" for w in _wishes(members))]
            for strength in WEIGHED:
                columns.append(f"({strength}_{number} & ({self.everyone} - "
                               f"{_union(heavier)})) AS only_{strength}_{number}")
                heavier.append(f"{strength}_{number}")
        return columns

    def _totals(self) -> list[str]:
        numbers = range(len(self.topics))
        asked = [(n, w) for n, members in enumerate(self.topics.values()) for w in _wishes(members)]
        columns = [f"{_total([f'hard_{n}' for n in numbers])} AS hards",
                   f"{_total([f'asks_{n}_{w}' for n, w in asked])} AS unmet"]
        columns += [f"{_total([f'only_{s}_{n}' for n in numbers])} AS total_{s}" for s in WEIGHED]
        return columns + (self._for_details(asked) if self.details else [])

    def _for_details(self, asked: list[tuple[int, str]]) -> list[str]:
        """Which candidates fail each wish, and which terms' rows are told apart."""
        columns = []
        for wish in dict.fromkeys(w for _, w in asked):
            masks = [f"asks_{n}_{w}" for n, w in asked if w == wish]
            columns.append(f"{_union(masks)} AS {self.wish(str(wish))}")
        for code, mask in self.base.candidates.of_term.items():
            rows = lanes.spread(mask)
            if mask & (mask - 1):
                differ = [f"(m_{r.position} & {rows}) NOT IN (0, {rows})"
                          for r in self.base.requiring]
                columns.append(f"{alternatives(differ)} AS apart_{code}")
        return columns

    def _keys(self) -> list[str]:
        columns = []
        for i in range(len(self.base.candidates.all)):
            penalty = " + ".join(f"{lanes.count(f'total_{s}', i)} * {PENALTY[s]}" for s in WEIGHED)
            distance = choice(self.current["proposed_code"], {
                literal(c): str(d[i]) for c, d in self.base.candidates.distance.items()}, "0")
            columns.append(
                f"{lanes.count('hards', i)} * {HARD_UNIT} + {lanes.count('unmet', i)} * "
                f"{WISH_UNIT} + ({penalty}) * {PENALTY_UNIT} + {distance} * {ROWS} + {i} "
                f"AS key_{i}")
            columns.append(f"{lanes.count('unmet', i)} AS unmet_{i}")
        return columns

    def _ranks(self) -> list[str]:
        rows = range(len(self.base.candidates.all))
        columns = [f"{_least([f'key_{i}' for i in rows])} AS best",
                   f"{_least([f'unmet_{i}' for i in rows])} AS fewest_unmet"]
        for code, mask in self.base.candidates.of_term.items():
            own = [f"key_{i}" for i in rows if mask >> i & 1]
            columns.append(f"{_least(own)} AS best_{code}")
        return columns

    def _states(self) -> list[str]:
        return [f"CASE WHEN stopped THEN 'stop' WHEN NOT {self.excluded('best')} THEN 'ok' "
                f"WHEN best >= {HARD_UNIT} THEN 'blocked' "
                "WHEN fewest_unmet = 0 THEN 'yielded' ELSE 'choose' END AS state"]

    @staticmethod
    def _advised() -> list[str]:
        return ["(state IN ('ok', 'yielded')) AS advised"]


def _wishes(members: list[Ready]) -> list[str]:
    return list(dict.fromkeys(str(r.rule.wish) for r in members if r.rule.wish))


def _union(masks: list[str]) -> str:
    return "(" + " | ".join(masks) + ")" if len(masks) > 1 else masks[0] if masks else NOBODY


def _total(masks: list[str]) -> str:
    return "(" + " + ".join(masks) + ")" if masks else NOBODY


def _least(columns: list[str]) -> str:
    return f"LEAST({', '.join(columns)})" if len(columns) > 1 else columns[0]
