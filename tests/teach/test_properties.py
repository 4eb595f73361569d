"""What holds of every answer: bounds, determinism, and that a right element never costs."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from incoadvisor import api
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.library import library
from incoadvisor.knowledge.teaching import teaching
from incoadvisor.model.marking import Mark
from incoadvisor.teach.expert import Expert, key_at, risk_side
from incoadvisor.teach.words import labels

KNOWLEDGE = load()
CASES = [s for n, s in enumerate(library(KNOWLEDGE).values()) if n % 5 == 0]
EXPERTS = {s.id: Expert(s, KNOWLEDGE) for s in CASES}
STATEMENTS = teaching(KNOWLEDGE).statements
CODES = sorted(KNOWLEDGE.terms)
PARTIES = ["seller", "buyer", "none"]
PLACES = ["Le Havre", "terminal, Port 2000", "12 rue du Port, Lyon", "nowhere"]


def several(options: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), max_size=4)


def answers(case: str) -> st.SearchStrategy[dict[str, Any]]:
    reasons = [c.id for c in api.choices(case).fields["reasons"]]
    refusal = st.fixed_dictionaries(
        {"term": st.sampled_from(CODES)},
        optional={"reasons": several(reasons), "text": st.just("no")})  # fmt: skip
    points = {"risk": list(labels(KNOWLEDGE)["risk_passes_at"]),
              "costs": list(labels(KNOWLEDGE)["costs_pass_at"])}
    passing = {
        k: st.fixed_dictionaries(
            {}, optional={"at": st.sampled_from(v), "place": st.sampled_from(PLACES)})
        for k, v in points.items()
    }  # fmt: skip
    party = st.sampled_from(PARTIES)
    return st.fixed_dictionaries({}, optional={
        "term": st.sampled_from(CODES), "place": st.sampled_from(PLACES),
        "edition": st.sampled_from([2000, 2010, 2020]), "risk_passes_at": passing["risk"],
        "costs_pass_at": passing["costs"], "export_clearance_by": party,
        "import_clearance_by": party, "duties_by": party, "insurance_by": party,
        "insurance_cover": st.sampled_from(["clauses_a", "clauses_b", "clauses_c"]),
        "payment_fit": st.sampled_from([s.id for s in STATEMENTS.payment]),
        "documents": several([d.id for d in STATEMENTS.documents]),
        "checks": several(["export_control", "sanctions"]), "reasons": several(reasons),
        "reasons_text": st.just("so"), "refused": st.lists(refusal, max_size=4),
    })  # fmt: skip


marked = st.sampled_from(sorted(EXPERTS)).flatmap(lambda c: st.tuples(st.just(c), answers(c)))


def by_criterion(mark: Mark) -> dict[str, float]:
    return {c.id: c.points for c in mark.criteria}


@given(marked)
@example(("containers-le-havre-dakar", {"export_clearance_by": "seller"}))  # no rule named
def test_marks_keep_within_their_points(drawn: tuple[str, dict[str, Any]]):
    case, answer = drawn
    mark = api.mark(EXPERTS[case].study, answer)
    assert all(0 <= c.points <= c.out_of for c in mark.criteria)
    assert mark.total == sum(c.points for c in mark.criteria)
    assert 0 <= mark.total <= mark.out_of == sum(c.out_of for c in mark.criteria) == 20
    assert mark.method.points + mark.result.points == mark.total
    assert mark == api.mark(EXPERTS[case].study, answer, lang="en")
    french = api.mark(EXPERTS[case].study, answer, lang="fr")
    assert by_criterion(french) == by_criterion(mark)
    assert all(c.points == c.out_of or c.missing for c in mark.criteria)


def right_elements(expert: Expert, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """One right element each, for the candidate's own rule."""
    own = answer.get("term")
    if own is None:
        return [{"term": expert.study.expected.best}]
    cells, term = expert.cells(own), KNOWLEDGE.terms[own]
    gives = next(iter(expert.provides(own)["insurance"]))
    insured = {"none": "none", "own_risk": "none"}.get(gives, "seller")
    elements: list[dict[str, Any]] = [
        {"edition": 2020},
        {"costs_pass_at": {"at": term.costs_pass_at.code}},
        {"risk_passes_at": {**answer.get("risk_passes_at", {}), "at": term.risk_passes_at.code}},
        {"insurance_by": insured},
        {"checks": [*answer.get("checks", []), "export_control"]},
    ]
    if insured == "seller":
        elements.append({"insurance_by": "seller", "insurance_cover": gives})
    for field, name in (("export_clearance_by", "export_clearance"),
                        ("import_clearance_by", "import_clearance")):  # fmt: skip
        elements.append({field: cells[name].acts})
    if key := key_at(expert, own, term.named_place.side):
        elements.append({"place": key.text.en})
    if key := key_at(expert, own, risk_side(term)):
        elements.append({"risk_passes_at": {
            **answer.get("risk_passes_at", {}), "place": key.text.en}})  # fmt: skip
    elements += [{"reasons": [*answer.get("reasons", []), r]} for r in expert.helps(own)[:2]]
    for code in CODES:
        against = [r for r in expert.fails(code) if r not in expert.fails(own)]
        if code != own and against:
            refusal = {"term": code, "reasons": against[:1]}
            elements.append({"refused": [*answer.get("refused", []), refusal]})
    said = {"answer_term": own}
    elements += [{"payment_fit": s.id} for s in STATEMENTS.payment if expert.holds(s.right, said)]
    elements += [
        {"documents": [*answer.get("documents", []), d.id]}
        for d in STATEMENTS.documents
        if expert.holds(d.right, said) and not expert.holds(d.wrong, said)
    ]
    return elements


@settings(max_examples=60)
@given(marked, st.data())
def test_a_right_element_never_lowers_the_mark(
    drawn: tuple[str, dict[str, Any]], data: st.DataObject
):
    case, answer = drawn
    expert = EXPERTS[case]
    element = data.draw(st.sampled_from(right_elements(expert, answer)))
    before = api.mark(expert.study, answer)
    after = api.mark(expert.study, {**answer, **element})
    assert after.total >= before.total, element
    assert {k.id for k in after.killers} <= {k.id for k in before.killers} or "term" in element


@given(st.permutations([a.id for a in teaching(KNOWLEDGE).plans[0].actions]), st.integers(0, 11))
def test_orders_keep_within_their_points(order: list[str], cut: int):
    task = teaching(KNOWLEDGE).plans[0]
    mark = api.mark(task, {"order": order})
    shorter = api.mark(task, {"order": order[:cut] + order[cut + 1:]})
    assert 0 <= mark.total <= 20
    assert 0 <= shorter.total <= 20
    at = {name: i for i, name in enumerate(order)}
    right = all(at[e.before] < at[e.after] for e in task.edges)
    assert (mark.total == 20) is right
