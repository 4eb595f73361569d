"""Reading a candidate's answer: every field checked, and a plain line read for its term only.

Raises InputError naming the field, the value, what is accepted and the nearest match.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from incoadvisor.clause.normalise import fold
from incoadvisor.engine.situation import read_term
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.casefile import parse_data
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest
from incoadvisor.knowledge.teaching import teaching
from incoadvisor.knowledge.yamlfile import MAX_BYTES
from incoadvisor.model.marking import Answer, Passing, Refusal
from incoadvisor.teach.words import BY_PARTY, code_of, labels

_TEXTS = ("candidate", "case", "place", "reasons_text")
FIELDS = (
    "candidate", "case", "answer", "term", "place", "edition", "risk_passes_at",
    "costs_pass_at", *BY_PARTY, "insurance_cover", "payment_fit", "documents", "checks",
    "reasons", "reasons_text", "refused", "hypotheses", "order",
)
LONGEST = 20_000  # characters of one text
MOST = 100  # entries of one list


def read_answer_text(content: bytes, name: str, knowledge: Knowledge) -> Answer:
    """The answer in a file called `name`: YAML or JSON, or one plain line in a `.txt`."""
    if len(content) > MAX_BYTES:
        raise InputError("teach_answer_too_large", name=name, limit="1 MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("file_not_text", name=name) from None
    if not text.strip():
        raise InputError("teach_answer_empty", name=name)
    if name.lower().endswith(".txt"):
        return read_answer({"answer": " ".join(text.split())}, knowledge)
    data = parse_data(text, name)
    if isinstance(data, str):
        return read_answer({"answer": data}, knowledge)
    if not isinstance(data, Mapping):
        raise InputError("teach_answer_not_mapping", name=name)
    return read_answer(data, knowledge)


def read_answer(given: Mapping[str, Any], knowledge: Knowledge) -> Answer:
    """The answer in a mapping of the documented fields."""
    for field in given:
        if field not in FIELDS:
            raise InputError("teach_unknown_field", field=field, accepted=", ".join(FIELDS),
                             suggestion=nearest(str(field), FIELDS))
    read: dict[str, Any] = {name: text for name in _TEXTS if (text := _text(given, name))}
    read |= _vocabulary(given, knowledge)
    if line := _text(given, "answer"):
        read = {**_from_line(line, knowledge), **read}
    if written := _text(given, "term"):
        read |= {"written_as": None, **term_of("term", written, knowledge)}
    if (year := _text(given, "edition")) is not None:
        read["edition"] = _edition(year)
    return Answer.model_validate(read)


def term_of(field: str, written: str, knowledge: Knowledge) -> dict[str, Any]:
    """The rule a code stands for; an old or foreign code is kept beside it, a misspelt one
    refused.
    """
    code = written.strip().upper()
    if code in knowledge.terms:
        return {"term": code}
    read = read_term(written[:1000], knowledge, "en")
    modern = read.modern
    if modern is None or any(f.id in ("typo", "ambiguous", "two_terms") for f in read.findings):
        raise InputError("bad_value", fact=field, value=written,
                         accepted=", ".join(knowledge.terms),
                         suggestion=nearest(code, knowledge.terms))
    return {"term": modern, "written_as": written.strip()}


def _vocabulary(given: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The fields whose words come from the knowledge, by code or in words of either language."""
    read: dict[str, Any] = {}
    for field in (*BY_PARTY, "insurance_cover", "payment_fit"):
        if word := _text(given, field):
            read[field] = _choice(field, word, knowledge)
    for field in ("documents", "checks", "reasons"):
        read[field] = _several(field, given.get(field), knowledge)
    for field in ("risk_passes_at", "costs_pass_at"):
        if given.get(field) not in (None, ""):
            read[field] = _passing(field, given[field], knowledge)
    read["refused"] = _refusals(given.get("refused"), knowledge)
    read["hypotheses"] = tuple(_words("hypotheses", x) for x in _list(
        "hypotheses", given.get("hypotheses")))
    read["order"] = tuple(_words("order", x) for x in _list("order", given.get("order")))
    return read


def _passing(field: str, raw: Any, knowledge: Knowledge) -> Passing:
    """`{at: …, place: …}`, or one word that is a code if it is one, else a place."""
    if not isinstance(raw, Mapping):
        word = _words(field, raw)
        code = code_of(knowledge, field, word)
        return Passing(at=code) if code in labels(knowledge)[field] else Passing(place=word)
    for key in raw:
        if key not in ("at", "place"):
            raise InputError("teach_unknown_field", field=f"{field}.{key}",
                             accepted="at, place", suggestion=nearest(str(key), ("at", "place")))
    at, place = _text(raw, "at"), _text(raw, "place")
    return Passing(at=_choice(field, at, knowledge, f"{field}.at") if at else None, place=place)


