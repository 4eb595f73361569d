"""What the report says, as plain data: the template only sets it."""

from collections.abc import Sequence

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.advice import Advice, Warning_
from incoadvisor.model.text import Frozen, Lang
from incoadvisor.model.vocabulary import FactSpec, Value
from incoadvisor.render.countries import country_name

# How much of each a page of A4 bears; what is left out is counted, and said.
REASONS, ALTERNATIVES, WARNINGS, ASSUMPTIONS, QUESTIONS, CLAUSES, WAYS_OUT = 5, 4, 6, 3, 3, 4, 4
_LONGEST = 160  # characters of a text the user typed
_OUT_OF_LIST = ("case_id", "title", "notes", "currency")
_WEIGHT = ("must", "strong", "moderate", "slight")


class Line(Frozen):
    """One entry of a list: what stands first, the sentence, what to do, and what goes with it.

    `source` is the number of its source in the list of sources, 0 without one.
    """

    head: str = ""
    mark: str = ""
    text: str
    do: str = ""
    aside: str = ""
    source: int = 0


class Section(Frozen):
    """A heading with its entries; `more` says how many were left out."""

    id: str
    heading: str
    lines: tuple[Line, ...]
    more: str = ""


class Report(Frozen):
    """Everything on the page, in the order of reading."""

    lang: Lang
    kicker: str
    subject: str
    title: str
    verdict: str
    sentence: str
    sections: tuple[Section, ...]
    sources_heading: str
    sources: tuple[str, ...]
    footer: str
    disclaimer: str
    page: str


