"""Messages whose two languages do not match."""

from collections.abc import Iterator
from string import Formatter

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.verify.where import line_of
from incoadvisor.model.finding import Finding


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault where a message fills other places in one language than in the other."""
    for key, text in base.knowledge.content.texts.items():
        english, french = _places(text.en), _places(text.fr)
        if english != french:
            yield Finding(
                code="verify_text_places", severity="fault",
                where=line_of(base.knowledge.folder, "texts", (key,)),
                values={"message": key, "places": ", ".join(sorted(english ^ french))})


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
