"""The results of a class by criterion, drawn as SVG."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.marking import ClassResult
from incoadvisor.model.text import Lang
from incoadvisor.render.bars import LIGHT, Bar, Chart, Layout, Part, bars
from incoadvisor.render.numbers import percent

LAYOUT = Layout(width=900, label=460, said=90, size=14, lines=2)


def class_plot(result: ClassResult, texts: Texts, lang: Lang) -> str:
    """Horizontal bars: the share of points won on each criterion, least won first.

    The same figures stand in the `desc` of the picture, for those who do not see it.
    """
    told = [texts.say("teach_plot_line", lang, label=m.label, percent=percent(m.share, lang))
            for m in result.missed]
    chart = Chart(
        "class", texts.say("teach_plot_title", lang, copies=result.marked), " ".join(told),
        tuple(Bar(m.label, percent(m.share, lang), (Part(m.share, "main"),))
              for m in result.missed))
    return bars(chart, LIGHT, LAYOUT, titled=True)
