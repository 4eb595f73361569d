"""Words searched without regard to accents and capitals."""

import unicodedata


def folded(text: str) -> str:
    """The text in small letters without accents, ligatures taken apart."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def matches(wanted: str, *texts: str) -> bool:
    """Whether every word of `wanted` stands somewhere in the texts; nothing wanted matches all."""
    whole = folded("\n".join(texts))
    return all(word in whole for word in folded(wanted).split())
