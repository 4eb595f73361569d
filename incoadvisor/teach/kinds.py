"""The closed set of tests a rubric may use, each by its name."""

from collections.abc import Mapping
from typing import Any

from incoadvisor.model.term import Cell
from incoadvisor.teach.expert import key_at, risk_side
from incoadvisor.teach.found import Found, Marking, Test

OWN_BUSINESS = ("insurance",)  # milestones that stand outside the journey of goods


def verdict(m: Marking, wanted: list[str]) -> Found:
    """The rule has one of the verdicts wanted."""
    expected = m.expert.study.expected
    also = [m.say("teach_also_defensible", terms=", ".join(expected.acceptable))] \
        if expected.acceptable else []
    told = [expected.best, *also]
    if m.answer.term is None:
        return Found(False, missing=[m.say("teach_no_term")], expected=told)
    quote = m.said("written_as") or m.said("term")
    reached = m.expert.verdict(m.answer.term)
    holds = reached in wanted
    missing = [] if holds else [m.say(f"teach_rule_{reached}", term=m.answer.term)]
    behind = m.expert.helps(m.answer.term) if holds else m.expert.fails(m.answer.term)
    return Found(holds, quote, behind[:3], missing, told)


def topics_met(m: Marking, topics: list[str]) -> Found:
    """The rule fails no requirement on the topics named."""
    if m.answer.term is None:
        return Found(False)
    failed = [r for r in m.expert.fails(m.answer.term)
              if set(m.expert.topics(r)) & set(topics)]
    return Found(not failed, m.said("term"), failed)


def right_reason(m: Marking, wanted: bool) -> Found:
    """At least one reason given, for the rule or against another, holds here and speaks for it."""
    if m.answer.term is None:
        return Found(False)
    given = {*m.answer.reasons, *(x for r in m.answer.refused for x in r.reasons)}
    right = [rule for rule in m.expert.helps(m.answer.term) if rule in given]
    return Found(bool(right), rules=right,
                 missing=[] if right else [m.say("teach_no_right_reason")])


def right_reasons(m: Marking, least: int) -> Found:
    """Enough reasons, given for the rule or against others, hold here, and more than do not."""
    helps = m.expert.helps(m.own) if m.answer.term else []
    right = [r for r in m.answer.reasons if r in helps]
    wrong = [r for r in m.answer.reasons if r not in helps]
    against = [rule for refusal in m.answer.refused
               for rule in _right_against(m, refusal.term, refusal.reasons)]
    rules = list(dict.fromkeys([*right, *against]))
    holds = len(rules) >= least and len(rules) > len(wrong)
    quote = m.said("reasons") or [m.refusal(x) for x in m.answer.refused if x.reasons]
    missing = _wrong_reasons(m, wrong)
    if not holds and not missing:
        missing = [m.say("teach_no_right_reason")]
    return Found(holds, quote, rules, missing, [m.because(r) for r in helps[:3]])


def _wrong_reasons(m: Marking, wrong: list[str]) -> list[str]:
    """Of reasons chosen in vain: those that speak against the answer, and those that are idle."""
    fails = m.expert.fails(m.answer.term) if m.answer.term else []
    groups = {"teach_reasons_against": [r for r in wrong if r in fails],
              "teach_reasons_do_not_hold": [r for r in wrong if r not in fails]}
    return [m.say(key, term=m.answer.term or "–", reasons=" / ".join(map(m.because, found)))
            for key, found in groups.items() if found]


def edition(m: Marking, accepted: list[int]) -> Found:
    """The edition is written, and the code belongs to it."""
    quote = m.said("edition") + m.said("written_as")
    if m.answer.edition is None:
        missing = [m.say("teach_no_edition")]
    elif m.answer.edition not in accepted:
        missing = [m.say("teach_other_edition", edition=m.answer.edition)]
    elif m.answer.written_as:
        missing = [m.say("teach_old_code", code=m.answer.written_as)]
    else:
        missing = []
    return Found(not missing, quote, missing=missing,
                 expected=[m.say("teach_edition", editions=", ".join(map(str, accepted)))])


def place_right(m: Marking, wanted: bool) -> Found:
    """The named place is one that the rule and the case lead to."""
    return _named_place(m, exact=False)


def place_exact(m: Marking, wanted: bool) -> Found:
    """The named place is right, and as exact as the dossier allows."""
    return _named_place(m, exact=True)


def _named_place(m: Marking, exact: bool) -> Found:
    key = key_at(m.expert, m.own, m.term.named_place.side)
    told = [m.text(key.text) if key else m.text(m.term.named_place.label)]
    written = m.answer.place
    if not written:
        return Found(False, missing=[m.say("teach_no_place")], expected=told)
    quote = m.said("place")
    right = m.places.matches(written, key) if key else m.places.is_point(written)
    if not right:
        return Found(False, quote, missing=[m.say("teach_place_wrong")], expected=told)
    if exact and key and not m.places.exact(written, key):
        return Found(False, quote, missing=[m.say("teach_place_vague")], expected=told)
    return Found(True, quote, expected=told)


