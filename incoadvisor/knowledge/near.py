"""The nearest match for a misspelt word."""

import difflib
from collections.abc import Iterable


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like `word`, or None when none is near."""
    found = difflib.get_close_matches(word[:80].lower(), list(options), n=1, cutoff=0.6)
    if not found:
        found = [o for o in options
                 if len(word) >= 3 and (o.lower().startswith(word.lower())
                                        or word.lower() in o.lower())][:1]
    return found[0] if found else None
