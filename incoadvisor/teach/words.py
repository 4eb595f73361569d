"""How the fields of an answer and what they choose from are called, in either language."""

from functools import lru_cache

from incoadvisor.clause.normalise import fold
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.teaching import teaching
from incoadvisor.model.text import LANGS, Lang, Text

PARTIES = ("seller", "buyer", "none")
BY_PARTY = ("export_clearance_by", "import_clearance_by", "duties_by", "insurance_by")
Labels = dict[str, Text]  # by code


@lru_cache(maxsize=4)
def labels(knowledge: Knowledge) -> dict[str, Labels]:
    """Field by field, every code an answer may hold with its words."""
    chosen, content = teaching(knowledge).statements, knowledge.content
    parties = {p: _text(knowledge, f"teach_party_{p}") for p in PARTIES}
    milestones = {m.id: m.label for m in content.journey.milestones}
    points: Labels = dict(knowledge.facts["risk_passes_at"].values)
    ends = {code: _text(knowledge, f"teach_point_{code}")
            for code in dict.fromkeys(t.costs_pass_at.code for t in knowledge.terms.values())
            if code not in points and code not in milestones}
    return {
        **dict.fromkeys(BY_PARTY, parties),
        "term": {t.code: t.name for t in knowledge.terms.values()},
        "risk_passes_at": {**points, **milestones},
        "costs_pass_at": {**points, **ends, **milestones},
        "insurance_cover": dict(knowledge.facts["insurance_cover"].values),
        "payment_fit": {s.id: s.text for s in chosen.payment},
        "documents": {d.id: d.label for d in chosen.documents},
        "checks": {name: topic.label for name, topic in content.warning_topics.items()},
        "reasons": {r.id: r.because for r in content.rules},
    }


def told(knowledge: Knowledge, field: str, code: str, lang: Lang) -> str:
    """A code of a field in words; what is no code of it, as it stands."""
    text = labels(knowledge).get(field, {}).get(code)
    return text.get(lang) if text is not None else code


def code_of(knowledge: Knowledge, field: str, word: str) -> str:
    """The code a field's words stand for in either language; other words as they are."""
    return _codes(knowledge, field).get(fold(word), word)


@lru_cache(maxsize=64)
def _codes(knowledge: Knowledge, field: str) -> dict[str, str]:
    """Codes by their folded words; words that two codes share stand for neither."""
    found: dict[str, str | None] = {}
    for code, text in labels(knowledge)[field].items():
        for word in {fold(text.get(lang)) for lang in LANGS}:
            found[word] = code if found.get(word, code) == code else None
    return {word: code for word, code in found.items() if code is not None}


def _text(knowledge: Knowledge, key: str) -> Text:
    return Text(en=knowledge.texts.say(key, "en"), fr=knowledge.texts.say(key, "fr"))