def stated(m: Marking, fields: list[str]) -> Found:
    """Every field named says something."""
    quote = [q for f in fields for q in m.said(f)]
    absent = [f for f in fields if not m.said(f)]
    names = ", ".join(m.say(f"teach_said_{f}") for f in absent)
    missing = [m.say("teach_not_stated", fields=names)] if absent else []
    return Found(not absent, quote, missing=missing)


def point_right(m: Marking, which: str) -> Found:
    """The moment at which `risk` or `costs` pass is that of the rule."""
    name = "risk_passes_at" if which == "risk" else "costs_pass_at"
    point = m.term.risk_passes_at if which == "risk" else m.term.costs_pass_at
    told = [m.text(point.text)]
    passing = getattr(m.answer, name)
    if passing is None or passing.at is None:
        return Found(False, m.said(name), missing=[m.say(f"teach_no_{which}_point")],
                     expected=told)
    right = {point.code, *_turning(m, which)}
    if which == "risk" and point.code == "carrier_handover" and _at_premises(m):
        right.add("seller_premises")
    holds = m.answer.term is not None and passing.at in right
    return Found(holds, m.said(name), expected=told,
                 missing=[] if holds else [m.say(f"teach_{which}_point_wrong", term=m.own)])


def _at_premises(m: Marking) -> bool:
    """Whether the goods may be handed to the carrier on the seller's premises."""
    loaded = "premises_loaded" in m.expert.provides(m.own)["delivery_point"]
    return loaded and m.expert.facts.get("handover", "seller_premises") == "seller_premises"


def _turning(m: Marking, which: str) -> set[str]:
    """The last milestone of the seller and the first one after it, on the way of the goods."""
    journey = m.expert.knowledge.content.journey.milestones
    cells = m.expert.cells(m.own)
    owners = [(x.id, _owner(cells[x.id], which)) for x in journey
              if not x.customs and x.id not in OWN_BUSINESS]
    last = max((i for i, (_, owner) in enumerate(owners) if owner == "seller"), default=-1)
    return {name for name, _ in owners[max(last, 0):last + 2]}


def _owner(cell: Cell, which: str) -> str:
    owner = cell.risk if which == "risk" else cell.cost
    return cell.default or owner if owner in ("by_contract", "by_place") else owner


def risk_place_right(m: Marking, wanted: bool) -> Found:
    """The place where risk passes is said and right; the answer's own named place counts."""
    key = key_at(m.expert, m.own, risk_side(m.term))
    told = [m.text(key.text)] if key else []
    passing = m.answer.risk_passes_at
    if passing is None or passing.place is None or m.answer.term is None:
        return Found(False, m.said("risk_passes_at"), missing=[m.say("teach_no_risk_place")],
                     expected=told)
    own = m.answer.place if risk_side(m.term) == m.term.named_place.side \
        and not m.term.two_places else None
    holds = bool(own and m.places.same(passing.place, own))  # a slip is charged once
    if not holds and key is not None:
        holds = m.places.matches(passing.place, key)
    elif not holds:
        holds = m.places.is_point(passing.place)
    return Found(holds, m.said("risk_passes_at"), expected=told,
                 missing=[] if holds else [m.say("teach_risk_place_wrong")])


def splits_right(m: Marking, data: Mapping[str, Any]) -> Found:
    """At least so many of the fields name who does it under the rule."""
    cells = m.expert.cells(m.own)
    right, quote, told, wrong, absent = 0, [], [], [], []
    for name in data["fields"]:
        cell = cells[_CELLS[name][0]]
        owner = cell.acts if _CELLS[name][1] == "acts" else cell.cost
        if owner in ("by_contract", "by_place"):
            owner = cell.default or owner
        told.append(m.say(f"teach_split_{owner}", what=m.say(f"teach_field_{name}")))
        said = getattr(m.answer, name)
        quote += m.said(name)
        if said is None:
            absent.append(m.say(f"teach_field_{name}"))
        elif said != owner:
            wrong.append(m.say(f"teach_field_{name}"))
        else:
            right += 1
    missing = [m.say("teach_split_unsaid", what=", ".join(absent))] if absent else []
    missing += [m.say("teach_split_wrong", what=", ".join(wrong), term=m.own)] if wrong else []
    missing += [m.say("teach_no_term")] if m.answer.term is None else []
    holds = right >= data["at_least"] and m.answer.term is not None
    return Found(holds, quote, missing=missing, expected=told)


_CELLS = {"export_clearance_by": ("export_clearance", "acts"),
          "import_clearance_by": ("import_clearance", "acts"),
          "duties_by": ("duties_and_taxes", "cost")}


