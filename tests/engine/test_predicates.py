"""What one atom means, above all for a fact that is not known."""

import pytest

from incoadvisor.engine.predicates import satisfied
from incoadvisor.engine.predicates import test as compiled
from incoadvisor.model.condition import OPERATORS, parse

KNOWN = [
    ("main_mode", "sea", "is", "sea", True),
    ("main_mode", "air", "is", "sea", False),
    ("main_mode", "sea", "is_not", "sea", False),
    ("main_mode", "air", "is_not", "sea", True),
    ("main_mode", "air", "in", ["sea", "air"], True),
    ("main_mode", "road", "in", ["sea", "air"], False),
    ("main_mode", "road", "not_in", ["sea", "air"], True),
    ("main_mode", "sea", "not_in", ["sea", "air"], False),
    ("goods_value", 150, "lt", 150, False),
    ("goods_value", 149.99, "lt", 150, True),
    ("goods_value", 150, "le", 150, True),
    ("goods_value", 151, "gt", 150, True),
    ("goods_value", 150, "gt", 150, False),
    ("goods_value", 150, "ge", 150, True),
    ("dangerous", False, "is", False, True),
    ("dangerous", False, "known", True, True),
    ("dangerous", False, "unknown", True, False),
    ("origin_country", "FR", "in_group", "eu_customs_union", True),
    ("origin_country", "GB", "in_group", "eu_customs_union", False),
    ("origin_country", "GB", "not_in_group", "eu_customs_union", True),
    ("origin_country", "FR", "same_as", "buyer_country", False),
    ("origin_country", "DE", "same_as", "buyer_country", True),
    ("origin_country", "FR", "not_same_as", "buyer_country", True),
]


@pytest.mark.parametrize(("fact", "value", "op", "operand", "holds"), KNOWN)
def test_a_known_fact(knowledge, fact, value, op, operand, holds):
    facts = {"shipment_date": "2026-11-23", "buyer_country": "DE", fact: value}
    condition = parse({fact: {op: operand}})
    assert compiled(condition, knowledge.content.groups)(facts) is holds


@pytest.mark.parametrize(
    ("fact", "op", "operand"),
    sorted(
        {
            (fact, op, str(operand)): (fact, op, operand) for fact, _, op, operand, _ in KNOWN
        }.values(),
        key=str,
    ),
)
def test_an_unknown_fact_makes_every_atom_false_unless_it_says_otherwise(
    knowledge, fact, op, operand
):
    groups = knowledge.content.groups
    facts = {"shipment_date": "2026-11-23", "buyer_country": "DE"}
    assert compiled(parse({fact: {op: operand}}), groups)(facts) is (op == "unknown")
    if op not in ("unknown", "known"):
        assert compiled(parse({fact: {op: operand, "or_unknown": True}}), groups)(facts) is True


def test_every_operator_is_tried_here():
    assert {op for _, _, op, _, _ in KNOWN} == set(OPERATORS)


def test_the_other_side_of_a_comparison_may_be_unknown_too(knowledge):
    groups = knowledge.content.groups
    facts = {"origin_country": "FR"}
    for op in ("same_as", "not_same_as"):
        assert compiled(parse({"origin_country": {op: "buyer_country"}}), groups)(facts) is False
    for op in ("in_group", "not_in_group"):  # no date to read the membership on
        condition = parse({"origin_country": {op: "eu_customs_union"}})
        assert compiled(condition, groups)(facts) is False


def test_membership_is_read_on_the_shipment_date(knowledge):
    inside = compiled(
        parse({"origin_country": {"in_group": "eu_customs_union"}}), knowledge.content.groups
    )
    assert inside({"origin_country": "GB", "shipment_date": "2020-12-31"})
    assert not inside({"origin_country": "GB", "shipment_date": "2021-01-01"})


def test_all_any_and_a_guarded_not(knowledge):
    condition = parse(
        {
            "all": [
                {"trust": {"known": True}},
                {"not": {"trust": "low"}},
                {"any": [{"dangerous": True}, {"perishable": True}]},
            ]
        }
    )
    holds = compiled(condition, knowledge.content.groups)
    assert holds({"trust": "high", "perishable": True})
    assert not holds({"trust": "low", "perishable": True})
    assert not holds({"perishable": True})
    assert not holds({"trust": "high", "perishable": False})


def test_only_the_facts_that_made_it_true_are_named(knowledge):
    condition = parse({"any": [{"dangerous": True}, {"perishable": True}]})
    facts = {"dangerous": False, "perishable": True, "fragile": True}
    assert satisfied(condition, facts, knowledge.content.groups) == ["perishable"]
