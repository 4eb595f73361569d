"""Everything a knowledge file can get wrong, found at load with file and line."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.gather import Origins
from incoadvisor.knowledge.strata import CycleError, stratify
from incoadvisor.model.condition import (
    ConditionError,
    atoms,
    facts_read,
    parse,
    unguarded_negations,
)
from incoadvisor.model.market import MarketTable
from incoadvisor.model.rule import Rule
from incoadvisor.model.vocabulary import FactSpec

if TYPE_CHECKING:
    from incoadvisor.knowledge.base import Content

Loc = tuple[str | int, ...]


def check(data: dict[str, Any], origins: Origins, adapter: "TypeAdapter[Content]") -> "Content":
    """Validate shapes, then meaning; raises KnowledgeError listing every fault found."""
    try:
        content = adapter.validate_python(data)
    except ValidationError as error:
        raise KnowledgeError([
            f"{_where(origins, e['loc'])}: {'.'.join(map(str, e['loc'][2:]))}: {e['msg']}"
            for e in error.errors()
        ]) from None
    faults = [f"{_where(origins, loc)}: {message}" for loc, message in _meaning(content)]
    if faults:
        raise KnowledgeError(faults)
    try:
        stratify(content.rules)
    except CycleError as error:
        origin = {rule.id: rule.origin for rule in content.rules}
        raise KnowledgeError([
            f"{origin[error.rules[0]]}: cycle between rules: {' -> '.join(error.rules)}"
        ]) from None
    return content


def _where(origins: Origins, loc: Loc) -> str:
    for cut in range(len(loc), 0, -1):
        if loc[:cut] in origins:
            source, path = origins[loc[:cut]]
            return source.at((*path, *loc[cut:]))
    return "knowledge"


def _meaning(content: "Content") -> Iterator[tuple[Loc, str]]:
    facts = {spec.name: spec for spec in content.facts}
    seen: dict[str, str] = {}
    for i, rule in enumerate(content.rules):
        loc: Loc = ("rules", i)
        if rule.id in seen:
            yield (*loc, "id"), f"rule `{rule.id}` is defined twice (also at {seen[rule.id]})"
        seen[rule.id] = rule.origin
        yield from _rule(rule, loc, facts, content)
    for i, rule in enumerate(content.rules):
        for other in rule.overrides:
            if other not in seen:
                yield ("rules", i, "overrides"), f"rule `{rule.id}` overrides unknown `{other}`"
        for other in rule.conflicts:
            if other not in seen:
                yield ("rules", i, "conflicts"), f"rule `{rule.id}` names unknown `{other}`"
    for rules in override_cycles(content.rules):
        yield ("rules", 0), f"rules override one another: {' -> '.join(rules)}"
    for i, spec in enumerate(content.facts):
        if spec.ask_when is not None:
            try:
                read = facts_read(parse(spec.ask_when))
            except ConditionError as error:
                yield ("facts", i, "ask_when"), f"fact `{spec.name}`: {error}"
            else:
                for name in sorted(read - set(facts)):
                    yield ("facts", i, "ask_when"), f"fact `{spec.name}`: unknown fact `{name}`"
    for i, term in enumerate(content.terms):
        for source in term.sources:
            if source not in content.references:
                yield ("terms", i, "sources"), f"unknown source `{source}`"
        for j, row in enumerate(term.rows):
            for topic, declared in content.match_topics.items():
                if topic == "term":
                    continue
                for value in row.provides.get(topic, ("(missing)",)):
                    if value not in declared.values:
                        yield (("terms", i, "rows", j, "provides", topic),
                               f"{term.code}: `{value}` is no value of topic {topic}")
        for milestone in content.journey.milestones:
            if milestone.id not in term.milestones:
                yield ("terms", i, "milestones"), f"{term.code}: no cell for {milestone.id}"
        for extra in sorted(set(term.milestones) - {m.id for m in content.journey.milestones}):
            yield ("terms", i, "milestones", extra), f"{term.code}: unknown milestone {extra}"
    for i, table in enumerate(content.markets):
        yield from _table(table, ("markets", i), facts, content)


def _table(table: MarketTable, loc: Loc, facts: dict[str, FactSpec],
           content: "Content") -> Iterator[tuple[Loc, str]]:
    if table.fact is not None and table.fact not in facts:
        yield (*loc, "fact"), f"unknown fact `{table.fact}`"
    settled: set[str] = set()
    for i, row in enumerate(table.rows):
        here: Loc = (*loc, "rows", i)
        for source in row.source:
            if source not in content.references:
                yield (*here, "source"), f"unknown source `{source}`"
        if row.group is not None and row.group not in content.groups:
            yield (*here, "group"), f"unknown group `{row.group}`"
        for fact, values in row.where.items():
            for value in values:
                if fact not in facts or not accepts(facts[fact], value, content):
                    yield (*here, "where"), f"{fact} cannot be `{value}`"
        if table.fact is not None and row.country is not None:
            if row.country in settled:
                yield here, f"{row.country}: a row above holds in every case"
            if row.always:
                settled.add(row.country)


def _rule(rule: Rule, loc: Loc, facts: dict[str, FactSpec],
          content: "Content") -> Iterator[tuple[Loc, str]]:
    name = f"rule `{rule.id}`"
    try:
        condition = rule.condition
    except ConditionError as error:
        yield (*loc, *error.path), f"{name}: {error}"
        return
    for atom in atoms(condition):
        operands = atom.operand if atom.op in ("in", "not_in") else (atom.operand,)
        if atom.fact not in facts:
            yield (*loc, "when"), f"{name}: unknown fact `{atom.fact}`"
        elif atom.op in ("same_as", "not_same_as"):
            if atom.operand not in facts:
                yield (*loc, "when"), f"{name}: unknown fact `{atom.operand}`"
        elif atom.op in ("in_group", "not_in_group"):
            if atom.operand not in content.groups:
                yield (*loc, "when"), f"{name}: unknown group `{atom.operand}`"
        elif atom.op not in ("known", "unknown"):
            for value in operands:
                if not accepts(facts[atom.fact], value, content):
                    yield (*loc, "when"), f"{name}: {atom.fact} cannot be `{value}`"
    for fact in unguarded_negations(condition):
        yield (*loc, "when"), f"{name}: `not` over {fact}, which is not tested known beside it"
    for source in rule.source:
        if source not in content.references:
            yield (*loc, "source"), f"{name}: unknown source `{source}`"
    for fact, value in rule.written_values.items():
        if fact not in facts:
            yield (*loc, "conclude"), f"{name}: unknown fact `{fact}`"
        elif isinstance(value, dict):
            if set(value) not in ({"fact"}, {"today"}):
                yield (*loc, "conclude"), f"{name}: a written value is plain, a fact, or today"
            elif "fact" in value and value["fact"] not in facts:
                yield (*loc, "conclude"), f"{name}: unknown fact `{value['fact']}`"
        elif not accepts(facts[fact], value, content):
            yield (*loc, "conclude"), f"{name}: {fact} cannot be `{value}`"
    yield from _actions(rule, loc, facts, content)
    for i, example in enumerate(rule.examples):
        for fact, value in example.given.items():
            if fact not in facts:
                yield (*loc, "examples", i), f"{name}: example gives unknown fact `{fact}`"
            elif value != "unknown" and not accepts(facts[fact], value, content):
                yield (*loc, "examples", i), f"{name}: example: {fact} cannot be `{value}`"
    if not any(example.fires for example in rule.examples):
        yield (*loc, "examples"), f"{name}: no example fires it"


_STAGE_OF = {"conclude": ("assess",), "assume": ("assess",), "require": ("require",),
             "advise": ("advise",), "clause": ("advise",), "stop": ("screen",)}


def override_cycles(rules: Iterable[Rule]) -> list[list[str]]:
    """Chains of overrides that come back to where they began."""
    over = {rule.id: rule.overrides for rule in rules}
    found: list[list[str]] = []

    def walk(path: list[str]) -> None:
        for other in over.get(path[-1], ()):
            if other == path[0]:
                found.append([*path, other])
            elif other not in path:
                walk([*path, other])

    for rule in over:
        walk([rule])
    return [chain for chain in found if chain[0] == min(chain)]


def _actions(rule: Rule, loc: Loc, facts: dict[str, FactSpec],
             content: "Content") -> Iterator[tuple[Loc, str]]:
    name = f"rule `{rule.id}`"
    for action, stages in _STAGE_OF.items():
        if getattr(rule, action) is not None and rule.stage not in stages:
            yield (*loc, action), f"{name}: `{action}` belongs to stage {stages[0]}"
    codes = {term.code for term in content.terms}
    if rule.require is not None:
        if "any_of" not in rule.require and len(rule.require) != 1:
            yield (*loc, "require"), f"{name}: restrict one topic, or use any_of"
        try:
            restrictions = rule.restrictions
        except (ValidationError, AttributeError, TypeError) as error:
            yield (*loc, "require"), f"{name}: {str(error).splitlines()[0]}"
            return
        for topic, restriction in restrictions:
            if topic == "term":
                values: set[str] = codes
            elif topic in content.match_topics:
                values = set(content.match_topics[topic].values)
            else:
                yield (*loc, "require"), f"{name}: unknown topic `{topic}`"
                continue
            for value in restriction.one_of or restriction.none_of or ():
                if value not in values:
                    yield (*loc, "require"), f"{name}: `{value}` is no value of {topic}"
            if restriction.same_as and restriction.same_as not in facts:
                yield (*loc, "require"), f"{name}: unknown fact `{restriction.same_as}`"
    if rule.wish is not None and (rule.wish not in facts or facts[rule.wish].kind != "wish"):
        yield (*loc, "wish"), f"{name}: `{rule.wish}` is no wish"
    for warning in (rule.advise, rule.stop):
        if warning is None:
            continue
        if warning.topic not in content.warning_topics:
            yield (*loc, "advise", "topic"), f"{name}: unknown warning topic `{warning.topic}`"
        if warning.ask is not None and warning.ask not in facts:
            yield (*loc, "advise", "ask"), f"{name}: asks unknown fact `{warning.ask}`"
        if warning.quotes is not None and warning.quotes not in {t.fact for t in content.markets}:
            yield (*loc, "advise", "quotes"), f"{name}: no country table of `{warning.quotes}`"
    about = (rule.advise or rule.clause or rule.stop)
    for code in (about.about or ()) if about else ():
        if code not in codes:
            yield loc, f"{name}: `{code}` is none of the eleven terms"


def accepts(spec: FactSpec, value: Any, content: "Content") -> bool:
    """Whether `value` is of the fact's type and, for a choice, one of its values."""
    match spec.type:
        case "bool":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "choice":
            return isinstance(value, str) and value in spec.values
        case "term":
            return isinstance(value, str) and value in {term.code for term in content.terms}
        case _:
            return isinstance(value, str)