class _Writer:
    def __init__(self, knowledge: Knowledge, advice: Advice, lang: Lang) -> None:
        self.knowledge, self.advice, self.lang = knowledge, advice, lang
        self.steps = {step.step: step for step in advice.trace}
        self.sources: list[str] = []

    def say(self, key: str, **values: object) -> str:
        return self.knowledge.texts.say(key, self.lang, **values)

    def section(self, name: str, lines: Sequence[Line], left_out: int = 0) -> Section | None:
        """The lines under the heading of that name; None without any."""
        if not lines:
            return None
        more = self.say("report_more", count=left_out) if left_out > 0 else ""
        return Section(id=name, heading=self.say(f"report_h_{name}"), lines=tuple(lines),
                       more=more)

    def cite(self, title: str, date: str | None) -> int:
        """The number of a source, counted when it is first cited."""
        shown = self.say("report_source", title=title, date=date or self.say("l_undated"))
        if shown not in self.sources:
            self.sources.append(shown)
        return self.sources.index(shown) + 1

    # --- the sections -------------------------------------------------------------------------
    def reasons(self) -> Section | None:
        """The weightiest reasons for the recommended rule, then every drawback."""
        if self.advice.recommended is None:
            return None
        first = self.advice.ranking[0]
        helps = sorted(first.for_, key=lambda n: _WEIGHT.index(self.steps[n].strength or "must"))
        lines = [self._reason(n, "") for n in helps[:REASONS]]
        lines += [self._reason(n, self.say("report_drawback")) for n in first.against]
        return self.section("why", lines, len(helps) - REASONS)

    def _reason(self, number: int, head: str) -> Line:
        step = self.steps[number]
        cited = step.source
        return Line(head=head, text=step.because,
                    source=self.cite(cited.title, cited.as_of) if cited else 0)

    def alternatives(self) -> Section | None:
        """The proposed rule first, then the next in rank; none where a stop excludes all alike."""
        if self.advice.state == "stop":
            return None
        chosen = self.advice.recommended.term if self.advice.recommended else None
        proposed = self.advice.proposed
        told = [Line(head=_short(proposed.text_read), mark=self.say("report_proposed"),
                     text=proposed.text)] if proposed else []
        done = (chosen, proposed.code if proposed else None)
        told += [Line(head=r.term, mark=self.say(f"verdict_{r.verdict}"), text=r.text)
                 for r in self.advice.ranking if r.term not in done]
        return self.section("alternatives", told[:ALTERNATIVES], len(told) - ALTERNATIVES)

    def warnings(self) -> Section | None:
        """Warnings about the recommended rule, the gravest first; all of them without one."""
        code = self.advice.recommended.term if self.advice.recommended else None
        about = [w for w in self.advice.warnings
                 if w.severity != "info" and (code is None or code in w.about)]
        return self.section("warnings", [self._warning(w) for w in about[:WARNINGS]],
                            len(about) - WARNINGS)

    def _warning(self, warning: Warning_) -> Line:
        rule = self.knowledge.rules.get(warning.id)
        action = (rule.advise or rule.stop) if rule else None
        do = action.do.get(self.lang) if action and action.do else ""
        text = warning.text.removesuffix(do).rstrip()
        return Line(head=self.say(f"l_severity_{warning.severity}"), mark=warning.severity,
                    text=text, do=do,
                    source=self.cite(warning.source, warning.as_of) if warning.source else 0)

    def ways_out(self) -> Section | None:
        """Changes that would give a rule, where nothing is recommended."""
        if self.advice.recommended is not None:
            return None
        ways = self.advice.relax
        return self.section("ways_out", [
            Line(head=way.gives, text=_capital(self.say("join_and").join(
                self.said(f, v) for f, v in way.set.items())) + ".")
            for way in ways[:WAYS_OUT]], len(ways) - WAYS_OUT)

    def assumptions(self) -> Section | None:
        """What was taken for granted, and why."""
        taken = self.advice.assumptions
        return self.section("assumptions", [
            Line(text=f"{_capital(self.said(a.fact, a.value))}.", aside=self.steps[a.step].because)
            for a in taken[:ASSUMPTIONS]], len(taken) - ASSUMPTIONS)

    def questions(self) -> Section | None:
        """What is worth answering, with what the answers would give."""
        asked = self.advice.open_questions
        return self.section("questions", [
            Line(text=q.question, aside="; ".join(
                self.say("l_answers", value=self.value(q.fact, v), answer=self._outcome(a))
                for v, a in q.changes.items())) for q in asked[:QUESTIONS]],
            len(asked) - QUESTIONS)

    def _outcome(self, answer: str) -> str:
        return answer if answer in self.knowledge.terms else self.say(f"report_state_{answer}")

    def clauses(self) -> Section | None:
        """The wording to put in the contract."""
        pack = self.advice.clause_pack
        return self.section("clauses", [Line(head=c.title, text=c.text) for c in pack[:CLAUSES]],
                            len(pack) - CLAUSES)

    def facts(self) -> Section | None:
        """The case as understood, one line a section of the vocabulary."""
        found: dict[str, list[str]] = {}
        for name, spec in self.knowledge.facts.items():
            if name in self.advice.case and name not in _OUT_OF_LIST:
                found.setdefault(spec.section, []).append(self._fact(spec))
        return self.section("facts", [
            Line(head=self.say(f"h_sections_{section}"), text=" · ".join(said))
            for section, said in found.items()])

    def _fact(self, spec: FactSpec) -> str:
        value = self.advice.case[spec.name]
        if isinstance(value, bool):
            return self.said(spec.name, value)
        return self.say("l_pair", name=spec.label.get(self.lang),
                        value=self.value(spec.name, value))

    def said(self, fact: str, value: Value) -> str:
        """A fact having a value, as a short clause."""
        return self.knowledge.facts[fact].said(value, self.lang)

    def value(self, fact: str, value: Value) -> str:
        """A value in words."""
        spec = self.knowledge.facts[fact]
        if spec.type == "bool":
            return self.say("l_yes" if str(value).lower() == "true" else "l_no")
        if spec.type == "country":
            return country_name(str(value), self.lang)
        if spec.type == "number" and isinstance(value, int | float):
            unit = spec.unit or (self.advice.case.get("currency") if fact == "goods_value" else "")
            return f"{self.number(value)} {unit or ''}".strip()
        return _short(spec.value_label(value, self.lang))

    def number(self, value: float) -> str:
        """A number with thousands apart, as the language writes it."""
        shown = f"{value:,.12g}"
        if self.lang == "fr":
            return shown.replace(",", "\u00a0").replace(".", ",")
        return shown


def report(knowledge: Knowledge, advice: Advice, lang: Lang, on: str) -> Report:
    """What the report about `advice` says; the advice is in `lang`, `on` is its ISO date."""
    write = _Writer(knowledge, advice, lang)
    chosen = advice.recommended
    sections = [
        write.reasons(), write.ways_out(), write.warnings(), write.alternatives(),
        write.clauses(), write.questions(), write.assumptions(), write.facts(),
    ]
    base = advice.rule_base
    return Report(
        lang=lang, kicker=write.say("report_kicker"),
        subject=_short(str(advice.case.get("title", ""))),
        title=chosen.clause if chosen else write.say(f"report_none_{advice.state}"),
        verdict=write.say("report_clause" if chosen else "report_no_clause"),
        sentence=advice.headline, sections=tuple(s for s in sections if s is not None),
        sources_heading=write.say("report_h_sources"), sources=tuple(write.sources),
        footer=write.say("report_footer", version=advice.receipt.incoadvisor,
                         base=base["version"], digest=base["digest"][:19], as_of=base["as_of"],
                         date=on),
        disclaimer=write.say("disclaimer"), page=write.say("report_page"))


def _short(text: str) -> str:
    """One line of bounded length, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST - 1] + "…"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
