"""Terms side by side: who does, pays and risks what, and where they differ."""

from collections.abc import Callable, Mapping, Sequence

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.term import ASPECTS, MilestoneView, Term
from incoadvisor.model.text import Frozen, Lang

Say = Callable[[str], str]


class TermCell(Frozen):
    """One term at one milestone; `differs` when it is not what the first term says."""

    term: str
    party: str
    default: str | None
    differs: bool


class TermRow(Frozen):
    """One milestone across the terms, for one aspect: acts, cost or risk."""

    milestone: str
    cells: tuple[TermCell, ...]

    @property
    def differs(self) -> bool:
        """Whether the terms do not all say the same."""
        return any(cell.differs for cell in self.cells)


class KeyPoint(Frozen):
    """One point in words for each term; `differs` when they do not all say the same."""

    key: str
    texts: dict[str, str]
    differs: bool


class TermTable(Frozen):
    """The terms in the order asked for; `rows` by aspect, in the order of the journey."""

    terms: tuple[str, ...]
    rows: dict[str, tuple[TermRow, ...]]
    points: tuple[KeyPoint, ...]


def side_by_side(terms: Sequence[Term], lang: Lang, say: Say) -> TermTable:
    """Two or more terms compared; the first is the one the others are held against.

    `say` gives a message of the project by key.
    """
    return TermTable(
        terms=tuple(t.term for t in terms),
        rows={aspect: tuple(_row(aspect, cells) for cells in zip(
            *([(t.term, m) for m in t.milestones] for t in terms), strict=True))
            for aspect in ASPECTS},
        points=tuple(_point(key, {t.term: words(t, lang, say) for t in terms})
                     for key, words in _POINTS.items()))


def settling_facts(knowledge: Knowledge, codes: Sequence[str]) -> list[str]:
    """Facts that settle cells of these terms, in the order of the vocabulary."""
    content = knowledge.content
    names: set[str] = set()
    for code in codes:
        term = knowledge.terms[code]
        parties = {p for c in term.milestones.values() for p in (c.acts, c.cost, c.risk)}
        parties |= {p for r in term.resolve for change in r.set.values() for p in change.values()}
        for resolution in (*term.resolve, *content.journey.resolve):
            swapped = {p for table in resolution.replace.values() for p in table}
            if resolution.set or swapped & {"any", *parties}:
                names.update(resolution.when)
    return [name for name in knowledge.facts if name in names]


def _row(aspect: str, cells: Sequence[tuple[str, MilestoneView]]) -> TermRow:
    first = getattr(cells[0][1], aspect)
    return TermRow(milestone=cells[0][1].id, cells=tuple(
        TermCell(term=code, party=getattr(cell, aspect), default=cell.default,
                 differs=getattr(cell, aspect) != first) for code, cell in cells))


def _point(key: str, texts: Mapping[str, str]) -> KeyPoint:
    return KeyPoint(key=key, texts=dict(texts), differs=len(set(texts.values())) > 1)


_POINTS: dict[str, Callable[[Term, Lang, Say], str]] = {
    "kp_point_delivery": lambda t, lang, say: t.delivery.get(lang),
    "kp_point_risk": lambda t, lang, say: t.risk_passes_at.text.get(lang),
    "kp_point_costs": lambda t, lang, say: t.costs_pass_at.text.get(lang),
    "kp_point_insurance": lambda t, lang, say: (
        t.insurance.note.get(lang) if t.insurance.note else say("party_none")),
    "kp_point_modes": lambda t, lang, say: say(f"ui_modes_{t.modes}"),
    "kp_point_place": lambda t, lang, say: t.named_place.precision.get(lang),
    "kp_point_vehicle": lambda t, lang, say: t.own_vehicle.text.get(lang),
    "kp_point_bill": lambda t, lang, say: say(
        "l_yes" if t.on_board_bill_option else "l_no"),
}
