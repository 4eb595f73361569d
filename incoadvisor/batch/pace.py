"""How far an audit is, how fast it goes, and how long it will take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from incoadvisor.batch.audit import STAGES


@dataclass(frozen=True)
class Pace:
    """A moment of a run: its stage, the share done, lines a second, and seconds left."""

    stage: str
    share: float
    rate: float | None
    left: float | None


@dataclass
class Pacer:
    """Turns what an audit tells of its progress into a pace. Every stage counts alike."""

    clock: Callable[[], float] = time.monotonic
    begun: float = field(init=False)
    share: float = 0.0

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def told(self, stage: str, share: float, lines: int | None) -> Pace:
        """The pace after news of a stage; the share never falls back."""
        done = (STAGES.index(stage) + min(max(share, 0.0), 1.0)) / len(STAGES)
        self.share = max(self.share, done)
        elapsed = self.clock() - self.begun
        if not self.share or elapsed <= 0:
            return Pace(stage, self.share, None, None)
        rate = lines * self.share / elapsed if lines else None
        return Pace(stage, self.share, rate, elapsed * (1 - self.share) / self.share)
