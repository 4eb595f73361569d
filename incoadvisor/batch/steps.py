"""The steps of an audit: read each distinct text once, decide each distinct combination once.

Tables, in order: `d_FACT` and `d_term` (distinct texts that may be many), `combos` (distinct
combinations of what decides, with their number of lines), `n_FACT` (distinct coded values),
`cases`, `decided`, `judged`, `placed`, and `answers`, one row a combination, which every line
finds by the fingerprint of its own combination.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from incoadvisor.batch import clauses
from incoadvisor.batch.answer import Answer, free_names
from incoadvisor.batch.columns import TERM
from incoadvisor.batch.engine import ORDERS, Engine, Watch
from incoadvisor.batch.judge import JOIN, Judge
from incoadvisor.batch.terms import Reading, read_written
from incoadvisor.batch.told import VALUE, Told, typed
from incoadvisor.batch.values import Reader
from incoadvisor.engine.sql.dates import standing_for, turning_days
from incoadvisor.engine.sql.expressions import column, literal
from incoadvisor.engine.sql.lines import STEERS_PLACE, LineText
from incoadvisor.model.audit import Column
from incoadvisor.model.text import LANGS, Lang
from incoadvisor.model.vocabulary import Facts

SAMPLE = 100_000  # lines
UNSHARED = 0.9  # share of a sample's lines with a combination of their own (docs/performance.md)
NO_TERM = "-1"  # the reading of a line on which nothing is written
SEP = "'|'"
STRING = "STRING"


@dataclass
class Steps:
    """One audit in progress. `constants` are facts that hold for every line."""

    engine: Engine
    told: Told
    text: LineText
    judge: Judge
    lang: Lang
    constants: Facts

    def __post_init__(self) -> None:
        self.readings: list[Reading] = []

    # --- texts that may be many: each read once, before combinations are counted

    def read_texts(self) -> None:
        """Dictionaries of dates, odd figures, places and written terms."""
        turning = turning_days(self.text.base)
        for fact in self.told.dates:
            reader = self._reader(fact)
            day, sql_type = self.told.day(fact)
            self.engine.put(f"d_{fact}", (("raw", sql_type), ("mark", STRING)), [
                (raw, _mark(str(raw), reader, turning)) for raw in self._distinct(day)
                if raw is not None])
        for fact in self.told.places:
            reader = self._reader(fact)
            self.engine.put(f"p_{fact}", clauses.WORDS, [
                clauses.words_of(raw, reader.text(raw))
                for raw in self._distinct(self.told.raw(fact))
                if reader.read(raw).value is not None])
        self._read_terms()

    def _distinct(self, expression: str) -> Iterator[Any]:
        """What an expression gives over the lines, each once."""
        for (raw,) in self.engine.rows(f"SELECT DISTINCT {expression} FROM {ORDERS} o"):
            yield raw

    def _read_terms(self) -> None:
        raws: Iterable[str] = self._distinct(self._term) if self._has_term else ()
        numbers: dict[tuple[Any, ...], int] = {}
        rows, self.readings = [], []
        for raw in raws:
            reading = self._reading(raw)
            if reading is None:
                continue
            same = (reading.code, tuple(name for name, _ in reading.findings))
            if same not in numbers:
                numbers[same] = len(self.readings)
                self.readings.append(reading)
            said = [" ".join(text[lang] for _, text in reading.findings) or None for lang in LANGS]
            rows.append((raw, str(numbers[same]), reading.line, *said,
                         *clauses.place_written(reading.place)))
        self.engine.put("d_term", _TERM_COLUMNS, rows)
        self.engine.put("readings", [("reading", STRING), ("code", STRING)], [
            (str(i), reading.code) for i, reading in enumerate(self.readings)])

    def _reading(self, raw: str) -> Reading | None:
        text = raw if TERM in self.constants else self._reader(TERM).text(raw)
        return read_written(text, self.told.knowledge, self.lang)

    @property
    def _has_term(self) -> bool:
        return self.told.has_term or TERM in self.constants

    @property
    def _term(self) -> str:
        """The text of the written term of a line."""
        held = self.constants.get(TERM)
        return self.told.raw(TERM) if held is None else literal(held)

    # --- combinations

    @cached_property
    def keys(self) -> dict[str, str]:
        """What makes a combination: a name and the text of a line that it stands for."""
        told = self.told
        found = {f"k_{fact}": told.raw(fact) for fact in told.coded}
        found |= {f"k_{fact}": f"COALESCE(d_{fact}.mark, '')" for fact in told.dates}
        found |= {f"k_{fact}": told.odd(fact) for fact in told.numbers}
        found["k_why"] = "COALESCE(o.unread_why, '')"
        found["k_reading"] = literal(NO_TERM)
        if self._has_term:
            found["k_reading"] = f"COALESCE(d_term.reading, '{NO_TERM}')"
        return found

    def combine(self, watch: Watch | None = None) -> int:
        """Count the lines of each distinct combination; how many combinations there are.

        Where hardly two lines of a sample share one, the lines are decided one by one instead.
        """
        if self._alone():
            self.keys["k_line"] = f"CONCAT_WS({SEP}, CAST(o.row_number AS STRING), o.source_file)"
        keys = list(self.keys)
        amount = self.told.amount(VALUE) if VALUE in self.told.map.columns else \
            typed(None, "DOUBLE")
        listed = ", ".join(f"{expression} AS {name}" for name, expression in self.keys.items())
        positions = ", ".join(str(i) for i in range(1, len(keys) + 1))
        counting = f"COUNT(*) AS lines, SUM({amount}) AS amount"
        grouping = f"GROUP BY {positions}"
        if "k_line" in keys:
            counting, grouping = f"1 AS lines, {amount} AS amount", ""
        self.engine.keep("counted", f"SELECT {listed}, {counting} FROM {self._lines()} {grouping}",
                         watch)
        for salt in range(8):  # that two combinations share a fingerprint is not ruled out
            self._salt = [literal(f"#{salt}")] if salt else []
            mark = self.engine.fingerprint([*self._salt, *keys])
            self.engine.keep("combos", f"SELECT {mark} AS rid, * FROM counted")
            [(combinations, marks)] = self.engine.rows(
                "SELECT COUNT(*), COUNT(DISTINCT rid) FROM combos")
            if combinations == marks:
                self.combinations = int(combinations)
                return self.combinations
        raise AssertionError("fingerprints collide")

    def _alone(self) -> bool:
        """Whether a sample says that combinations are hardly shared."""
        mark = self.engine.fingerprint(list(self.keys.values()))
        [(sampled, combinations)] = self.engine.rows(
            f"SELECT COUNT(*), COUNT(DISTINCT m) FROM (SELECT {mark} AS m FROM {self._lines()} "
            f"LIMIT {SAMPLE}) AS sample")
        return bool(sampled == SAMPLE and combinations > UNSHARED * sampled)

    def _lines(self) -> str:
        """All lines, each with what its dates and its written term are read as."""
        joins = [f"LEFT JOIN d_{fact} ON d_{fact}.raw = {self.told.day(fact)[0]}"
                 for fact in self.told.dates]
        if self._has_term:
            joins.append(f"LEFT JOIN d_term ON d_term.raw = {self._term}")
        return " ".join([f"{ORDERS} o", *joins])

    def read_values(self) -> None:
        """The coded values of the combinations, each read once, and the cases they make."""
        read = [*self.told.coded, *self.told.dates, *self.told.numbers]
        raws = self._values(["why", *read])
        for fact in read:
            reader = self._reader(fact)
            rows = []
            for raw in raws[fact]:
                cell = reader.read(raw)
                rows.append((raw, _as_text(cell.value), cell.fault))
            self.engine.put(f"n_{fact}", _VALUE_COLUMNS, rows)
        self.engine.put("n_why", _VALUE_COLUMNS, [(why, None, self._unread(why))
                                                  for why in raws["why"]])
        faults = ", ".join(f"n_{name}.fault" for name in ["why", *read])
        columns = [f"{self._value(fact, sql_type)} AS {column(fact)}"
                   for fact, sql_type in zip(self.text.facts, (t for _, t in self.text.schema()),
                                             strict=True)]
        joins = [f"LEFT JOIN n_{name} ON n_{name}.raw = k.k_{name}" for name in ["why", *read]]
        self.engine.keep("told", (
            f"SELECT k.rid, NULLIF(CONCAT_WS(' ', {faults}), '') AS fault, "
            f"{', '.join(columns)} FROM combos k {' '.join(joins)} "
            "LEFT JOIN readings r ON r.reading = k.k_reading"))
        self.engine.see("cases", "SELECT * FROM told WHERE fault IS NULL")

    def _values(self, names: Sequence[str]) -> dict[str, list[str]]:
        """The distinct texts of several keys of the combinations, in one query."""
        found: dict[str, list[str]] = {name: [] for name in names}
        for name, raw in self.engine.rows(" UNION ALL ".join(
                f"SELECT DISTINCT {literal(name)} AS name, k_{name} AS raw FROM combos"
                for name in names)):
            found[name].append(raw)
        return found

    def _value(self, fact: str, sql_type: str) -> str:
        """A fact of a case, from its constant or the dictionary of its values."""
        if fact == "proposed_code":
            return "r.code"
        if fact in self.constants:
            return typed(self.constants[fact], sql_type)
        if f"k_{fact}" not in self.keys or fact in self.told.numbers:
            return typed(None, sql_type)
        value = f"n_{fact}.value"
        if sql_type == "BOOLEAN":
            return f"CASE {value} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
        return value if sql_type == STRING else f"CAST({value} AS {sql_type})"

    # --- decisions

    def decide(self, watch: Watch | None = None) -> None:
        """Run the rules over the cases."""
        self.engine.keep("decided", self.text.text, watch, lean=True)

    def judge_all(self) -> None:
        """Judge each distinct outcome, and settle the place of each distinct answer."""
        masks = self.text.masks
        outcome = ["state", "stopped_by", "code", "verdict", "held_row", *masks]
        signed = ", ".join(f"COALESCE(CAST(d.{name} AS STRING), '')" for name in outcome)
        signature = f"CONCAT_WS({SEP}, {signed}, k.k_reading)"
        where = ["recommended", "variant", *(column(f) for f in STEERS_PLACE)]
        place_key = ", ".join(f"COALESCE(d.{name}, '')" for name in where)
        self.engine.keep("signed", (
            f"SELECT d.*, k.k_reading AS reading, {signature} AS signature, "
            f"CONCAT_WS({SEP}, {place_key}) AS place_key "
            "FROM decided d JOIN combos k ON k.rid = d.rid"))
        names = ["signature", "reading", *outcome]
        rows = []
        for values in self.engine.rows(f"SELECT DISTINCT {', '.join(names)} FROM signed"):
            row = dict(zip(names, values, strict=True))
            reading = self.readings[int(row["reading"])] if row["reading"] != NO_TERM else None
            found = self.judge.of(row, reading)
            rows.append((row["signature"], found.status, found.severity,
                         JOIN.join(found.reasons) or None, *(found.why[lang] for lang in LANGS)))
        self.engine.put("judged", [(name, STRING) for name in _JUDGED], rows)
        self.engine.put("placed", [("place_key", STRING), ("named", STRING), ("delivery", STRING)],
                        self._placed(where))

    def _placed(self, where: list[str]) -> Iterator[tuple[str | None, ...]]:
        found = self.engine.rows(f"SELECT DISTINCT place_key, {', '.join(where)} FROM signed "
                                 "WHERE recommended IS NOT NULL")
        for place_key, code, variant, *steers in found:
            facts: Facts = {f: v for f, v in zip(STEERS_PLACE, steers, strict=True) if v}
            yield place_key, *clauses.kinds_for(code, variant, facts, self.told.knowledge)

    def answer(self) -> None:
        """One row a combination with everything that its lines are told."""
        unread = self.judge.judging.unread_line
        self.engine.keep("answers", (
            "SELECT t.rid, t.fault AS error, "
            f"COALESCE(j.status, {literal(unread.status)}) AS status, "
            f"COALESCE(j.severity, {literal(unread.severity)}) AS severity, "
            "j.reasons, j.why_en, j.why_fr, s.state, s.recommended, s.variant, s.verdict, "
            "s.missing, s.gives_up, p.named, p.delivery "
            "FROM told t LEFT JOIN signed s ON s.rid = t.rid "
            "LEFT JOIN judged j ON j.signature = s.signature "
            "LEFT JOIN placed p ON p.place_key = s.place_key"))

    # --- the lines again

    def answered(self) -> Answer:
        """Every line with its answer."""
        book = self.told.book
        told = frozenset(self.told.places) - set(self.constants)
        mark = self.engine.fingerprint([*self._salt, *self.keys.values()])
        line = "CAST(NULL AS STRING)"
        why = {lang: f"a.why_{lang}" for lang in LANGS}
        if self._has_term:
            line = "CASE WHEN a.verdict IN ('recommended', 'acceptable', 'discouraged') " \
                   "THEN d_term.line END"
            for lang in LANGS:
                why[lang] = f"NULLIF(CONCAT_WS(' ', a.why_{lang}, " \
                            f"CASE WHEN a.error IS NULL THEN d_term.said_{lang} END), '')"
        added = {
            "status": "a.status", "severity": "a.severity", "verdict": "a.verdict",
            "recommended": "a.recommended", "variant": "a.variant",
            "clause": clauses.clause(self.told.knowledge, self.lang, told, self.constants,
                                     self._has_term),
            "line": line, "reasons": "a.reasons", "why_en": why["en"], "why_fr": why["fr"],
            "missing": "a.missing", "gives_up": "a.gives_up", "state": "a.state",
            "error": "a.error"}
        if book.has_unread:
            added["unread"] = "o.unread"
        added["row"] = "o.row_number"
        if len(book.paths) > 1:
            added["source_file"] = "o.source_file"
        added["rule_base"] = literal(self.told.knowledge.digest)
        cells = [f"o.c{i}" for i in range(len(book.columns))]
        places = [f"LEFT JOIN p_{fact} ON p_{fact}.raw = {self.told.raw(fact)}"
                  for fact in sorted(told)]
        listed = ", ".join([*cells, *(f"{sql} AS a_{name}" for name, sql in added.items())])
        aliases = [*(f"c{i}" for i in range(len(book.columns))), *(f"a_{n}" for n in added)]
        is_text = [*(kind == "text" for kind in book.kinds), *(n != "row" for n in added)]
        return Answer(f"SELECT {listed} FROM {self._lines()} {' '.join(places)} "
                      f"JOIN answers a ON a.rid = {mark}",
                      tuple(zip(aliases, free_names(book.columns, list(added)), is_text,
                                strict=True)))

    def _reader(self, fact: str) -> Reader:
        spec = self.told.spec(fact)
        column_ = self.told.map.columns.get(fact, Column(columns=(fact,)))
        return Reader(spec, column_, self.told.map, self.told.knowledge, self.lang)

    def _unread(self, why: str) -> str | None:
        """Why a line could not be split, in words."""
        if not why:
            return None
        kind, *figures = why.split(":")
        say = self.told.knowledge.texts.say
        if kind == "cells":
            return say("audit_cells", self.lang, found=figures[0], expected=figures[1])
        return say("audit_json_line", self.lang)


_TERM_COLUMNS = (*((name, STRING) for name in ("raw", "reading", "line", "said_en", "said_fr",
                                               "fills", "words")),
                 ("name", "BOOLEAN"), ("address", "BOOLEAN"))
_VALUE_COLUMNS = (("raw", STRING), ("value", STRING), ("fault", STRING))
_JUDGED = ("signature", "status", "severity", "reasons", "why_en", "why_fr")


def _mark(raw: str, reader: Reader, turning: list[str]) -> str:
    """The turning day that stands for a date; a text that is no date stands for itself."""
    cell = reader.read(raw)
    if cell.fault:
        return raw
    return standing_for(str(cell.value), turning) if cell.value is not None else ""


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
