"""Hypothesis strategies: cases over the real vocabulary, and small rule bases over it."""

from typing import Any

from hypothesis import strategies as st

from incoadvisor.knowledge.base import Knowledge, load
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import Facts, FactSpec
from tests.support import make_rule

COUNTRIES = ["FR", "DE", "PL", "GB", "CH", "NO", "US", "BR", "CN", "JP", "TR", "DZ", "GH", "TD"]
DATES = ["2019-06-01", "2020-12-31", "2021-01-01", "2025-07-01", "2026-11-23", "2030-01-01"]
NUMBERS = [0, 1, 100, 149.5, 150, 1000, 250000]

KNOWLEDGE: Knowledge = load()
TOPICS = {
    name: sorted(topic.values)
    for name, topic in KNOWLEDGE.content.match_topics.items()
    if name != "term"
}
CODES = sorted(KNOWLEDGE.terms)


def values(spec: FactSpec) -> st.SearchStrategy[Any]:
    """Values a fact may have."""
    match spec.type:
        case "bool":
            return st.booleans()
        case "choice":
            return st.sampled_from(sorted(spec.values))
        case "term":
            return st.sampled_from(CODES)
        case "country":
            return st.sampled_from(COUNTRIES)
        case "date":
            return st.sampled_from(DATES)
        case "number":
            return st.sampled_from(NUMBERS)
        case "currency":
            return st.sampled_from(["EUR", "USD"])
        case _:
            return st.sampled_from(["Lyon", "Santos, Brazil"])


GIVEN = [
    spec
    for spec in KNOWLEDGE.content.facts
    if (spec.kind != "derived" or spec.name == "proposed_code") and spec.name != "proposed_term"
]


def cases(specs: list[FactSpec] = GIVEN, most: int = 25) -> st.SearchStrategy[Facts]:
    """Cases with up to `most` facts; all others are unknown."""
    pair = st.sampled_from(specs).flatmap(lambda s: st.tuples(st.just(s.name), values(s)))
    return st.lists(pair, max_size=most).map(dict)


# --- rule bases: a dozen facts, so that rules meet; facts written in a fixed order, so no cycle

POOL = [
    KNOWLEDGE.facts[name]
    for name in (
        "main_mode",
        "cargo_form",
        "dangerous",
        "perishable",
        "trust",
        "goods_value",
        "origin_country",
        "destination_country",
        "shipment_date",
        "perspective",
        "carriage_by",
        "unloading_by",
        "insurance_by",
        "proposed_code",
        "screening",
    )
]
WRITTEN = [
    KNOWLEDGE.facts[name]
    for name in ("route", "buyer_at_origin", "trade", "handover", "seller_can_import")
]


@st.composite
def _atoms(draw: st.DrawFn, facts: list[FactSpec]) -> dict[str, Any]:
    spec = draw(st.sampled_from(facts))
    operators = ["is", "is_not", "in", "not_in", "known", "unknown", "same_as", "not_same_as"]
    if spec.type == "number":
        operators += ["lt", "le", "gt", "ge"] * 2
    if spec.type == "country":
        operators += ["in_group", "not_in_group"] * 3
    op = draw(st.sampled_from(operators))
    operand: Any = True
    if op in ("in", "not_in"):
        operand = draw(st.lists(values(spec), min_size=1, max_size=3))
    elif op in ("same_as", "not_same_as"):
        operand = draw(st.sampled_from([f.name for f in facts if f.type == spec.type]))
    elif op in ("in_group", "not_in_group"):
        operand = draw(st.sampled_from(sorted(KNOWLEDGE.content.groups)))
    elif op not in ("known", "unknown"):
        operand = draw(values(spec))
    body = {op: operand}
    if draw(st.integers(0, 4)) == 0:
        body["or_unknown"] = True
    return {spec.name: body}


@st.composite
def _negations(draw: st.DrawFn, facts: list[FactSpec]) -> dict[str, Any]:
    spec = draw(st.sampled_from(facts))
    return {"all": [{spec.name: {"known": True}}, {"not": {spec.name: draw(values(spec))}}]}


