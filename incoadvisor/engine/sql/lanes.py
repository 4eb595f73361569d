"""Candidates as lanes of five bits in one BIGINT, so that failures can be added up at once.

A mask with the lowest bit of some lanes set says which candidates fail; adding such masks
counts failures per candidate, up to 31 in each lane.
"""

WIDTH = 5
FULL = (1 << WIDTH) - 1


def bit(candidate: int) -> int:
    """The lowest bit of a candidate's lane."""
    return 1 << (WIDTH * candidate)


def spread(mask: int) -> int:
    """A mask of candidates (one bit each) as lanes."""
    total, candidate = 0, 0
    while mask >> candidate:
        if mask >> candidate & 1:
            total |= bit(candidate)
        candidate += 1
    return total


def count(expression: str, candidate: int) -> str:
    """SQL: what stands in a candidate's lane. Exact, since a lane has few significant bits."""
    lane = FULL << (WIDTH * candidate)
    return f"CAST(({expression} & {lane}) / {bit(candidate)} AS BIGINT)"
