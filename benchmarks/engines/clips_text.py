"""The deciding rules as CLIPS constructs: one wide fact, a defrule a rule.

A condition's simple tests become constraints of slots, which CLIPS shares between rules; the rest
is a predicate in the same pattern. Unknown is the symbol nil. A rule notes its position in the
global `fired`; what it writes waits in globals until `advance` modifies the fact for the next
stratum. (A fact a stratum, asserted anew, is 5 to 10 % slower; a case given as a string to
assert-string three times as slow.)
"""

from collections.abc import Iterator

from incoadvisor.engine.compiled import Ready, RuleBase
from incoadvisor.model.condition import All, Any_, Atom, Condition, Not
from incoadvisor.model.vocabulary import Group, Value

COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
DECIDE = "(deffunction decide () (run) ?*fired*)"


def number_of(day: str) -> int:
    """An ISO date as a number that sorts alike."""
    return int(day.replace("-", ""))


class Constructs:
    """Builds the constructs of one rule base, in the order CLIPS wants them."""

    def __init__(self, base: RuleBase, today: str) -> None:
        self.base, self.today = base, today
        self.specs = base.knowledge.facts
        rules = [r for s in base.strata for r in s]
        self.writes = list(dict.fromkeys(n for r in rules for n in r.rule.written_values))
        read = {n for r in rules for n in (*r.reads, *r.rule.written_values)}
        self.slots = [n for n in self.specs if n in read]
        self.top = len(rules) + len(base.strata) + 1

    def __iter__(self) -> Iterator[str]:
        yield "(defglobal ?*fired* = (create$))"
        yield "(defglobal ?*stopped* = FALSE)"
        yield from (f"(defglobal ?*w_{n}* = nil)" for n in self.writes)
        for number, name in enumerate(self.base.groups):
            yield _group(number, self.base.groups[name])
        slots = " ".join(f"(slot {n} (default nil))" for n in self.slots)
        yield f"(deftemplate case (slot stratum (default 0)) {slots})"
        for k, stratum in enumerate(self.base.strata):
            yield from (self.rule(r) for r in stratum)
            if k + 1 < len(self.base.strata):
                yield self.advance(k)
        yield DECIDE

    def case(self, facts: dict[str, Value]) -> dict[str, object]:
        """A case as the slots of its fact."""
        return {n: self._slot(n, facts[n]) for n in self.slots if n in facts}

    def _slot(self, fact: str, value: Value) -> object:
        import clips

        written = self.literal(fact, value)
        if isinstance(value, str) and self.specs[fact].type == "date":
            return int(written)
        if isinstance(value, bool) or self.specs[fact].type not in ("number", "text"):
            return clips.Symbol(written)
        return value if isinstance(value, str) else float(value)

    def rule(self, ready: Ready) -> str:
        """A defrule."""
        pattern = _Pattern(self)
        pattern.take(ready.rule.condition)
        pattern.gates(ready)
        acts = [f"(bind ?*fired* (create$ ?*fired* {ready.position}))"]
        for name, value in ready.rule.written_values.items():
            acts.append(f"(if (eq ?*w_{name}* nil) then (bind ?*w_{name}* "
                        f"{self.value(name, value, pattern)}))")
        if ready.rule.stop is not None:
            acts.append("(bind ?*stopped* TRUE)")
        return (f"(defrule {ready.id} (declare (salience {self.top - ready.position})) "
                f"(case (stratum {ready.stratum}) {pattern.text()}) => {' '.join(acts)})")

    def advance(self, k: int) -> str:
        """The rule that ends a stratum and begins the next."""
        new = dict.fromkeys(n for r in self.base.strata[k] for n in r.rule.written_values)
        known = " ".join(f"({n} ?v_{n})" for n in new)
        told = " ".join(f"({n} (if (eq ?v_{n} nil) then ?*w_{n}* else ?v_{n}))" for n in new)
        follows = f"(modify ?case (stratum {k + 1}) {told})"
        screened = self.base.strata[k][0].rule.stage == "screen"
        if screened and self.base.strata[k + 1][0].rule.stage != "screen":
            follows = f"(if (not ?*stopped*) then {follows})"
        return (f"(defrule advance-{k} (declare (salience {-k})) "
                f"?case <- (case (stratum {k}) {known}) => {follows})")

    def value(self, name: str, written: object, pattern: "_Pattern") -> str:
        """What a rule writes: a value, the day, or another fact."""
        if isinstance(written, dict):
            if "today" in written:
                return self.literal(name, self.today)
            return pattern.bound(written["fact"])
        return self.literal(name, written)  # type: ignore[arg-type]

    def literal(self, fact: str, value: Value) -> str:
        """A value of a fact; text is a string, all else a symbol or a number."""
        kind = self.specs[fact].type
        if kind == "date":
            return str(number_of(str(value)))
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return repr(float(value))
        if kind == "text":
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return value


