"""Every line of an audit is told what `advise` says of it, bad values included."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from incoadvisor import api
from incoadvisor.knowledge.messages import explain
from tests.batch.books import Line, books, read, write
from tests.cases.suite import entries
from tests.support import TODAY

DRAWN = settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate),
                 suppress_health_check=list(HealthCheck))
RANKED = ("discouraged", "excluded")


def audited(book: list[Line], folder: Path, suffix: str = ".parquet", **more: Any) -> list[Line]:
    """The lines of a book, audited."""
    orders = write(book, folder / f"orders{suffix}")
    api.audit(orders, folder / "out.parquet", on=TODAY, **more)
    return read(folder / "out.parquet")


def same(line: Line, told: Line, lang: str = "en") -> None:
    """What a line is told is what `advise` says."""
    try:
        advice = api.advise(line, lang, TODAY)  # type: ignore[arg-type]
    except api.InputError as error:
        message = explain(error, api.knowledge().texts, lang)  # type: ignore[arg-type]
        assert message in told["error"]
        assert (told["status"], told["recommended"]) == ("unreadable", None)
        return
    found = advice.recommended
    assert told["error"] is None
    assert told["state"] == advice.state
    assert told["recommended"] == (found.term if found else None)
    assert told["variant"] == (found.variant if found else None)
    assert told["clause"] == (found.clause if found else None)
    assert told["gives_up"] == ("; ".join(sorted(advice.gives_up)) or None) or \
        set(told["gives_up"].split("; ")) == set(advice.gives_up)
    proposed = advice.proposed
    assert told["verdict"] == (proposed.verdict if proposed else None)
    if proposed is None:
        assert told["status"] in ("no_term", "stop")
        return
    assert {f.id for f in proposed.findings} >= {
        name.removeprefix("written:") for name in (told["reasons"] or "").split("; ")
        if name.startswith("written:")}
    if proposed.verdict is not None:
        code = api.read_clause(proposed.text_read).modern
        verdict = api.knowledge().texts.say(f"verdict_{proposed.verdict}", lang)
        said = api.knowledge().texts.say("proposed_ok", lang, code=code, verdict=verdict)
        assert told[f"why_{lang}"].startswith(proposed.text[proposed.text.index(said):])
    if proposed.verdict in RANKED and advice.state != "stop":
        rules = {s.step: s.rule for s in advice.trace}
        reasons = told["reasons"].split("; ")
        assert reasons[:len(proposed.against)] == [rules[n] for n in proposed.against]


@DRAWN
@given(book=books(), suffix=st.sampled_from([".parquet", ".csv", ".ndjson", ".xlsx"]))
def test_lines_drawn_at_random(book: list[Line], suffix: str):
    if suffix == ".xlsx":  # a sheet holds no control characters
        book = [{k: None if v == "\x01" else v for k, v in line.items()} for line in book]
    with TemporaryDirectory() as folder:
        told = audited([{"number": str(i), **line} for i, line in enumerate(book)], Path(folder),
                       suffix)
    for i, (line, answer) in enumerate(zip(book, told, strict=True)):
        assert (answer["number"], answer["row"]) == (str(i), i + 1)
        same(line, answer)


def test_published_cases_in_french(tmp_path):
    book = [case["given"] for case in entries("selection.yaml") + entries("misuse.yaml")][::2]
    told = audited([{k: str(v).lower() if isinstance(v, bool) else str(v)
                     for k, v in line.items()} for line in book], tmp_path, lang="fr")
    assert len(told) > 40
    for line, answer in zip(book, told, strict=True):
        same(line, answer, "fr")


@pytest.mark.parametrize("term", ["FOB Le Havre", "Franco domicile", None])
def test_facts_that_hold_for_every_line(tmp_path, term):
    book = [{"main_mode": mode, "cargo_form": form} for mode in ("sea", "road", "unknown")
            for form in ("container_fcl", "dry_bulk", "")]
    held = {"origin_country": "FR", "destination_country": "DZ", "origin_place": "Lyon",
            **({"proposed_term": term} if term else {})}
    for line, answer in zip(book, audited(book, tmp_path, facts=held), strict=True):
        same({**line, **held}, answer)
