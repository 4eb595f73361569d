"""The SQL text of a rule base."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

from incoadvisor.engine.candidates import Failures
from incoadvisor.engine.choose import DISCOURAGED_FROM, RESTATED
from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.engine.evaluate import DECIDING
from incoadvisor.engine.sql.expressions import column, condition, literal, sql_type
from incoadvisor.engine.sql.markets import market_column
from incoadvisor.model.rule import PENALTY, Rule

# The ranking key: ((((hard × 64) + wishes) × 2048 + penalty) × 16 + distance) × 16 + row
ROWS, DISTANCES, PENALTIES, WISHES = 16, 16, 2048, 64
PENALTY_UNIT = ROWS * DISTANCES
WISH_UNIT = PENALTY_UNIT * PENALTIES
HARD_UNIT = WISH_UNIT * WISHES


class SqlText:
    """Builds the text for one rule base; `today` stands in for an unknown shipment date."""

    def __init__(self, base: RuleBase, today: str, table: str = "cases") -> None:
        self.base, self.today, self.table = base, today, table
        self.rules = [r for s in base.stage_strata(*DECIDING) for r in s]
        self.codes = base.candidates.codes

    @cached_property
    def facts(self) -> list[str]:
        """Facts the deciding rules read or write, in the vocabulary's order."""
        used = {n for r in self.rules for n in (*r.reads, *r.rule.written_values)}
        used |= {"shipment_date", "proposed_code"}
        used |= {t.keyed_by for t in self.base.knowledge.content.markets}
        return [n for n in self.base.knowledge.facts if n in used]

    @cached_property
    def text(self) -> str:
        """One SELECT over the table of cases; a row a case, told apart by `rid`."""
        parts = [("joined", self._joined())]
        before = "joined"
        kept: list[str] = []  # rule columns so far
        for number, stratum in enumerate(self.base.stage_strata(*DECIDING)):
            fired = f"fired_{number}"
            parts.append((fired, self._fired(before, stratum, kept)))
            kept += [_flag(r) for r in stratum]
            before = f"known_{number}"
            parts.append((before, self._known(fired, stratum, kept)))
        parts += [("effective", self._effective(before)), ("topics", self._topics()),
                  ("scored", self._scored()), ("ranked", self._ranked())]
        ctes = ",\n".join(f"{name} AS (\n{body}\n)" for name, body in parts)
        return f"WITH {ctes}\n{self._result()}"

    def _joined(self) -> str:
        columns = []
        day = f"COALESCE({column('shipment_date')}, {literal(self.today)})"
        for name in self.facts:
            market = market_column(name, self.base.knowledge, day)
            own = column(name)
            columns.append(f"COALESCE({own}, {market}) AS {own}" if market else own)
        return f"SELECT rid, {', '.join(columns)} FROM {self.table}"

    def _fired(self, before: str, stratum: list[Ready], kept: list[str]) -> str:
        columns = ["rid", *(column(n) for n in self.facts), *kept]
        columns += [f"{self._fires(r)} AS {_flag(r)}" for r in stratum]
        return f"SELECT {', '.join(columns)} FROM {before}"

    def _fires(self, ready: Ready) -> str:
        rule = ready.rule
        tests = [condition(rule.condition, self.base.groups)]
        if rule.perspective:
            sides = ", ".join(literal(s) for s in rule.perspective)
            tests.append(f"COALESCE({column('perspective')} IN ({sides}), FALSE)")
        day = f"COALESCE({column('shipment_date')}, '')"
        if "from" in rule.valid:
            tests.append(f"{day} >= {literal(rule.valid['from'])}")
        if "to" in rule.valid:
            tests.append(f"{day} <= {literal(rule.valid['to'])}")
        if rule.assume:
            gaps = " OR ".join(
                f"({column(n)} IS NULL AND {self._value(v)} IS NOT NULL)"
                for n, v in rule.assume.items())
            tests.append(f"({gaps})")
        if rule.stage != "screen":
            tests.append(f"NOT {self._stopped()}")
        return "(" + " AND ".join(tests) + ")"

    def _stopped(self) -> str:
        stops = [_flag(r) for r in self.rules if r.rule.stop is not None]
        return "(" + " OR ".join(stops) + ")" if stops else "FALSE"

    def _known(self, fired: str, stratum: list[Ready], kept: list[str]) -> str:
        columns = ["rid"]
        for name in self.facts:
            own = column(name)
            writers = [r for r in stratum if name in r.rule.written_values]
            if writers:
                # The first that has a value for it, as the engine takes them in order.
                whens = ", ".join(
                    f"CASE WHEN {_flag(r)} THEN {self._value(r.rule.written_values[name])} END"
                    for r in writers)
                columns.append(f"COALESCE({own}, {whens}) AS {own}")
            else:
                columns.append(own)
        return f"SELECT {', '.join([*columns, *kept])} FROM {fired}"

    def _value(self, value: object) -> str:
        if isinstance(value, dict):
            return literal(self.today) if "today" in value else column(value["fact"])
        return literal(value)  # type: ignore[arg-type]

    def _effective(self, before: str) -> str:
        columns = ["rid", *(_flag(r) for r in self.rules), f"{self._stopped()} AS stopped"]
        proposed = _case(column("proposed_code"), {
            c: str(m) for c, m in self.base.candidates.of_term.items()}, "0")
        columns.append(f"{proposed} AS proposed")
        columns.append(f"{column('proposed_code')} AS proposed_code")
        for ready in self.base.requiring:
            gone = self._withdrawn(ready.rule)
            in_force = f"({_flag(ready)} AND NOT {gone})" if gone != "FALSE" else _flag(ready)
            columns.append(f"{gone} AS w_{ready.position}")
            columns.append(
                f"CASE WHEN {in_force} THEN {self._mask(ready.failures)} ELSE 0 END "
                f"AS m_{ready.position}")
        return f"SELECT {', '.join(columns)} FROM {before}"

    def _withdrawn(self, rule: Rule) -> str:
        tests = []
        for other in self.base.requiring:
            if rule.id in other.rule.overrides:
                gone = self._withdrawn(other.rule)
                tests.append(f"({_flag(other)} AND NOT {gone})" if gone != "FALSE"
                             else _flag(other))
        fired = _flag(self.base.by_id[rule.id])
        return f"({fired} AND ({' OR '.join(tests)}))" if tests else "FALSE"

    def _mask(self, failures: Failures | None) -> str:
        assert failures is not None
        parts = [str(failures.fixed)]
        for fact, by_value in failures.by_value:
            parts.append(_case(column(fact), {v: str(m) for v, m in by_value.items()},
                               str(self.base.candidates.everyone)))
        return "(" + " & ".join(parts) + ")" if len(parts) > 1 else parts[0]

    def _groups(self) -> dict[str, list[Ready]]:
        topics: dict[str, list[Ready]] = {}
        for ready in self.base.requiring:
            topics.setdefault(ready.rule.topic, []).append(ready)
        return topics

    def _topics(self) -> str:
        columns = ["rid", "stopped", "proposed_code", *(_flag(r) for r in self.rules),
                   *(f"w_{r.position}" for r in self.base.requiring)]
        for number, (_, members) in enumerate(self._groups().items()):
            hard = [f"m_{r.position}" for r in members
                    if r.rule.strength == "must" and r.rule.basis != "wish"]
            columns.append(f"{_either(hard)} AS h_{number}")
            for wish in _wishes(members):
                masks = [self._asking(r) for r in members if r.rule.wish == wish]
                columns.append(f"{_either(masks)} AS q_{number}_{wish}")
            for strength in ("strong", "moderate", "slight"):
                masks = [f"m_{r.position}" for r in members
                         if r.rule.strength == strength and r.rule.basis != "wish"]
                if strength == RESTATED:
                    masks += [self._describing(r) for r in members if r.rule.basis == "wish"]
                columns.append(f"{_either(masks)} AS {strength}_{number}")
        columns.append(f"{self._told_apart()} AS told_apart")
        return f"SELECT {', '.join(columns)} FROM effective"

    def _restated(self, ready: Ready) -> str:
        everyone = self.base.candidates.everyone
        return f"((proposed & ({everyone} - m_{ready.position})) <> 0)"

    def _asking(self, ready: Ready) -> str:
        """The mask of a wish that asks, 0 where it only restates the proposed term."""
        return f"CASE WHEN {self._restated(ready)} THEN 0 ELSE m_{ready.position} END"

    def _describing(self, ready: Ready) -> str:
        """The mask of a wish that restates the proposed term, which counts as moderate."""
        return f"CASE WHEN {self._restated(ready)} THEN m_{ready.position} ELSE 0 END"

    def _told_apart(self) -> str:
        """Bits of the terms whose rows the requirements tell apart."""
        tests = []
        for code, mask in self.base.candidates.of_term.items():
            rows = [1 << i for i in range(len(self.base.candidates.all)) if mask >> i & 1]
            if len(rows) > 1:
                differ = " OR ".join(
                    f"((m_{r.position} & {mask}) NOT IN (0, {mask}))" for r in self.base.requiring)
                tests.append(f"CASE WHEN {differ} THEN {1 << self.codes.index(code)} ELSE 0 END")
        return _sum(tests)

    def _scored(self) -> str:
        columns = ["rid", "stopped", "told_apart", *(_flag(r) for r in self.rules),
                   *(f"w_{r.position}" for r in self.base.requiring)]
        topics = list(enumerate(self._groups().items()))
        gives_up: dict[str, list[str]] = {}
        for number, (_, members) in topics:
            for wish in _wishes(members):
                gives_up.setdefault(str(wish), []).append(f"q_{number}_{wish}")
        columns += [f"{_either(masks)} AS wish_{wish}" for wish, masks in gives_up.items()]
        for i, _ in enumerate(self.base.candidates.all):
            bit = 1 << i
            hard = _sum([f"CASE WHEN (h_{n} & {bit}) <> 0 THEN 1 ELSE 0 END" for n, _ in topics])
            wishes = _sum([f"CASE WHEN (q_{n}_{w} & {bit}) <> 0 THEN 1 ELSE 0 END"
                           for n, (_, members) in topics for w in _wishes(members)])
            penalty = _sum([self._penalty(n, members, bit) for n, (_, members) in topics])
            distance = _case("proposed_code", {
                c: str(d[i]) for c, d in self.base.candidates.distance.items()}, "0")
            columns.append(
                f"CAST({hard} AS BIGINT) * {HARD_UNIT} + {wishes} * {WISH_UNIT} "
                f"+ {penalty} * {PENALTY_UNIT} + {distance} * {ROWS} + {i} AS key_{i}")
            columns.append(f"{wishes} AS wishes_{i}")
        return f"SELECT {', '.join(columns)} FROM topics"

    @staticmethod
    def _penalty(number: int, members: list[Ready], bit: int) -> str:
        musts = _either([f"h_{number}", *(f"q_{number}_{w}" for w in _wishes(members))])
        whens = " ".join(f"WHEN ({s}_{number} & {bit}) <> 0 THEN {PENALTY[s]}"
                         for s in ("strong", "moderate", "slight"))
        return f"CASE WHEN ({musts} & {bit}) <> 0 THEN 0 {whens} ELSE 0 END"

    def _ranked(self) -> str:
        keys = [f"key_{i}" for i in range(len(self.base.candidates.all))]
        columns = ["*", f"{_least(keys)} AS best",
                   f"{_least([f'wishes_{i}' for i in range(len(keys))])} AS fewest_wishes"]
        for code, mask in self.base.candidates.of_term.items():
            own = [k for i, k in enumerate(keys) if mask >> i & 1]
            columns.append(f"{_least(own)} AS best_{code}")
        return f"SELECT {', '.join(columns)} FROM scored"

    def _result(self) -> str:
        state = (f"CASE WHEN stopped THEN 'stop' WHEN best < {WISH_UNIT} THEN 'ok' "
                 f"WHEN best >= {HARD_UNIT} THEN 'blocked' "
                 "WHEN fewest_wishes = 0 THEN 'yielded' ELSE 'choose' END")
        advised = f"(NOT stopped AND (best < {WISH_UNIT} OR " \
                  f"(best < {HARD_UNIT} AND fewest_wishes = 0)))"
        row = f"(best % {ROWS})"
        terms = _case(row, {i: literal(c.term)
                            for i, c in enumerate(self.base.candidates.all)}, "NULL")
        variants = " ".join(
            f"WHEN {row} = {i} AND (told_apart & {1 << self.codes.index(c.term)}) <> 0 "
            f"THEN {literal(c.variant)}"
            for i, c in enumerate(self.base.candidates.all) if c.variant)
        variant = f"CASE {variants} END" if variants else "NULL"
        columns = ["rid", f"{state} AS state",
                   f"CASE WHEN {advised} THEN {terms} END AS recommended",
                   f"CASE WHEN {advised} THEN {variant} END AS variant"]
        for code in self.codes:
            best = f"best_{code}"
            columns.append(
                f"CASE WHEN stopped THEN 'excluded' WHEN {advised} AND {best} = best "
                f"THEN 'recommended' WHEN {best} >= {WISH_UNIT} THEN 'excluded' "
                f"WHEN {best} >= {DISCOURAGED_FROM * PENALTY_UNIT} THEN 'discouraged' "
                f"ELSE 'acceptable' END AS verdict_{code}")
            columns.append(f"CAST((({best} - {best} % {PENALTY_UNIT}) / {PENALTY_UNIT}) "
                           f"AS BIGINT) % {PENALTIES} AS penalty_{code}")
        columns += [f"CASE WHEN {advised} AND ({_either_bit(masks, row)}) THEN 1 ELSE 0 END "
                    f"AS gives_up_{wish}" for wish, masks in self._wish_columns()]
        columns += [f"{bits} AS {name}" for name, bits in self._packed()]
        return f"SELECT {', '.join(columns)} FROM ranked"

    def _wish_columns(self) -> list[tuple[str, str]]:
        wishes = dict.fromkeys(str(r.rule.wish) for r in self.base.requiring if r.rule.wish)
        return [(w, f"wish_{w}") for w in wishes]

    def _packed(self) -> Iterator[tuple[str, str]]:
        """Fired and withdrawn rules as bit masks of 60 in BIGINT."""
        for start in range(0, len(self.rules), 60):
            members = self.rules[start:start + 60]
            yield f"fired_{start // 60}", _sum([
                f"CASE WHEN {_flag(r)} THEN CAST({1 << i} AS BIGINT) ELSE CAST(0 AS BIGINT) END"
                for i, r in enumerate(members)])
            yield f"withdrawn_{start // 60}", _sum([
                f"CASE WHEN w_{r.position} THEN CAST({1 << i} AS BIGINT) "
                "ELSE CAST(0 AS BIGINT) END"
                for i, r in enumerate(members) if r.rule.require is not None] or
                ["CAST(0 AS BIGINT)"])

    def schema(self) -> list[tuple[str, str]]:
        """Columns of the table of cases after `rid`: name and SQL type."""
        facts = self.base.knowledge.facts
        return [(column(n), sql_type(facts[n])) for n in self.facts]


