"""What `verify --exhaustive` and `verify --coverage` report, beside findings."""

from typing import Literal

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