def conditions(facts: list[FactSpec]) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions of any depth over `facts`."""
    return st.recursive(
        st.one_of(_atoms(facts), _atoms(facts), _negations(facts)),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda items: {"all": items}),
            st.lists(inner, min_size=1, max_size=3).map(lambda items: {"any": items}),
        ),
        max_leaves=5,
    )


@st.composite
def _restrictions(draw: st.DrawFn) -> dict[str, Any]:
    topic = draw(st.sampled_from([*sorted(TOPICS), "term"]))
    options = TOPICS.get(topic, CODES)
    form = draw(st.sampled_from(["one_of", "none_of", "same_as"]))
    if form == "same_as":
        return {topic: {"same_as": draw(st.sampled_from(["carriage_by", "unloading_by"]))}}
    chosen = draw(st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True))
    return {topic: {form: chosen}}


@st.composite
def _gates(draw: st.DrawFn) -> dict[str, Any]:
    gates: dict[str, Any] = {}
    if draw(st.integers(0, 5)) == 0:
        gates["perspective"] = [draw(st.sampled_from(["seller", "buyer"]))]
    if draw(st.integers(0, 5)) == 0:
        gates["valid"] = draw(
            st.fixed_dictionaries(
                {}, optional={"from": st.sampled_from(DATES[:4]), "to": st.sampled_from(DATES[3:])}
            )
        )
    return gates


@st.composite
def _requirements(draw: st.DrawFn, number: int) -> Rule:
    body = draw(_restrictions())
    if draw(st.integers(0, 4)) == 0:
        body = {"any_of": [body, draw(_restrictions())]}
    basis = draw(st.sampled_from(["law", "fit", "practice", "wish", "wish"]))
    earlier = [f"require-{i}" for i in range(number)]  # refers backwards only: never in a circle
    return make_rule(
        f"require-{number}",
        draw(conditions(POOL + WRITTEN)),
        require=body,
        basis=basis,
        strength="must"
        if basis == "wish"
        else draw(st.sampled_from(["must", "strong", "moderate", "slight"])),
        wish=draw(st.sampled_from(["carriage_by", "unloading_by", "insurance_by"]))
        if basis == "wish"
        else None,
        overrides=draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))
        if earlier
        else [],
        **draw(_gates()),
    )


@st.composite
def _writers(draw: st.DrawFn, number: int) -> Rule:
    place = draw(st.integers(0, len(WRITTEN) - 1))
    readable = POOL + WRITTEN[:place]
    targets = draw(
        st.lists(
            st.sampled_from(WRITTEN[place:]), min_size=1, max_size=2, unique_by=lambda s: s.name
        )
    )
    written: dict[str, Any] = {}
    when = draw(conditions(readable))
    for spec in targets:
        sources = [s.name for s in readable if s.type == spec.type]
        if sources and draw(st.integers(0, 3)) == 0:
            source = draw(st.sampled_from(sources))
            written[spec.name] = {"fact": source}
            when = {"all": [{source: {"known": True}}, when]}
        else:
            written[spec.name] = draw(values(spec))
    action = draw(st.sampled_from(["conclude", "assume"]))
    return make_rule(
        f"assess-{number}", when, stage="assess", **{action: written}, **draw(_gates())
    )


@st.composite
def rule_bases(draw: st.DrawFn) -> list[Rule]:
    """Up to a dozen rules of the three deciding stages, at least one that requires."""
    rules = [draw(_writers(i)) for i in range(draw(st.integers(0, 5)))]
    rules += [draw(_requirements(i)) for i in range(draw(st.integers(1, 6)))]
    if draw(st.booleans()):
        rules.append(
            make_rule(
                "stop",
                draw(conditions(POOL)),
                stage="screen",
                stop={"topic": "sanctions", "severity": "stop"},
            )
        )
    return rules
