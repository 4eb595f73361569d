"""Rules that name a country, where a country table or a group should speak."""

from collections.abc import Iterator

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.model.condition import Atom, atoms
from incoadvisor.model.finding import Finding

_LITERAL = ("is", "is_not", "in", "not_in")


def check(base: RuleBase, today: str) -> Iterator[Finding]:
    """A fault for each rule that compares a country with a code written into the rule."""
    countries = {spec.name for spec in base.knowledge.content.facts if spec.type == "country"}
    for ready in base.by_id.values():
        named = [code for atom in atoms(ready.rule.condition)
                 if atom.fact in countries and atom.op in _LITERAL for code in _codes(atom)]
        named += [str(value) for fact, value in ready.rule.written_values.items()
                  if fact in countries and isinstance(value, str)]
        if named:
            yield Finding(code="verify_one_country", severity="fault", where=ready.rule.origin,
                          values={"rule": ready.id, "countries": ", ".join(named)})


def _codes(atom: Atom) -> list[str]:
    operands = atom.operand if atom.op in ("in", "not_in") else (atom.operand,)
    return [str(code) for code in operands]
