"""The nearest match for a misspelt word."""

import difflib
from collections.abc import Iterable


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like `word`, or None when none is near."""
    wanted = word[:80].lower()
    by_lower = {option.lower(): option for option in options}
    found = difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.6)
    if not found and len(wanted) >= 3:
        found = [lower for lower in by_lower if wanted in lower][:1]
    return by_lower[found[0]] if found else None
