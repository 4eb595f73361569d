"""One try at a case: facts and words drawn so that they suit the rule wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from incoadvisor.engine.evaluate import Evaluation, evaluate
from incoadvisor.engine.predicates import test
from incoadvisor.engine.situation import Situation, rule_base
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import read_facts
from incoadvisor.model.condition import parse
from incoadvisor.model.generator import Destination, Generator, Origin, Scene, Trap
from incoadvisor.model.text import LANGS, Lang, Text
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.numbers import whole
from incoadvisor.teach.generate.chance import Chance

Words = dict[Lang, dict[str, str]]


@dataclass(frozen=True)
class Drawn:
    """Facts, what each paper tells, the names in both languages, and the trap laid."""

    scene: Scene
    facts: dict[str, Any]
    told: list[tuple[str, Text]]
    words: Words
    trap: Trap | None


def draw(chance: Chance, stock: Generator, knowledge: Knowledge, target: str, level: int,
         scenes: list[Scene]) -> Drawn | None:
    """A case that may lead to `target`; None where no option of a group suits."""
    scene = chance.pick(scenes)
    origin = chance.pick([o for o in stock.places.origins if scene.reached in o.reached])
    there = chance.pick([d for d in stock.places.destinations if scene.reached in d.reached])
    goods = chance.pick([g for g in stock.goods if scene.form in g.forms])
    amount = chance.between(*goods.amount)
    value = amount * chance.between(*goods.price)
    seller = f"{chance.pick(stock.firms.sellers.forms)} {chance.pick(stock.firms.sellers.names)}"
    buyer = f"{chance.pick(stock.firms.buyers.names)} {chance.pick(stock.firms.buyers.forms)}"
    words = _words(seller, buyer, origin, there, amount, value)
    for lang in LANGS:
        words[lang]["goods"] = filled(goods.text, words, lang)
    facts: dict[str, Any] = {
        "perspective": "seller", "origin_country": "FR",
        "destination_country": there.country, "goods": words["en"]["goods"],
        "goods_value": value, "currency": "EUR", **scene.facts, **goods.facts}
    told = [("opening", stock.papers.opening), ("sheet", scene.told)]
    told += [("sheet", goods.told)] if goods.told else []
    known = judged(facts, stock, knowledge).facts
    for wish in stock.wishes:
        if wish.from_level > level:
            continue
        options = [o for o in wish.options if (not o.suits or target in o.suits)
                   and not _clash(o.facts, facts)
                   and holds(o.when, {**known, **facts}, knowledge)]
        if not options:
            return None
        option = chance.pick(options)
        facts.update(option.facts)
        told += [(wish.paper, option.text)] if option.text else []
    known = {**known, **facts}
    trap = chance.pick([*_traps(stock, known, knowledge, target), *([None] * (level == 1))]
                       or [None])
    if trap is not None:
        line = trap.line.format(**words["en"])
        facts |= {"proposed_term": line, "proposed_by": trap.by}
        for lang in LANGS:
            words[lang] |= {"line": trap.line.format(**words[lang]),
                            "by": stock.papers.by[trap.by].get(lang)}
        told.append(("proposal", stock.papers.proposal))
    return Drawn(scene, facts, told, words, trap)


def judged(facts: Mapping[str, Any], stock: Generator, knowledge: Knowledge) -> Evaluation:
    """The deciding rules run over the facts on the day the generator's knowledge was written."""
    prepared = Situation(knowledge, read_facts(facts, knowledge), stock.papers.as_of, "en")
    return evaluate(rule_base(knowledge), prepared.start, prepared.today)


def filled(text: Text, words: Words, lang: Lang) -> str:
    """A template in one language with the names of the case."""
    return text.get(lang).format(**words[lang])


def holds(when: Mapping[str, Any] | None, facts: Facts, knowledge: Knowledge) -> bool:
    """Whether a condition holds; none always does."""
    return when is None or _condition(repr(when), knowledge)(facts)


@lru_cache(maxsize=256)
def _condition(written: str, knowledge: Knowledge) -> Any:
    import ast

    return test(parse(ast.literal_eval(written)), knowledge.content.groups)


def _traps(stock: Generator, known: Facts, knowledge: Knowledge, target: str) -> list[Trap]:
    return [t for t in stock.traps
            if (not t.only_for or target in t.only_for) and target not in t.not_for
            and (t.reads != target or target in t.only_for)
            and holds(t.when, known, knowledge)]


def _clash(new: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return any(name in facts and facts[name] != value for name, value in new.items())


def _words(seller: str, buyer: str, origin: Origin, there: Destination, amount: int, value: int
           ) -> Words:
    return {lang: {
        "seller": seller, "buyer": buyer, "origin": origin.town.get(lang),
        "origin_at": origin.at.get(lang), "port": origin.port.get(lang),
        "airport": origin.airport.get(lang), "dest": there.town.get(lang),
        "dest_port": there.port.get(lang), "dest_airport": there.airport.get(lang),
        "country": there.name.get(lang), "n": whole(amount, lang),
        "value": whole(value, lang)} for lang in LANGS}
