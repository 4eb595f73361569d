"""What every narrow picture has: head, footnotes and ground."""

from collections.abc import Sequence

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.diagram.canvas import Canvas
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.pen import Pen

WIDTH, MARGIN = 340, 12
RIGHT = WIDTH - MARGIN
_ROOM = WIDTH - 2 * MARGIN


class NarrowFrame:
    """A narrow picture in the making."""

    def __init__(self, title: str, sentence: str, texts: Texts, lang: Lang,
                 theme: Theme) -> None:
        self.title, self.sentence = title, sentence
        self.canvas = Canvas(title, sentence)
        self.pen = Pen(self.canvas, texts, lang, theme)
        self.colours = self.pen.colours

    def head(self) -> float:
        """Title and sentence; the last baseline."""
        title = wrap(self.title, 17, _ROOM, 5, bold=True)
        y = self.canvas.lines(MARGIN, 28, title, 17, self.colours.ink, bold=True)
        return self.canvas.lines(MARGIN, y + 24, wrap(self.sentence, 13, _ROOM), 13,
                                 self.colours.soft, 1.35)

    def notes(self, y: float, footnotes: Sequence[str]) -> float:
        """Footnotes and the line on whose wording this is; the last baseline."""
        y += 12
        for note in footnotes:
            y = self.canvas.lines(MARGIN, y, wrap(note, 11.5, _ROOM), 11.5, self.colours.soft,
                                  1.3) + 18
        credit = wrap(self.pen.say("diagram_credit"), 11, _ROOM)
        return self.canvas.lines(MARGIN, y + 4, credit, 11, self.colours.soft)

    def svg(self, height: float) -> str:
        """The whole picture on its ground."""
        self.pen.paper(WIDTH, height)
        return self.canvas.svg(WIDTH, height)
