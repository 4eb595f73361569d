"""The engines side by side: each made once for a rule base, then asked case by case."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from benchmarks.engines.answer import Answer, Scoring, answer
from benchmarks.engines.clips_text import Constructs
from benchmarks.engines.zen_graph import Graph, number_of
from incoadvisor.batch.spark.session import has_java
from incoadvisor.engine.compiled import RuleBase, withdrawals
from incoadvisor.engine.evaluate import evaluate
from incoadvisor.engine.forward import ForwardEngine
from incoadvisor.engine.sql.run import fill, quick_connection
from incoadvisor.engine.sql.text import sql_text
from incoadvisor.model.vocabulary import Facts


class Engine(ABC):
    """Answers many cases, one after another unless it can do better."""

    in_process = True  # else this process's processor time and memory say nothing of it

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today

    @abstractmethod
    def answers(self, cases: list[Facts]) -> list[Answer]:
        """The answer to each case."""

    def prepared(self, cases: list[Facts]) -> list[Any]:
        """The cases as the engine takes them; not counted in its time."""
        return cases

    def size(self, cases: list[Facts]) -> int:
        """How many decisions `decide` makes."""
        return len(cases)

    def planning(self) -> Any:
        """What a query costs before its first row; nothing for most."""
        return None

    def fire(self, prepared: list[Any]) -> Any:
        """Only what the engine itself does, without scoring; None where it cannot be told apart."""
        return None

    @abstractmethod
    def decide(self, prepared: list[Any]) -> Any:
        """The whole decision, which is what is compared."""


class Experta(Engine):
    """experta, with trace and scoring, as `advise` runs it."""

    def __init__(self, base: RuleBase, today: str) -> None:
        super().__init__(base, today)
        self.engine = ForwardEngine(base)

    def decide(self, prepared: list[Facts]) -> Any:
        return [self.engine.run(facts, [], self.today) for facts in prepared]

    def answers(self, cases: list[Facts]) -> list[Answer]:
        return [answer(run.outcome,
                       [f.rule for f in run.firings if f.rule in self.base.by_id],
                       [f.rule for f in run.firings if f.withdrawn_by is not None])
                for run in self.decide(cases)]


class Evaluator(Engine):
    """The plain evaluator: rules as Python closures, run one by one."""

    def decide(self, prepared: list[Facts]) -> Any:
        return [evaluate(self.base, facts, self.today) for facts in prepared]

    def answers(self, cases: list[Facts]) -> list[Answer]:
        return [answer(run.outcome, [r for r, fires in run.fired.items() if fires],
                       withdrawals(run.required)) for run in self.decide(cases)]


class _Firing(Engine):
    """An engine that fires rules and leaves the scoring to Python."""

    def __init__(self, base: RuleBase, today: str) -> None:
        super().__init__(base, today)
        self.scoring = Scoring(base, today)

    @abstractmethod
    def fired(self, one: Any) -> Any:
        """Positions of the rules that fire."""

    def fire(self, prepared: list[Any]) -> Any:
        return [self.fired(one) for _, one in prepared]

    def decide(self, prepared: list[Any]) -> Any:
        return [self.scoring.score(facts, self.fired(one)) for facts, one in prepared]

    def answers(self, cases: list[Facts]) -> list[Answer]:
        return [answer(*found) for found in self.decide(self.prepared(cases))]


class Clips(_Firing):
    """CLIPS through clipspy: one environment; a case is a reset, one fact, one call."""

    def __init__(self, base: RuleBase, today: str) -> None:
        import clips

        super().__init__(base, today)
        self.text = Constructs(base, today)
        self.environment = clips.Environment()
        for construct in self.text:
            self.environment.build(construct)
        self.template = self.environment.find_template("case")
        self.run = self.environment.find_function("decide")

    def prepared(self, cases: list[Facts]) -> list[Any]:
        return [(facts, self.text.case(facts)) for facts in cases]

    def fired(self, one: dict[str, Any]) -> Any:
        self.environment.reset()
        self.template.assert_fact(**one)
        return self.run()


class Zen(_Firing):
    """ZEN through zen-engine: the graph compiled once by the static loader, one call a case.

    (A decision made with `create_decision` is compiled again at every call in this version.)
    """

    def __init__(self, base: RuleBase, today: str) -> None:
        import zen

        super().__init__(base, today)
        graph = Graph(base, today)
        self.dates = graph.dates
        self.names = {n for r in self.scoring.rules for n in (*r.reads, *r.rule.written_values)}
        content = json.loads(json.dumps(graph.content()))
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": content}}})
        self.starts = [stratum[0].position for stratum in base.strata]

    def prepared(self, cases: list[Facts]) -> list[Any]:
        return [(facts, {n: number_of(str(v)) if n in self.dates else v
                         for n, v in facts.items() if n in self.names}) for facts in cases]

    def fired(self, one: dict[str, Any]) -> Any:
        result = self.engine.evaluate("rules", one)["result"]
        return [start + i for k, start in enumerate(self.starts)
                for i, fires in enumerate(result[f"s{k}"]) if fires]


class DuckDb(Engine):
    """The rules as one SQL text on DuckDB, all cases at once, planning included."""

    def __init__(self, base: RuleBase, today: str) -> None:
        super().__init__(base, today)
        self.text = sql_text(base, today, markets=False)
        self.database = quick_connection()

    def prepared(self, cases: list[Facts]) -> Any:
        fill(self.database, self.text, cases)
        return cases

    def decide(self, prepared: Any) -> Any:
        return self.database.execute(f"CREATE OR REPLACE TABLE answers AS {self.text.text}")

    def planning(self) -> Any:
        return self.database.execute(f"EXPLAIN {self.text.text}").fetchall()

    def answers(self, cases: list[Facts]) -> list[Answer]:
        self.decide(self.prepared(cases))
        return self.told(cases)

    def told(self, cases: list[Facts]) -> list[Answer]:
        """What the table of answers says of each case."""
        told = self.database.execute(
            f"SELECT * FROM answers WHERE rid < {len(cases)} ORDER BY rid")
        names = [column[0] for column in told.description or ()]
        return [self._answer(dict(zip(names, row, strict=True))) for row in told.fetchall()]

    def _answer(self, row: dict[str, Any]) -> Answer:
        def rules(which: str) -> frozenset[str]:
            return frozenset(r.id for i, r in enumerate(self.text.rules)
                             if row[f"{which}_{i // 60}"] >> i % 60 & 1)

        codes = sorted(self.text.codes)
        return Answer(row["state"], tuple((c, row[f"verdict_{c}"]) for c in codes),
                      tuple((c, row[f"penalty_{c}"]) for c in codes),
                      rules("fired"), rules("withdrawn"))


class DuckDbRows(DuckDb):
    """The same over many rows: the cases again and again, each row decided anew."""

    rows = 200_000

    def size(self, cases: list[Facts]) -> int:
        return len(cases) * self._times(cases)

    def _times(self, cases: list[Facts]) -> int:
        return max(1, self.rows // len(cases))

    def prepared(self, cases: list[Facts]) -> Any:
        super().prepared(cases)
        table, size = self.text.table, len(cases)
        self.database.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT {size} * n + rid AS rid, "
            f"cases.* EXCLUDE (rid) FROM {table} AS cases, range({self._times(cases)}) AS again(n)")
        return cases

    def told(self, cases: list[Facts]) -> list[Answer]:
        found = super().told(cases)
        distinct = self.database.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT rid % {len(cases)}, COLUMNS(* EXCLUDE (rid)) "
            "FROM answers)").fetchone()
        if distinct != (len(cases),):
            raise ValueError("the same case got different answers")
        return found


def _spark(base: RuleBase, today: str) -> Engine:
    from benchmarks.engines.spark_rows import SparkRows  # half a gigabyte that not all have

    return SparkRows(base, today)


ENGINES: dict[str, Callable[[RuleBase, str], Engine]] = {
    "experta": Experta, "evaluator": Evaluator, "clips": Clips, "zen": Zen, "duckdb": DuckDb,
    "duckdb-rows": DuckDbRows, "spark-rows": _spark}


def here() -> list[str]:
    """Names of the engines that can run on this machine: Spark is an extra and needs Java."""
    spark = find_spec("pyspark") is not None and has_java()
    return [name for name in ENGINES if spark or not name.startswith("spark")]
