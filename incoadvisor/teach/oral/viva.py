"""One case before the jury: its run, its advice, and points that say what they follow from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from incoadvisor.engine.forward import Run
from incoadvisor.engine.situation import Situation
from incoadvisor.engine.whatif import Counterfactuals
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.advice import Advice, Cited, Recommended
from incoadvisor.model.oral import Draw, Point, Reference
from incoadvisor.model.term import Articles, Cell, TermFacts
from incoadvisor.model.text import Lang
from incoadvisor.model.vocabulary import Facts, Value
from incoadvisor.render.advice import build
from incoadvisor.render.damage import Damage
from incoadvisor.render.prose import Prose
from incoadvisor.teach.expert import Expert


@dataclass(frozen=True)
class Drawn:
    """A model answer: what to say, the points behind it, and the names its question uses."""

    answer: str
    points: tuple[Point, ...]
    subject: str | None = None
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Viva:
    """One case in one language; the rule defended is the one the engine recommends."""

    expert: Expert
    lang: Lang
    damages: dict[str, Damage] = field(default_factory=dict)  # by milestone, as asked for

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge answers are drawn from."""
        return self.expert.knowledge

    @cached_property
    def situation(self) -> Situation:
        """The case as the engine starts from it."""
        told = self.expert.situation
        return Situation(told.knowledge, told.case, told.today, self.lang)

    @property
    def run(self) -> Run:
        """Every firing of the case."""
        return self.expert.run

    @cached_property
    def prose(self) -> Prose:
        """Sentences about the run."""
        return Prose(self.situation, self.run)

    @property
    def other(self) -> Counterfactuals:
        """The case with facts changed."""
        return self.expert.other

    @cached_property
    def advice(self) -> Advice:
        """The whole advice."""
        return build(self.situation, self.run, self.other)

    @property
    def recommended(self) -> Recommended:
        """The line to defend. Raises InputError where the engine recommends nothing."""
        if self.advice.recommended is None:
            raise InputError("teach_oral_nothing", name=self.expert.study.id)
        return self.advice.recommended

    @property
    def code(self) -> str:
        """The rule to defend."""
        return self.recommended.term

    @property
    def term(self) -> TermFacts:
        """The facts of that rule."""
        return self.knowledge.terms[self.code]

    @cached_property
    def settling(self) -> Facts:
        """What settles the conditional cells: the facts, and the variant chosen."""
        variant = self.recommended.variant
        known = variant is not None and variant in self.knowledge.facts["handover"].values
        return {**({"handover": variant} if known and variant else {}), **self.run.facts}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Who acts, pays and bears the risk under the rule, in journey order."""
        return self.term.resolved(self.knowledge.content.journey, self.settling)

    @cached_property
    def articles(self) -> Articles:
        """The twenty articles of the rule."""
        return _articles(self.knowledge, self.code)

    @cached_property
    def own_facts(self) -> Facts:
        """The answer as facts, for conditions."""
        (insured,) = self.expert.provides(self.code)["insurance"]
        read: Facts = {"answer_term": self.code, "answer_edition": 2020,
                       "answer_family": self.term.family,
                       "answer_insurance_by": self.term.insurance.by}
        if insured.startswith("clauses"):
            read["answer_insurance_cover"] = insured
        books = self.cells["main_carriage"].acts
        return read | {"answer_books": books}

    def holds(self, when: dict[str, object] | None) -> bool:
        """Whether a condition holds over the case and the answer; none always does."""
        return when is None or self.expert.holds(when, self.own_facts)

    def say(self, key: str, **values: object) -> str:
        """A message in the jury's language."""
        return self.prose.say(key, **values)

    # --- points, each with what it follows from ----------------------------------------------
    def step(self, rule: str) -> int | None:
        """The number of the firing of a rule or of a country row."""
        return next((f.number for f in self.run.firings if f.rule == rule), None)

    def rule(self, name: str) -> Reference:
        """A rule of the base, with its firing."""
        return Reference(kind="rule", id=name, step=self.step(name))

    def by_rule(self, name: str, text: str) -> Point:
        """A point that one rule of the base makes."""
        return Point(text=text, references=(self.rule(name),),
                     sources=(self.prose.cited(self.knowledge.rules[name]),))

    def cell(self, milestone: str, aspect: str = "") -> Reference:
        """A cell of the rule: `CIP main_carriage`, or one aspect of it."""
        return Reference(kind="cell", id=" ".join(
            part for part in (self.code, milestone, aspect) if part))

    def article(self, number: str) -> Reference:
        """An article of the rule."""
        return Reference(kind="article", id=f"{self.code} {number}")

    def cite(self, refs: Iterable[str], as_of: str | None = None) -> tuple[Cited, ...]:
        """References as shown."""
        found = self.knowledge.content.references
        return tuple(Cited(ref=r, title=found[r].named(self.lang), url=found[r].url,
                           as_of=as_of or found[r].as_of) for r in refs)

    def by_term(self, text: str, *references: Reference) -> Point:
        """A point that follows from what the rule says."""
        own = Reference(kind="term", id=self.code)
        return Point(text=text, references=references or (own,),
                     sources=self.cite(self.term.sources[:2], self.term.as_of))

    def milestone(self, name: str) -> str:
        """What a milestone is called."""
        found = next(m for m in self.knowledge.content.journey.milestones if m.id == name)
        return found.label.get(self.lang)


@lru_cache(maxsize=32)
def _articles(knowledge: Knowledge, code: str) -> Articles:
    return knowledge.articles(code)


def changed_fact(fact: str, value: Value) -> Reference:
    """A fact set otherwise than in the case."""
    shown = str(value).lower() if isinstance(value, bool) else value
    return Reference(kind="fact", id=f"{fact}={shown}")


Drawing = Callable[[Viva, Draw, str | None], list[Drawn]]


def drawn(points: Iterable[Point], answer: str | None = None, subject: str | None = None,
          **names: str) -> list[Drawn]:
    """One answer; its first point leads unless `answer` does. None without points."""
    found = tuple(points)
    if not found:
        return []
    return [Drawn(found[0].text if answer is None else answer, found, subject, names)]
