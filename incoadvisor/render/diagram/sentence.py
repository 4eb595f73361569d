"""One sentence that says what the picture shows, from the same squares."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.term import Insurance
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.journey import Lane, Square, Station, Transfer
from incoadvisor.render.diagram.transfer import INSURANCE

Squares = dict[tuple[Lane, str], Square]
EXPORT, IMPORT = "export_clearance", "import_clearance"


def sentence(texts: Texts, lang: Lang, stations: Sequence[Station], squares: Squares,
             risk: Transfer, cost: Transfer, insurance: Insurance) -> str:
    """Risk and costs, customs, and insurance where it is owed."""
    end = len(stations)
    if risk == cost:
        bears = texts.say("diagram_bears_both", lang,
                          extent=_extent(texts, lang, stations, risk))
    else:
        bears = texts.say("diagram_bears_apart", lang,
                          risk=_extent(texts, lang, stations, risk),
                          cost=_extent(texts, lang, stations, cost))
    if max(risk.at, cost.at) < end:
        bears = texts.say("diagram_then_buyer", lang, seller=bears)
    clears = "_".join(squares["acts", m].party for m in (EXPORT, IMPORT))
    parts = [bears, texts.say(f"diagram_customs_{clears}", lang)]
    if insurance.cover is not None:
        parts.append(texts.say("diagram_insures", lang,
                               clauses=texts.say(f"diagram_{insurance.cover}", lang)))
    return texts.say("diagram_sentence_join", lang).join(parts) + "."


def _extent(texts: Texts, lang: Lang, stations: Sequence[Station], transfer: Transfer) -> str:
    if transfer.at == len(stations):
        return texts.say("diagram_extent_all", lang)
    last = _last(stations, transfer.at, lang)
    until = _last(stations, transfer.until, lang)
    if last == until:
        return texts.say("diagram_extent", lang, last=last)
    return texts.say("diagram_extent_open", lang, last=last, until=until)


def _last(stations: Sequence[Station], at: int, lang: Lang) -> str:
    """The last milestone of the carriage before the boundary `at`, as used inside a sentence."""
    before = [s for s in stations[:at] if not s.customs and s.id != INSURANCE]
    return before[-1].inside
