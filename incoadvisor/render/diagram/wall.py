"""The wall chart: all eleven terms, those a case excludes greyed with their reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.advice import Verdict
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.journey import LANES, Journey
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.table import Table
from incoadvisor.render.diagram.term import Layout


@dataclass(frozen=True)
class WallRow:
    """One term of the chart; verdict and reason come from an advice."""

    journey: Journey
    waterway: bool
    verdict: Verdict | None = None
    reason: str = ""

    @property
    def excluded(self) -> bool:
        """Whether the term is greyed."""
        return self.verdict == "excluded"


def wall_diagram(rows: Sequence[WallRow], texts: Texts, theme: Theme, layout: Layout) -> Diagram:
    """Picture, sentence and table of all terms."""
    lang = rows[0].journey.lang
    title = texts.say("diagram_wall_title", lang, count=len(rows))
    judged = any(row.verdict for row in rows)
    fit = [row.journey.code for row in rows if not row.excluded]
    sentence = texts.say("diagram_wall_plain", lang) if not judged else texts.say(
        "diagram_wall_judged", lang, fit=", ".join(fit) or "–", count=len(fit), of=len(rows))
    return Diagram(
        lang=lang, title=title, sentence=sentence, table=_table(rows, texts, lang),
        footnotes=tuple(f"{r.journey.code} {note}" for r in rows for note in r.journey.footnotes),
        draw=partial(_draw, tuple(rows), texts, theme, layout, title, sentence),
        write_dot=partial(_dot, tuple(rows), texts))


def _table(rows: Sequence[WallRow], texts: Texts, lang: Lang) -> Table:
    """A row a term and lane, a column a milestone; verdict and reason last."""
    stations = rows[0].journey.stations
    heads = (texts.say("diagram_wall_term", lang), texts.say("diagram_wall_lane", lang),
             *(s.label for s in stations), texts.say("diagram_wall_verdict", lang))
    found = []
    for row in rows:
        verdict = texts.say(f"verdict_{row.verdict}", lang) if row.verdict else ""
        judged = texts.say("diagram_place_at", lang, caption=verdict, place=row.reason) \
            if row.reason else verdict
        for lane in LANES:
            found.append((row.journey.code, texts.say(f"diagram_lane_{lane}", lang),
                          *(s.words for s in row.journey.lane(lane)), judged))
    return heads, tuple(found)


def _draw(rows: Sequence[WallRow], texts: Texts, theme: Theme, layout: Layout, title: str,
          sentence: str) -> str:
    if layout == "stacked":
        from incoadvisor.render.diagram.wall_stacked import StackedWall

        return StackedWall(rows, texts, theme, title, sentence).draw()
    from incoadvisor.render.diagram.wall_wide import WideWall

    return WideWall(rows, texts, theme, title, sentence).draw()


def _dot(rows: Sequence[WallRow], texts: Texts) -> str:
    from incoadvisor.render.diagram.dot import graph

    return graph([row.journey for row in rows], texts)