def _flag(ready: Ready) -> str:
    return f"r_{ready.position}"


def _wishes(members: list[Ready]) -> list[str | None]:
    return list(dict.fromkeys(r.rule.wish for r in members if r.rule.wish))


def _either(masks: list[str]) -> str:
    return "(" + " | ".join(masks) + ")" if masks else "0"


def _either_bit(mask: str, row: str) -> str:
    return " OR ".join(f"({row} = {i} AND ({mask} & {1 << i}) <> 0)" for i in range(ROWS))


def _sum(terms: list[str]) -> str:
    return "(" + " + ".join(terms) + ")" if terms else "0"


def _least(columns: list[str]) -> str:
    return f"LEAST({', '.join(columns)})" if len(columns) > 1 else columns[0]


def _case(subject: str, whens: dict[int, str] | dict[str, str], otherwise: str) -> str:
    if not whens:
        return otherwise
    branches = " ".join(
        f"WHEN {subject} = {w if isinstance(w, int) else literal(w)} THEN {then}"
        for w, then in whens.items())
    return f"CASE {branches} ELSE {otherwise} END"


@lru_cache(maxsize=8)
def sql_text(base: RuleBase, today: str) -> SqlText:
    """The SQL text of a rule base, built once a day."""
    return SqlText(base, today)
