"""Rows of terms in words: a term whose two rows fare alike by its code, else with the variant."""

from collections.abc import Callable, Sequence


def codes(names: Sequence[str]) -> list[str]:
    """Candidate names as codes; a term with one failing row of two keeps its variant."""
    terms = [n.split("/")[0] for n in names]
    return list(dict.fromkeys(
        t if terms.count(t) > 1 or "/" not in n else n for n, t in zip(names, terms,
                                                                       strict=True)))


def in_words(names: Sequence[str], say: Callable[..., str]) -> list[str]:
    """The same, the variant in words."""
    told = []
    for name in codes(names):
        term, _, variant = name.partition("/")
        told.append(say("te_variant", term=term, variant=say(f"l_variant_{variant}"))
                    if variant else term)
    return told
