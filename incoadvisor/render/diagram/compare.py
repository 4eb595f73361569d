"""Two to four terms on the same route, the squares that differ from the first one's marked."""

from collections.abc import Sequence
from functools import partial

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.table import Table
from incoadvisor.render.diagram.term import Layout

LEAST, MOST = 2, 4


def compare_diagram(journeys: Sequence[Journey], texts: Texts, theme: Theme,
                    layout: Layout) -> Diagram:
    """Picture, sentence and table of the journeys; each has its differences marked already."""
    lang = journeys[0].lang
    title = texts.say("diagram_compare_title", lang,
                      terms=texts.say("diagram_compare_join", lang).join(
                          j.code for j in journeys))
    sentence = _sentence(journeys, texts, lang)
    return Diagram(
        lang=lang, title=title, sentence=sentence, table=_table(journeys, texts, lang),
        footnotes=tuple(f"{j.code} {note}" for j in journeys for note in j.footnotes),
        draw=partial(_draw, tuple(journeys), texts, theme, layout, title, sentence),
        write_dot=partial(_dot, tuple(journeys), texts))


def _sentence(journeys: Sequence[Journey], texts: Texts, lang: Lang) -> str:
    """At how many milestones each differs from the first; of two terms also which."""
    first = journeys[0]
    parts = []
    for journey in journeys[1:]:
        where = [s.inside for s in journey.stations
                 if any(journey.squares[lane, s.id].differs for lane in LANES)]
        key = "differs" if len(journeys) == LEAST else "counts"
        parts.append(texts.say(f"diagram_compare_{key if where else 'same'}", lang,
                               term=journey.code, first=first.code, count=len(where),
                               of=len(journey.stations), where=", ".join(where)))
    return " ".join(parts)


def _table(journeys: Sequence[Journey], texts: Texts, lang: Lang) -> Table:
    """A row a milestone; for each term its three sides, ≠ before one that differs."""
    heads = [texts.say("diagram_milestone", lang)]
    heads += [texts.say("diagram_term_lane", lang, term=j.code,
                        lane=texts.say(f"diagram_lane_{lane}", lang))
              for j in journeys for lane in LANES]
    rows = []
    for station in journeys[0].stations:
        cells = [j.squares[lane, station.id] for j in journeys for lane in LANES]
        rows.append((station.label, *(("≠ " if s.differs else "") + s.words for s in cells)))
    return tuple(heads), tuple(rows)


def _draw(journeys: Sequence[Journey], texts: Texts, theme: Theme, layout: Layout, title: str,
          sentence: str) -> str:
    if layout == "stacked":
        from incoadvisor.render.diagram.compare_stacked import StackedComparison

        return StackedComparison(journeys, texts, theme, title, sentence).draw()
    from incoadvisor.render.diagram.compare_wide import WideComparison

    return WideComparison(journeys, texts, theme, title, sentence).draw()


def _dot(journeys: Sequence[Journey], texts: Texts) -> str:
    from incoadvisor.render.diagram.dot import graph

    return graph(journeys, texts)
