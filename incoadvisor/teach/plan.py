"""Marking an order of actions by a precedence graph: any order that respects it is right."""

from incoadvisor.clause.normalise import fold
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.model.marking import Answer, CriterionMark, Killed, Mark
from incoadvisor.model.teaching import Plan
from incoadvisor.model.text import Lang
from incoadvisor.teach.mark import plain, slug, totals

Pair = tuple[str, str]


def mark_order(plan: Plan, answer: Answer, knowledge: Knowledge, lang: Lang) -> Mark:
    """The trainer's sheet of an ordering task. Raises InputError for an unknown action.

    A missing action is charged once, and so is a misplaced one, however many others it upsets.
    """
    if answer.case is not None and slug(answer.case) != plan.id:
        raise InputError("teach_other_case", case=answer.case, wanted=plan.id)
    order = read_order(plan, answer)
    at = {name: i for i, name in enumerate(order)}
    missing = [a.id for a in plan.actions if a.id not in at]
    broken = [(b, a) for b, a in sorted(before_pairs(plan)) if b in at and a in at
              and at[a] < at[b]]
    most = int(plan.points.order / plan.points.misplaced)
    misplaced = fewest(broken, most)
    killers = tuple(Killed(id=f.id, text=f.text.get(lang), revise=plan.revise.get(lang))
                    for f in plan.forbidden
                    if f.then in at and any(at.get(x, len(at)) < at[f.then] for x in f.first))
    label = {a.id: a.label.get(lang) for a in plan.actions}

    def say(key: str, **values: object) -> str:
        return knowledge.texts.say(key, lang, **values)

    def line(name: str, points: float, out_of: float, quote: list[str],
             lost: list[str]) -> CriterionMark:
        return CriterionMark(
            id=name, label=say(f"teach_plan_{name}"), kind="method", points=plain(points),
            out_of=plain(out_of), quote=tuple(quote), missing=tuple(lost), expected=(),
            own_term=None, rules=(), facts=(), full=say(f"teach_plan_{name}_full"),
            revise=plan.revise.get(lang))

    points = plan.points
    placed = points.order if misplaced is None else points.misplaced * len(misplaced)
    upset = [say("teach_plan_misplaced", names=", ".join(label[n] for n in misplaced))] \
        if misplaced else [] if misplaced is not None else [say("teach_plan_upside_down")]
    whole = not answer.order or len(at) < 2
    criteria = (
        line("complete", max(0, points.complete - points.missing * len(missing)),
             points.complete, [],
             [say("teach_plan_missing", names=", ".join(label[n] for n in missing))]
             if missing else []),
        line("order", 0 if whole else max(0, points.order - placed
                                         - _lost_to_gaps(plan, missing)),
             points.order, [" > ".join(label[n] for n in order)] if order else [], upset),
    )
    reasons = [f"{label[e.before]} → {label[e.after]}: {e.why.get(lang)}" for e in plan.edges
               if (e.before, e.after) in broken]
    return Mark(
        case=plan.id, title=plan.title.get(lang), rubric=plan.id, candidate=answer.candidate,
        term=None, criteria=criteria, killers=killers,
        **totals(criteria, plan.out_of, plan.pass_percent, bool(killers)),
        to_judge=(), notes=(), oral=(), why_not=tuple(reasons), learning=(),
        expected=tuple(f"{label[e.before]} → {label[e.after]}" for e in plan.edges))


def _lost_to_gaps(plan: Plan, missing: list[str]) -> float:
    """What an order cannot earn for actions that are not in it, beyond their own charge."""
    extra = len(missing) - plan.points.complete / plan.points.missing
    return max(0.0, extra) * plan.points.misplaced


def read_order(plan: Plan, answer: Answer) -> list[str]:
    """The actions by id, each once; they may be written by id or by either label."""
    names: dict[str, str] = {}
    for action in plan.actions:
        names |= {_key(x): action.id for x in (action.id, action.label.en, action.label.fr)}
    order: list[str] = []
    for word in answer.order:
        known = names.get(_key(word))
        if known is None:
            raise InputError("bad_value", fact="order", value=word,
                             accepted=", ".join(a.id for a in plan.actions),
                             suggestion=nearest(word, [a.id for a in plan.actions]))
        if known not in order:
            order.append(known)
    return order


def _key(words: str) -> str:
    """An action as written: case, accents and hyphens do not matter."""
    return " ".join(fold(words).replace("-", " ").replace("_", " ").split())


def before_pairs(plan: Plan) -> set[Pair]:
    """Every pair of which the first must come before the second, directly or not."""
    after: dict[str, set[str]] = {a.id: set() for a in plan.actions}
    for edge in plan.edges:
        after[edge.before].add(edge.after)
    for middle in after:
        for name in after:
            if middle in after[name]:
                after[name] |= after[middle]
    return {(name, later) for name, reached in after.items() for later in reached}


def fewest(broken: list[Pair], most: int) -> list[str] | None:
    """The fewest actions whose removal leaves no broken pair; None if more than `most`."""
    for size in range(most + 1):
        found = _cover(broken, size)
        if found is not None:
            return found
    return None


def _cover(broken: list[Pair], left: int) -> list[str] | None:
    if not broken:
        return []
    if left == 0:
        return None
    for name in broken[0]:
        rest = _cover([pair for pair in broken if name not in pair], left - 1)
        if rest is not None:
            return [name, *rest]
    return None
