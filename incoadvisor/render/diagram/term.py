"""The diagram of one term."""

from functools import partial
from typing import Literal

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.journey import Journey
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.table import table

Layout = Literal["wide", "stacked"]
LAYOUTS: tuple[Layout, ...] = ("wide", "stacked")


def term_diagram(journey: Journey, texts: Texts, theme: Theme, layout: Layout) -> Diagram:
    """Picture, sentence and table of one journey."""
    return Diagram(
        lang=journey.lang, title=journey.title, sentence=journey.sentence,
        table=table(journey, texts), footnotes=journey.footnotes,
        draw=partial(_draw, journey, texts, theme, layout),
        write_dot=partial(_dot, journey, texts))


def _draw(journey: Journey, texts: Texts, theme: Theme, layout: Layout) -> str:
    if layout == "stacked":
        from incoadvisor.render.diagram.stacked import StackedDrawing

        return StackedDrawing(journey, texts, theme).draw()
    from incoadvisor.render.diagram.wide import WideDrawing

    return WideDrawing(journey, texts, theme).draw()


def _dot(journey: Journey, texts: Texts) -> str:
    from incoadvisor.render.diagram.dot import term_dot

    return term_dot(journey, texts)
