"""The responsibility diagram as a Graphviz graph: one node that is a table, for other tools."""

from collections.abc import Sequence
from html import escape

import graphviz

from incoadvisor.knowledge.texts import Texts
from incoadvisor.render.diagram.canvas import plain
from incoadvisor.render.diagram.journey import LANES, OPEN, Journey, Square, Transfer
from incoadvisor.render.diagram.measure import wrap
from incoadvisor.render.diagram.palette import Side, palette

FONT = "Arial"
_COLOURS = palette("light")


def term_dot(journey: Journey, texts: Texts) -> str:
    """One journey in the DOT language."""
    return graph([journey], texts)


def graph(journeys: Sequence[Journey], texts: Texts) -> str:
    """Journeys below one another, each a table; what a user typed is escaped."""
    drawing = graphviz.Digraph("incoadvisor", node_attr={"shape": "plain", "fontname": FONT},
                               edge_attr={"style": "invis"}, graph_attr={"fontname": FONT})
    for i, journey in enumerate(journeys):
        drawing.node(f"term{i}", label=f"<{_table(journey, texts)}>")
        if i:
            drawing.edge(f"term{i - 1}", f"term{i}")
    return str(drawing.source)


def _table(journey: Journey, texts: Texts) -> str:
    span = len(journey.stations) + 1
    lang = journey.lang
    rows = [_row(_cell(line, 'ALIGN="LEFT" BORDER="0"', span, size=20, bold=True))
            for line in wrap(journey.title, 20, 1180, bold=True)]
    rows += [_row(_cell(line, 'ALIGN="LEFT" BORDER="0"', span))
             for line in wrap(journey.sentence, 14, 1180)]
    rows.append(_row(_cell("", 'BORDER="0"'), *(
        _cell("\n".join(s.column), f'BORDER="0" BGCOLOR="{_COLOURS.panel}"' if s.gate
              else 'BORDER="0"', size=11) for s in journey.stations)))
    for lane in LANES:
        rows.append(_row(_cell(texts.say(f"diagram_lane_{lane}", lang), 'BORDER="0" ALIGN="LEFT"',
                               bold=True),
                         *(_square(s, texts, journey) for s in journey.lane(lane))))
    for kind, transfer in journey.passings:
        rows.append(_passing(texts.say(
            f"diagram_{'pass' if transfer.at == transfer.until else 'span'}_{kind}", lang),
            transfer, len(journey.stations), kind))
    more = [texts.say("diagram_place_at", lang, caption=p.caption, place=p.words)
            for p in journey.pins]
    more += [texts.say("diagram_place_at", lang, caption=texts.say("diagram_insurance", lang),
                       place=journey.cover.words), *journey.footnotes,
             texts.say("diagram_credit", lang)]
    rows += [_row(_cell(line, 'BORDER="0" ALIGN="LEFT"', span, size=12))
             for text in more for line in wrap(text, 12, 1180)]
    return ('<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="3" CELLPADDING="6">'
            f'{"".join(rows)}</TABLE>')


def _passing(words: str, transfer: Transfer, stations: int, kind: str) -> str:
    """A row with its line where something passes, and what passes beside it."""
    style = 'STYLE="dashed" ' if kind == "cost" else ""
    at = transfer.at
    left_room = at > stations // 2
    before = _cell(words if left_room else "", f'{style}SIDES="R" BORDER="3" ALIGN="RIGHT"',
                   at + 1, bold=True)
    after = [] if at == stations else [
        _cell("" if left_room else words, 'BORDER="0" ALIGN="LEFT"', stations - at, bold=True)]
    return _row(before, *after)


def _square(square: Square, texts: Texts, journey: Journey) -> str:
    side: Side = {"seller": _COLOURS.seller, "buyer": _COLOURS.buyer,
                  "none": _COLOURS.none}.get(square.party, _COLOURS.open)
    letter = texts.say(f"diagram_letter_{square.party}", journey.lang)
    if square.party in OPEN:
        if square.default:
            letter += f" ({texts.say(f'diagram_letter_{square.default}', journey.lang)})"
        if square.note is not None:
            letter += f" [{square.note}]"
    dashed = ' STYLE="dashed"' if square.party not in ("seller", "buyer") else ""
    border = f' BORDER="3" COLOR="{_COLOURS.mark}"' if square.differs else \
        f' COLOR="{side.edge}"'
    return _cell(letter, f'BGCOLOR="{side.fill}"{border}{dashed}', bold=True, ink=side.ink)


def _cell(text: str, attributes: str, span: int = 1, size: int = 14, bold: bool = False,
          ink: str = _COLOURS.ink) -> str:
    lines = "<BR/>".join(escape(plain(line)) for line in text.split("\n"))
    if lines and bold:
        lines = f"<B>{lines}</B>"
    if lines:
        lines = f'<FONT POINT-SIZE="{size}" COLOR="{ink}">{lines}</FONT>'
    wide = f' COLSPAN="{span}"' if span > 1 else ""
    return f"<TD {attributes}{wide}>{lines}</TD>"


def _row(*cells: str) -> str:
    return f"<TR>{''.join(cells)}</TR>"
