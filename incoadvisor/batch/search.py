"""Finding audited lines again: by status, reason, country and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incoadvisor.batch.answer import Answer
from incoadvisor.batch.duck import connect, quoted, text
from incoadvisor.batch.judge import JOIN
from incoadvisor.knowledge.auditing import judging
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.model.audit import ColumnMap

LOOKED = ("case_id", "proposed_term", "goods", "goods_value", "currency", "origin_country",
          "destination_country", "destination_place")
ADDED = ("status", "severity", "verdict", "recommended", "clause", "line", "reasons", "why_en",
         "why_fr", "missing", "error", "row")


@dataclass(frozen=True)
class Search:
    """What lines must have; an empty text asks for nothing."""

    status: str = ""
    reason: str = ""
    country: str = ""
    words: str = ""


@dataclass(frozen=True)
class Hit:
    """One audited line: what was told, and what came of it."""

    row: int
    told: dict[str, str]
    status: str
    severity: str
    verdict: str | None
    recommended: str | None
    instead: str | None
    why: dict[str, str]
    missing: tuple[str, ...]
    error: str | None


@dataclass(frozen=True)
class Found:
    """How many lines fit a search, and some of them."""

    count: int
    hits: tuple[Hit, ...]


def places_to_look(used: ColumnMap, columns: tuple[str, ...], facts: Sequence[str]
                   ) -> dict[str, str]:
    """For each of the facts that a map has, the SQL of their text in a line."""
    found = {}
    for fact in facts:
        if fact in used.columns:
            names = [str(n) for n in used.columns[fact].columns if n in columns]
            cells = ", ".join(f"NULLIF(TRIM(CAST({quoted(n)} AS VARCHAR)), '')" for n in names)
            if cells:
                found[fact] = f"CONCAT_WS(' ', {cells})"
    return found


def find(path: Path, answer: Answer, search: Search, looked: Mapping[str, str],
         knowledge: Knowledge, at: int, most: int) -> Found:
    """The lines of an audited file that fit, gravest first, `most` of them from `at`."""
    own = _own(answer)
    where, values = _where(search, answer, own, looked)
    grave = ", ".join(text(status) for status in judging(knowledge).statuses)
    order = f"list_position([{grave}], {own['status']}), {own['row']}"
    listed = ", ".join([*(own[name] for name in ADDED), *looked.values()])
    source = f"FROM read_parquet({text(str(path))}) WHERE {where}"
    with connect() as database:
        database.execute("SET enable_progress_bar = false")  # it would be printed
        counted = database.execute(f"SELECT COUNT(*) {source}", values).fetchone()
        rows = database.execute(
            f"SELECT {listed} {source} ORDER BY {order} LIMIT {int(most)} OFFSET {int(at)}",
            values).fetchall()
    return Found(counted[0] if counted else 0, tuple(_hit(row, tuple(looked)) for row in rows))


def _own(answer: Answer) -> dict[str, str]:
    """The columns the audit added, by what they hold: it may have had to call them otherwise.

    They stand last, so the last column with a name of its kind is the audit's.
    """
    found = {}
    for name in answer.names:
        plain = name.removeprefix("audit_").rstrip("_0123456789")
        if plain in ADDED:
            found[plain] = quoted(name)
    return found


def _where(search: Search, answer: Answer, own: Mapping[str, str], looked: Mapping[str, str]
           ) -> tuple[str, list[Any]]:
    tests, values = ["TRUE"], []
    if search.status:
        tests.append(f"{own['status']} = ?")
        values.append(search.status)
    if search.reason:
        tests.append(f"list_contains(string_split({own['reasons']}, {text(JOIN)}), ?)")
        values.append(search.reason)
    if search.country and "destination_country" in looked:
        tests.append(f"{looked['destination_country']} = ?")
        values.append(search.country)
    for word in search.words.split():
        cells = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in answer.names)
        tests.append(f"CONTAINS(LOWER(CONCAT_WS(' ', {cells})), LOWER(?))")
        values.append(word)
    return " AND ".join(tests), values


def _hit(cells: tuple[Any, ...], facts: tuple[str, ...]) -> Hit:
    own = dict(zip(ADDED, cells, strict=False))
    told = {f: str(c) for f, c in zip(facts, cells[len(ADDED):], strict=True) if c}
    return Hit(
        row=own["row"], told=told, status=own["status"], severity=own["severity"],
        verdict=own["verdict"], recommended=own["recommended"],
        instead=own["line"] or own["clause"],
        why={"en": own["why_en"] or "", "fr": own["why_fr"] or ""},
        missing=tuple((own["missing"] or "").split(JOIN)) if own["missing"] else (),
        error=own["error"])
