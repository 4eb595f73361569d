"""What `verify --exhaustive` and `verify --coverage` report, beside findings."""

from typing import Literal

from incoadvisor.engine.verify.mutants import NoEffect
from incoadvisor.model.finding import Finding
from incoadvisor.model.text import Frozen


class Sweep(Frozen):
    """The combinations of facts that the rules of some topics read, run through these rules.

    `rows` combinations were run, which stand for `situations`: `every` value of every fact,
    or values that no rule tells apart taken as `one`, or a `sample`.
    """

    topics: tuple[str, ...]
    facts: int
    rules: int
    rows: int
    situations: int
    how: Literal["every", "one", "sample"]
    patterns: int
    seconds: float


class Exhaustive(Frozen):
    """Every situation that each decision can meet, and what was found."""

    sweeps: tuple[Sweep, ...]
    pairs: tuple[Sweep, ...]
    pairs_left: int
    whole: dict[str, int]
    whole_facts: int
    conflicts: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def rows(self) -> int:
        """Combinations run through the rules."""
        return sum(s.rows for s in (*self.sweeps, *self.pairs))

    @property
    def sampled(self) -> int:
        """Those of them that are only a sample of a larger space."""
        return sum(s.rows for s in (*self.sweeps, *self.pairs) if s.how == "sample")

    @property
    def contradictions(self) -> int:
        """Contradictions that no rule names."""
        return sum(f.severity == "fault" for f in self.findings)


class RuleCoverage(Frozen):
    """One deciding rule: how many situations fire it, which cases fail without it."""

    rule: str
    stage: str
    fired_by: int
    answers_for: tuple[str, ...]
    named_in_vain: tuple[str, ...]  # pairs that say they rest on it, and do not


class Mutation(Frozen):
    """A small change to a rule: the case that notices it, or why nothing can.

    A rule that only warns is held against its own examples: `caught_by` is then `rule#number`.
    """

    rule: str
    where: str
    kind: str
    detail: str
    caught_by: str | None
    no_effect: NoEffect | None


class Coverage(Frozen):
    """What the worked cases cover; `warnings` are the mutants of the rules that only warn."""

    cases: int
    situations: int
    failing: tuple[str, ...]
    rules: tuple[RuleCoverage, ...]
    mutations: tuple[Mutation, ...]
    warnings: tuple[Mutation, ...]
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def counted(self) -> tuple[Mutation, ...]:
        """The mutants that are not equivalent."""
        return tuple(m for m in self.mutations if m.no_effect is None)

    @property
    def survivors(self) -> tuple[Mutation, ...]:
        """The mutants that no case notices though they change something."""
        return tuple(m for m in self.counted if m.caught_by is None)

    @property
    def percent(self) -> float:
        """How many of the mutants that change something are noticed, in percent."""
        return caught_percent(self.mutations)

    @property
    def warnings_percent(self) -> float:
        """The same of the rules that only warn, judged by their own examples."""
        return caught_percent(self.warnings)


def caught_percent(mutations: tuple[Mutation, ...]) -> float:
    """The share of mutants noticed among those that are not equivalent; 100 if there are none."""
    counted = [m for m in mutations if m.no_effect is None]
    caught = sum(m.caught_by is not None for m in counted)
    return round(100 * caught / len(counted), 1) if counted else 100.0