class _Pattern:
    """The one pattern of a rule."""

    def __init__(self, text: Constructs) -> None:
        self.words = text
        self.tests: dict[str, list[str]] = {}
        self.used: dict[str, None] = {}
        self.rest: list[str] = []

    def bound(self, fact: str) -> str:
        """The variable of a slot."""
        self.used[fact] = None
        return f"?v_{fact}"

    def take(self, condition: Condition) -> None:
        """The rule's condition."""
        for item in condition.items if isinstance(condition, All) else (condition,):
            constraint = self._constraint(item) if isinstance(item, Atom) else None
            if isinstance(item, Atom) and constraint and item.fact not in self.tests:
                self.tests[item.fact] = [constraint]
            else:
                self.rest.append(self._expression(item))

    def gates(self, ready: Ready) -> None:
        """Perspective, validity, and whether an assumption has a gap to fill."""
        rule = ready.rule
        if rule.perspective:
            self.rest.append(self._expression(Atom("perspective", "in", rule.perspective)))
        if "from" in rule.valid:
            self.rest.append(self._expression(Atom("shipment_date", "ge", rule.valid["from"])))
        if "to" in rule.valid:
            self.rest.append(self._expression(
                Atom("shipment_date", "le", rule.valid["to"], or_unknown=True)))
        if rule.assume:
            gaps = [f"(and (eq {self.bound(n)} nil) (neq {self.words.value(n, v, self)} nil))"
                    for n, v in rule.assume.items()]
            self.rest.append(f"(or {' '.join(gaps)} FALSE)")

    def text(self) -> str:
        """The slots with their constraints; the predicate stands where all are bound."""
        parts = []
        names = sorted({**self.tests, **self.used}, key=self._lateness)
        for name in names:
            constraints = self.tests.get(name, [])
            if name in self.used:
                constraints = [f"?v_{name}", *constraints]
            if self.rest and name == names[-1] and not any("|" in c for c in constraints):
                constraints.append(f":(and {' '.join(self.rest)} TRUE)")
                self.rest = []
            parts.append(f"({name} {'&'.join(constraints)})")
        tail = f") (test (and {' '.join(self.rest)} TRUE)" if self.rest else ""
        return " ".join(parts) + tail

    def _lateness(self, name: str) -> int:
        """Slots with a variable come last, and of them those that can carry a predicate."""
        plain = not any("|" in c for c in self.tests.get(name, ()))
        return (1 + plain) if name in self.used else 0

    def _constraint(self, atom: Atom) -> str | None:
        def said(value: Value) -> str:
            return self.words.literal(atom.fact, value)

        match atom.op:
            case "known":
                return None if atom.or_unknown else "~nil"
            case "unknown":
                return "nil"
            case "is" | "in":
                values = atom.operand if atom.op == "in" else (atom.operand,)
                return "|".join([*map(said, values), *(["nil"] if atom.or_unknown else [])])
            case "is_not" | "not_in":
                values = atom.operand if atom.op == "not_in" else (atom.operand,)
                banned = [*map(said, values), *([] if atom.or_unknown else ["nil"])]
                return "&".join(f"~{v}" for v in banned)
            case _:
                return None

    def _expression(self, node: Condition) -> str:
        match node:
            case Atom():
                return self._test(node)
            case All(items):
                return f"(and {' '.join(map(self._expression, items))} TRUE)"
            case Any_(items):
                return f"(or {' '.join(map(self._expression, items))} FALSE)"
            case Not(item):
                return f"(not {self._expression(item)})"

    def _test(self, atom: Atom) -> str:
        name = self.bound(atom.fact)
        known = [f"(neq {name} nil)"]
        match atom.op:
            case "known":
                return "TRUE" if atom.or_unknown else known[0]
            case "unknown":
                return f"(eq {name} nil)"
            case "same_as" | "not_same_as":
                other = self.bound(atom.operand)
                known.append(f"(neq {other} nil)")
                test = f"({'eq' if atom.op == 'same_as' else 'neq'} {name} {other})"
            case "in_group" | "not_in_group":
                day = self.bound("shipment_date")
                known.append(f"(neq {day} nil)")
                inside = f"(group-{list(self.words.base.groups).index(atom.operand)} {name} {day})"
                test = inside if atom.op == "in_group" else f"(not {inside})"
            case "is" | "in" | "is_not" | "not_in":
                values = atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)
                equal = " ".join(f"(eq {name} {self.words.literal(atom.fact, v)})" for v in values)
                test = f"(or {equal} FALSE)"
                test = test if atom.op in ("is", "in") else f"(not {test})"
            case _:
                test = f"({COMPARE[atom.op]} {name} {self.words.literal(atom.fact, atom.operand)})"
        if atom.or_unknown:
            return f"(or {' '.join(f'(not {k})' for k in known)} {test})"
        return f"(and {' '.join(known)} {test})"


def _group(number: int, group: Group) -> str:
    spans: dict[str, list[str]] = {}
    for member in group.members:
        end = f" (<= ?day {number_of(member.to)})" if member.to else ""
        spans.setdefault(member.country, []).append(
            f"(and (>= ?day {number_of(member.since)}){end} TRUE)")
    cases = " ".join(f"(case {c} then (or {' '.join(tests)} FALSE))"
                     for c, tests in spans.items())
    return (f"(deffunction group-{number} (?country ?day) "
            f"(switch ?country {cases} (default FALSE)))")
