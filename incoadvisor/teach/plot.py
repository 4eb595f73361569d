"""The results of a class by criterion, drawn as SVG."""

from html import escape

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.marking import ClassResult
from incoadvisor.model.text import Lang

WIDTH, LABEL, ROW, TOP = 900, 460, 30, 64
WON, LEFT, INK = "#0072b2", "#e3e7ea", "#1b1f23"


def class_plot(result: ClassResult, texts: Texts, lang: Lang) -> str:
    """Horizontal bars: the share of points won on each criterion, least won first.

    The same figures stand in the `desc` of the picture, for those who do not see it.
    """
    title = texts.say("teach_plot_title", lang, copies=result.marked)
    told = [texts.say("teach_plot_line", lang, label=m.label, percent=_percent(m.share, lang))
            for m in result.missed]
    height = TOP + ROW * len(result.missed) + 24
    bar = WIDTH - LABEL - 90
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="t">{escape(title)}</title>', f'<desc id="d">{escape(" ".join(told))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="34" font-size="18" font-weight="600" fill="{INK}">{escape(title)}'
        "</text>"]
    for i, line in enumerate(result.missed):
        y = TOP + i * ROW
        parts += [
            f'<text x="{LABEL - 10}" y="{y + 16}" text-anchor="end" fill="{INK}">'
            f"{escape(_short(line.label))}</text>",
            f'<rect x="{LABEL}" y="{y + 2}" width="{bar}" height="18" rx="3" fill="{LEFT}"/>',
            f'<rect x="{LABEL}" y="{y + 2}" width="{bar * line.share:.1f}" height="18" rx="3" '
            f'fill="{WON}"/>',
            f'<text x="{LABEL + bar + 10}" y="{y + 16}" fill="{INK}">'
            f"{escape(_percent(line.share, lang))}</text>"]
    return "\n".join([*parts, "</svg>", ""])


def _percent(share: float, lang: Lang) -> str:
    return f"{share:.0%}".replace("%", "\u00a0%") if lang == "fr" else f"{share:.0%}"


def _short(label: str) -> str:
    return label if len(label) <= 58 else label[:57] + "…"