def _refusals(raw: Any, knowledge: Knowledge) -> tuple[Refusal, ...]:
    found = []
    for entry in _list("refused", raw):
        if not isinstance(entry, Mapping):
            entry = {"term": entry}
        for key in entry:
            if key not in ("term", "reasons", "text"):
                raise InputError("teach_unknown_field", field=f"refused.{key}",
                                 accepted="term, reasons, text",
                                 suggestion=nearest(str(key), ("term", "reasons", "text")))
        written = _text(entry, "term")
        if not written:
            raise InputError("teach_refused_without_term")
        found.append(Refusal(
            term=term_of("refused.term", written, knowledge)["term"],
            reasons=_several("reasons", entry.get("reasons"), knowledge, "refused.reasons"),
            text=_text(entry, "text")))
    return tuple(found)


def _from_line(line: str, knowledge: Knowledge) -> dict[str, Any]:
    """Code, place and edition of a plain line; the words after the reason word are kept apart."""
    head, reason = split_reason(line, teaching(knowledge).reading.reason_words)
    clause = read_term(head[:1000], knowledge, "en")
    edition = clause.edition
    if edition is None and reason:
        edition = read_term(line[:1000], knowledge, "en").edition
    read: dict[str, Any] = {"line": line}
    if clause.modern is not None:
        read["term"] = clause.modern
        if clause.code not in (clause.modern, None):
            read["written_as"] = clause.code
    found = {"place": clause.place, "edition": edition, "reasons_text": reason or None}
    return read | {name: value for name, value in found.items() if value is not None}


def split_reason(line: str, reason_words: Iterable[str]) -> tuple[str, str]:
    """The clause, and the reason from its first word on (or what stands after a semicolon)."""
    alternatives = "|".join(map(_opening, sorted(map(fold, reason_words), key=len, reverse=True)))
    cut = re.search(rf"(?:{alternatives})|;", fold(line))
    if cut is None or len(fold(line)) != len(line):
        return line, ""
    return line[:cut.start()].strip(), line[cut.start():].strip(" ,;:")


def _opening(word: str) -> str:
    """A reason word as it opens the reason: a whole word, after a comma if it is given with one."""
    before = r"\s*,\s*" if word.startswith(",") else r"\s*[,:]?\s*\b"
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return before + re.escape(word.lstrip(", ")) + after


def _edition(year: str) -> int:
    digits = re.sub(r"(?i)incoterms|®|\s", "", year)
    if not re.fullmatch(r"\d{4}", digits):
        raise InputError("bad_value", fact="edition", value=year, accepted="2020, 2010, 2000…")
    return int(digits)


def _several(field: str, raw: Any, knowledge: Knowledge, shown: str = "") -> tuple[str, ...]:
    entries = _list(shown or field, raw)
    chosen = (_choice(field, _words(shown or field, entry), knowledge, shown) for entry in entries)
    return tuple(dict.fromkeys(chosen))


def _choice(field: str, word: str, knowledge: Knowledge, shown: str = "") -> str:
    """The code meant by a word of `field`, which an error calls `shown`."""
    options = list(labels(knowledge)[field])
    for code in (word, word.lower(), code_of(knowledge, field, word)):
        if code in options:
            return code
    if len(options) > 45:  # too many to read: the list of the case names those in question
        raise InputError("teach_bad_choice_of_many", field=shown or field, value=word,
                         suggestion=nearest(word, options))
    raise InputError("bad_value", fact=shown or field, value=word, accepted=", ".join(options),
                     suggestion=nearest(word, options))


def _list(field: str, raw: Any) -> list[Any]:
    if raw is None or raw == "":
        return []
    entries = list(raw) if isinstance(raw, list | tuple) else [raw]
    if len(entries) > MOST:
        raise InputError("teach_too_many", field=field, limit=MOST)
    return entries


def _text(given: Mapping[str, Any], field: str) -> str | None:
    raw = given.get(field)
    return None if raw is None else _words(field, raw) or None


def _words(field: str, raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise InputError("not_one_value", fact=field)
    text = str(raw).strip()
    if len(text) > LONGEST:
        raise InputError("teach_text_too_long", field=field, limit=LONGEST)
    return text
