"""The views of the diagram: one term, compared terms, all terms, and an argument.

What draws is loaded when asked for. Everywhere, facts are those of a case; pass an advice in the
language of the picture, since its texts are shown as they are.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from incoadvisor.engine.fire import fire
from incoadvisor.engine.situation import Situation, today
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.knowledge.codes import term_code
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.advice import Advice
from incoadvisor.model.case import CaseFacts
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.diagram.palette import Theme
from incoadvisor.render.diagram.result import Diagram
from incoadvisor.render.diagram.term import Layout

Given = CaseFacts | Mapping[str, Any] | None


def diagram(of: Advice | str, facts: Given = None, lang: Lang = "en", theme: Theme = "light",
            layout: Layout = "wide") -> Diagram:
    """The responsibility diagram of an advice's recommended term, or of the term `of`.

    `facts` settle the conditional cells of a named term and give the user's own places.
    Raises InputError for another code, a wrong fact, or an advice that recommends nothing.
    """
    from incoadvisor.render.diagram.source import of_advice, of_code
    from incoadvisor.render.diagram.term import term_diagram

    knowledge = load()
    if isinstance(of, Advice):
        journey = of_advice(knowledge, of, lang)
    else:
        journey = of_code(knowledge, term_code(of, knowledge), _settled(facts, lang), lang)
    return term_diagram(journey, knowledge.texts, theme, layout)


def compare_diagram(codes: Sequence[str], facts: Given = None, lang: Lang = "en",
                    theme: Theme = "light", layout: Layout = "wide") -> Diagram:
    """Two to four terms on the same route; what differs from the first is marked.

    Raises InputError for another number of terms, another code or a wrong fact.
    """
    from incoadvisor.render.diagram.build import compared
    from incoadvisor.render.diagram.compare import LEAST, MOST
    from incoadvisor.render.diagram.compare import compare_diagram as compare
    from incoadvisor.render.diagram.source import of_code

    knowledge = load()
    chosen = list(dict.fromkeys(term_code(code, knowledge) for code in codes))
    if not LEAST <= len(chosen) <= MOST:
        raise InputError("diagram_compare_count", count=len(chosen))
    settled = _settled(facts, lang)
    journeys = compared([of_code(knowledge, code, settled, lang) for code in chosen])
    return compare(journeys, knowledge.texts, theme, layout)


def wall_diagram(of: Advice | None = None, lang: Lang = "en", theme: Theme = "light",
                 layout: Layout = "wide") -> Diagram:
    """All eleven terms; with an advice, as its case settles them, with verdicts and reasons."""
    from incoadvisor.render.diagram.source import wall_rows
    from incoadvisor.render.diagram.wall import wall_diagram as wall

    knowledge = load()
    settled = _settled(of.case, lang) if of is not None else {}
    return wall(wall_rows(knowledge, of, settled, lang), knowledge.texts, theme, layout)


def argument_diagram(advice: Advice, code: str, lang: Lang = "en", theme: Theme = "light",
                     on: str | None = None) -> Diagram:
    """The argument from facts to the verdict on a term, as a graph; `on` as given to advise.

    Raises InputError for another code; its `svg` does too, when no renderer is installed.
    """
    from incoadvisor.render.argument import argue
    from incoadvisor.render.diagram.argument import argument_diagram as draw
    from incoadvisor.render.prose import Prose

    knowledge = load()
    prepared = Situation(knowledge, read_facts(advice.case, knowledge), on or today(), lang)
    argument = argue(Prose(prepared, fire(prepared)), term_code(code, knowledge))
    return draw(argument, knowledge.texts, lang, theme)


def diagram_file(diagram: Diagram, form: str) -> bytes:
    """The diagram as the bytes of an svg, png, pdf or dot file.

    Raises InputError for another format, or when what it needs is not installed.
    """
    from incoadvisor.render.diagram.files import file_bytes

    return file_bytes(diagram, form)


def _settled(facts: Given, lang: Lang) -> Facts:
    """The facts with all that follows from them; nothing from nothing."""
    if not facts:
        return {}
    knowledge = load()
    case = facts if isinstance(facts, CaseFacts) else read_facts(facts, knowledge)
    return fire(Situation(knowledge, case, today(), lang)).facts
