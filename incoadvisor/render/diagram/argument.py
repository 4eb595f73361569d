"""The argument from facts to a verdict as a Graphviz graph."""

import math
from collections.abc import Sequence
from functools import partial
from html import escape
from itertools import chain

import graphviz

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang
from incoadvisor.render.argument import Argument, Ground, Point
from incoadvisor.render.diagram.canvas import plain
from incoadvisor.render.diagram.dot import FONT
from incoadvisor.render.diagram.measure import width, wrap
from incoadvisor.render.diagram.palette import Palette, Theme, palette
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.table import Table

_FACT, _POINT = 190, 300  # widest lines
_SIZE, _SMALL = 12, 10


def argument_diagram(argument: Argument, texts: Texts, lang: Lang, theme: Theme) -> Diagram:
    """Graph, sentence and table of one argument."""
    verdict = texts.say(f"verdict_{argument.verdict}", lang)
    title = texts.say("diagram_argument_title", lang, term=argument.term, verdict=verdict)
    writer = _Writer(texts, lang, palette(theme))
    return Diagram(
        lang=lang, title=title, sentence=argument.text, table=_table(argument, texts, lang),
        footnotes=(), draw=partial(_draw, argument, writer, title, verdict),
        write_dot=partial(writer.dot, argument, title, verdict))


def _draw(argument: Argument, writer: "_Writer", title: str, verdict: str) -> str:
    from incoadvisor.render.diagram.graphs import accessible, dot_to_svg

    return accessible(dot_to_svg(writer.dot(argument, title, verdict)), title, argument.text)


def _table(argument: Argument, texts: Texts, lang: Lang) -> Table:
    """A row for each requirement that speaks for or against."""
    heads = tuple(texts.say(f"diagram_argument_{name}", lang)
                  for name in ("side", "requirement", "weight", "grounds", "source"))
    rows = []
    for side, points in (("for", argument.for_), ("against", argument.against)):
        for point in points:
            grounds = [texts.say("diagram_argument_ground", lang, statement=g.statement,
                                 kind=texts.say(f"diagram_argument_{g.kind}", lang))
                       for g in _all(point.grounds)]
            rows.append((texts.say(f"diagram_argument_{side}", lang), point.because,
                         _weight(point, texts, lang), "; ".join(grounds), point.source.title))
    return heads, tuple(rows)


def _weight(point: Point, texts: Texts, lang: Lang) -> str:
    return ", ".join((texts.say(f"l_strength_{point.strength}", lang),
                      texts.say(f"l_basis_{point.basis}", lang)))


def _all(grounds: Sequence[Ground]) -> list[Ground]:
    """Grounds and theirs in turn, each once, from the nearest on."""
    found = {g.id: g for g in chain(grounds, *(_all(g.grounds) for g in grounds))}
    return list(found.values())


class _Writer:
    """Writes one graph in the DOT language."""

    def __init__(self, texts: Texts, lang: Lang, colours: Palette) -> None:
        self.texts, self.lang, self.c = texts, lang, colours

    def say(self, key: str, **values: object) -> str:
        return self.texts.say(f"diagram_argument_{key}", self.lang, **values)

    def dot(self, argument: Argument, title: str, verdict: str) -> str:
        """Facts to the left, then requirements, the verdict to the right."""
        c = self.c
        graph = graphviz.Digraph(
            "argument", graph_attr={"rankdir": "LR", "bgcolor": c.paper, "fontname": FONT,
                                    "nodesep": "0.16", "ranksep": "1.1", "pad": "0.3",
                                    "label": title, "labelloc": "t", "labeljust": "l",
                                    "fontsize": "20", "fontcolor": c.ink},
            node_attr={"shape": "plain", "fontname": FONT},
            edge_attr={"color": c.line, "arrowsize": "0.7", "penwidth": "1.3"})
        self._verdict(graph, argument, verdict)
        points = [*((p, "for") for p in argument.for_), *((p, "against") for p in argument.against)]
        for ground in _all([g for point, _ in points for g in point.grounds]):
            self._fact(graph, ground)
        with graph.subgraph() as column:
            column.attr(rank="same")
            for point, side in points:
                self._point(column, point, side)
        for point, side in points:
            self._edges(graph, point, side)
        if not points:
            graph.node("none", label=self._label(
                wrap(self.say("none"), _SIZE, _POINT), "", c.panel, c.line))
            graph.edge("none", "verdict")
        return str(graph.source)

    def _verdict(self, graph: graphviz.Digraph, argument: Argument, verdict: str) -> None:
        c, side = self.c, self.c.mark
        if argument.verdict in ("recommended", "acceptable"):
            side = c.cover.edge
        graph.node("verdict", label=self._label([argument.term], verdict, c.panel, side, size=22,
                                                border=3))

    def _fact(self, graph: graphviz.Digraph, ground: Ground) -> None:
        c = self.c
        style = "rounded,dashed" if ground.kind == "assumed" else "rounded"
        fill = c.cover.fill if ground.kind == "market" else c.panel
        graph.node(_name(ground.id), label=self._label(
            wrap(ground.statement, _SIZE, _FACT), self.say(ground.kind), fill, c.line, style))
        for before in ground.grounds:
            graph.edge(_name(before.id), _name(ground.id))

    def _point(self, graph: graphviz.Digraph, point: Point, side: str) -> None:
        c = self.c
        met = side == "for"
        edge = c.cover.edge if met else c.mark
        foot = self.say("point", side=self.say(side),
                        strength=self.texts.say(f"l_strength_{point.strength}", self.lang),
                        basis=self.texts.say(f"l_basis_{point.basis}", self.lang))
        graph.node(_name(f"req:{point.rule}"), label=self._label(
            wrap(point.because, _SIZE, _POINT), foot, c.paper, edge,
            "solid" if met else "dashed", border=2, least=_POINT))

    def _edges(self, graph: graphviz.Digraph, point: Point, side: str) -> None:
        met, name = side == "for", _name(f"req:{point.rule}")
        edge = self.c.cover.edge if met else self.c.mark
        graph.edge(f"{name}:e", "verdict:w", color=edge, penwidth="2",
                   style="solid" if met else "dashed", arrowhead="normal" if met else "tee")
        for ground in point.grounds:
            graph.edge(_name(ground.id), name)

    def _label(self, lines: list[str], foot: str, fill: str, edge: str, style: str = "rounded",
               size: float = _SIZE, border: int = 1, least: float = 0) -> str:
        """A box as wide as its text is in the widest usual font."""
        wide = max([least] + [width(line, size, bold=size > _SIZE) for line in lines]
                   + [width(foot, _SMALL, True)])
        bold = ("<B>", "</B>") if size > _SIZE else ("", "")
        text = "<BR/>".join(escape(plain(line)) for line in lines)
        told = f'<FONT POINT-SIZE="{size}" COLOR="{self.c.ink}">{bold[0]}{text}{bold[1]}</FONT>'
        if foot:
            told += (f'<BR/><FONT POINT-SIZE="{_SMALL}" COLOR="{self.c.soft}">'
                     f"{escape(plain(foot))}</FONT>")
        return (f'<<TABLE BORDER="{border}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="7" '
                f'BGCOLOR="{fill}" COLOR="{edge}" STYLE="{style}">'
                f'<TR><TD ALIGN="LEFT" BALIGN="LEFT" WIDTH="{math.ceil(wide) + 14}">'
                f"{told}</TD></TR></TABLE>>")


def _name(fact_id: str) -> str:
    """An id without the colon, which DOT reads as a port."""
    return fact_id.replace(":", ".")