def insurance_right(m: Marking, data: Mapping[str, Any]) -> Found:
    """Who insures, and the cover where the seller owes it."""
    (gives,) = m.expert.provides(m.own)["insurance"]
    accepted, covers = data["by"][gives], data["cover"].get(gives)
    told = [m.say(f"teach_insured_by_{gives}")]
    quote = m.said("insurance_by") + m.said("insurance_cover")
    if m.answer.insurance_by is None or m.answer.term is None:
        return Found(False, quote, missing=[m.say("teach_no_insurance")], expected=told)
    if m.answer.insurance_by not in accepted:
        return Found(False, quote, expected=told,
                     missing=[m.say("teach_insurance_wrong", term=m.own)])
    if covers and m.answer.insurance_cover not in covers:
        key = "teach_cover_wrong" if m.answer.insurance_cover else "teach_no_cover"
        return Found(False, quote, missing=[m.say(key, term=m.own)], expected=told)
    return Found(True, quote, expected=told)


def statement(m: Marking, grade: str) -> Found:
    """The statement about payment is `right`, or at least `partly` so."""
    statements = m.expert.teaching.statements.payment
    told = [m.text(s.text) for s in statements if m.holds_for_own(s.right)]
    chosen = next((s for s in statements if s.id == m.answer.payment_fit), None)
    if chosen is None:
        return Found(False, missing=[m.say("teach_no_payment")], expected=told)
    full = m.holds(chosen.right)
    holds = full or (grade == "partly" and m.holds(chosen.partly))
    missing = [] if full else [m.say("teach_payment_wrong")]
    return Found(holds, [m.text(chosen.text)], missing=missing, expected=told)


def documents_right(m: Marking, wanted: bool) -> Found:
    """One document that proves shipment or delivery is right, and none is excluded."""
    papers = m.expert.teaching.statements.documents
    told = [m.text(p.label) for p in papers if p.key and m.holds_for_own(p.right)]
    chosen = [p for p in papers if p.id in m.answer.documents]
    if not chosen:
        return Found(False, missing=[m.say("teach_no_documents")], expected=told)
    quote = [m.text(p.label) for p in chosen]
    excluded = [p for p in chosen if m.holds(p.wrong)]
    if excluded:
        names = ", ".join(m.text(p.label) for p in excluded)
        return Found(False, quote, expected=told,
                     missing=[m.say("teach_document_excluded", names=names)])
    holds = any(p.key and m.holds(p.right) for p in chosen)
    return Found(holds, quote, expected=told,
                 missing=[] if holds else [m.say("teach_no_key_document")])


def refusals_right(m: Marking, least: int) -> Found:
    """So many rules are refused for a requirement they fail and the answer's own rule meets."""
    refused: dict[str, tuple[str, ...]] = {}
    for r in m.answer.refused:
        refused[r.term] = (*refused.get(r.term, ()), *r.reasons)
    right = {term: rules for term, reasons in refused.items()
             if (rules := _right_against(m, term, reasons))}
    expected = m.expert.study.expected
    told = [m.say("l_pair", name=r.term, value=m.text(r.reason)) for r in expected.rejected]
    quote = [m.refusal(r) for r in m.answer.refused]
    rules = list(dict.fromkeys(rule for found in right.values() for rule in found))
    missing = []
    if len(right) < least:
        unproved = [t for t in refused if t not in right]
        missing = [m.say("teach_refusals", right=len(right))]
        if unproved:
            missing.append(m.say("teach_refusals_unproved", terms=", ".join(unproved)))
    return Found(len(right) >= least, quote, rules, missing, told)


def _right_against(m: Marking, term: str, reasons: tuple[str, ...]) -> list[str]:
    """The reasons that rule out `term` and not the answer's own rule; none if most are wrong."""
    if term == m.answer.term:
        return []
    fails = m.expert.fails(term)
    own = m.expert.fails(m.answer.term) if m.answer.term else []
    right = [r for r in reasons if r in fails and r not in own]
    return right if len(right) * 2 > len(reasons) else []


def clear(m: Marking, wanted: bool) -> Found:
    """One rule can be read, the answer does not refuse it, and a reason stands beside it."""
    a = m.answer
    reason = a.reasons or a.reasons_text or any(r.reasons or r.text for r in a.refused)
    quote = m.said("line") or m.said("term")
    if a.term is None:
        return Found(False, quote, missing=[m.say("teach_no_term")])
    if any(r.term == a.term for r in a.refused):
        return Found(False, quote, missing=[m.say("teach_refuses_itself", term=a.term)])
    return Found(bool(reason), quote,
                 missing=[] if reason else [m.say("teach_no_reason_at_all")])


KINDS: dict[str, Test] = {f.__name__: f for f in (
    verdict, topics_met, right_reason, right_reasons, edition, place_right, place_exact, stated,
    point_right, risk_place_right, splits_right, insurance_right, statement, documents_right,
    refusals_right, clear)}
