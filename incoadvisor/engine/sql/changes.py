"""Every one- and two-fact change of a case, answered in one query."""

from collections.abc import Sequence
from dataclasses import dataclass

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.sql.expressions import column, literal, sql_type
from incoadvisor.engine.sql.run import quick_connection
from incoadvisor.engine.sql.text import SqlText, sql_text
from incoadvisor.model.vocabulary import Facts, Value

Option = tuple[str, Value]


@dataclass(frozen=True)
class Changed:
    """A change of one or two facts and the answer it leads to."""

    set: tuple[Option, ...]
    state: str
    term: str | None
    verdicts: dict[str, str]

    @property
    def answer(self) -> str:
        """The code, or the state when nothing is recommended."""
        return self.term or self.state


def all_changes(base: RuleBase, facts: Facts, options: Sequence[Option], today: str,
                pairs: bool = True) -> list[Changed]:
    """What each option alone, and with `pairs` each two of different facts, leads to.

    `facts` are given facts over the market facts they bring.
    """
    if not options:
        return []
    text = sql_text(base, today, markets=False, rules=False)
    rows = quick_connection().execute(
        "SELECT fa, oa, ob, state, recommended, "
        + ", ".join(f"verdict_{c}" for c in text.codes)
        + f" FROM ({_query(text, facts, options, pairs)}) JOIN ({_numbered(options, pairs)}) "
        "USING (rid) ORDER BY rid").fetchall()
    return [
        Changed((options[a], options[b]) if b is not None else (options[a],), state, term,
                dict(zip(text.codes, verdicts, strict=True)))
        for _, a, b, state, term, *verdicts in rows
    ]


def _numbered(options: Sequence[Option], pairs: bool) -> str:
    """rid, the two facts and the places of the two options (NULL for a single change)."""
    facts = list(dict.fromkeys(f for f, _ in options))
    rows = ", ".join(f"({i}, {facts.index(f)}, {literal(f)})" for i, (f, _) in enumerate(options))
    values = f"(VALUES {rows}) AS v(o, n, f)"
    size = len(options)
    single = f"SELECT o AS rid, f AS fa, o AS oa, NULL AS fb, NULL AS ob FROM {values}"
    if not pairs:
        return single
    return (f"{single} UNION ALL SELECT {size} + a.o * {size} + b.o, a.f, a.o, b.f, b.o "
            f"FROM {values.replace('AS v(', 'AS a(')} JOIN {values.replace('AS v(', 'AS b(')} "
            "ON a.n < b.n")


def _query(text: SqlText, facts: Facts, options: Sequence[Option], pairs: bool) -> str:
    by_fact: dict[str, dict[int, Value]] = {}
    for i, (fact, value) in enumerate(options):
        by_fact.setdefault(fact, {})[i] = value
    columns = []
    specs = text.base.knowledge.facts
    for name in text.facts:
        own = f"CAST({literal(facts[name]) if name in facts else 'NULL'} AS " \
              f"{sql_type(specs[name])})"
        if name in by_fact:
            whens = " ".join(f"WHEN oa = {i} OR ob = {i} THEN {literal(v)}"
                             for i, v in by_fact[name].items())
            own = f"CASE {whens} ELSE {own} END"
        columns.append(f"{own} AS {column(name)}")
    cases = f"SELECT rid, {', '.join(columns)} FROM numbered"
    return text.over([("numbered", _numbered(options, pairs)), (text.table, cases)])
