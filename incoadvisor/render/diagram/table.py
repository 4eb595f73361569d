"""The table that says the same as the picture, from the same data."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.journey import LANES, Journey, Transfer
from incoadvisor.render.diagram.transfer import INSURANCE

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def table(journey: Journey, texts: Texts) -> Table:
    """Headings, and one row a milestone: three sides and a note of places and transfers."""
    lang = journey.lang
    heads = (texts.say("diagram_milestone", lang),
             *(texts.say(f"diagram_lane_{lane}", lang) for lane in LANES),
             texts.say("diagram_note", lang))
    rows = []
    for i, station in enumerate(journey.stations):
        words = [journey.squares[lane, station.id].words for lane in LANES]
        rows.append((station.label, *words, "; ".join(_notes(journey, texts, i))))
    return heads, tuple(rows)


def _notes(journey: Journey, texts: Texts, i: int) -> list[str]:
    """What happens at the boundary before milestone `i`, or after the last one."""
    end = len(journey.stations)
    here = {i} | ({end} if i == end - 1 else set())
    found = []
    for kind, transfer in journey.passings:
        if transfer.at in here:
            found.append(_passing(journey, texts, kind, transfer))
    found += [texts.say("diagram_place_at", journey.lang, caption=pin.caption, place=pin.words)
              for pin in journey.pins if pin.at in here]
    if journey.stations[i].id == INSURANCE:
        found.append(journey.cover.words)
    return found


def _passing(journey: Journey, texts: Texts, kind: str, transfer: Transfer) -> str:
    what = texts.say(f"diagram_passes_{kind}", journey.lang)
    if transfer.until > transfer.at:
        until = journey.stations[transfer.until - 1].inside
        return texts.say("diagram_between", journey.lang, what=what, until=until)
    key = "diagram_after" if transfer.at == len(journey.stations) else "diagram_before"
    return texts.say(key, journey.lang, what=what)
