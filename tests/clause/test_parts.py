"""The steps of the reader, one by one."""

import pytest

from incoadvisor.clause import Lexicon, read
from incoadvisor.clause.normalise import clean, fold, joined, tokenise
from incoadvisor.clause.reading import understand
from incoadvisor.clause.spelling import distance, swapped


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("C&amp;F  Lagos", "C&F Lagos"),
        ("<b>FOB</b>\tNingbo", "FOB Ningbo"),
        ("ＦＯＢ　上海", "FOB 上海"),
        ("FOB\x00 Shanghai", "FOB Shanghai"),
        ("", ""),
    ],
)
def test_clean(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_fold_takes_off_case_and_accents() -> None:
    assert fold("Göteborg São Paulo İzmir МОСКВА") == "goteborg sao paulo izmir москва"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("FOB上海", ["fob", "上", "海"]),
        ("Incotems2010", ["incotems", "2010"]),
        ("FOBShanghaiPort", ["fob", "shanghai", "port"]),
        ("C&F", ["c", "&", "f"]),
    ],
)
def test_tokens(text: str, keys: list[str]) -> None:
    tokens = tokenise(text)
    assert [t.key for t in tokens] == keys
    assert "".join(text[t.start : t.end] for t in tokens) == text


def test_joined_puts_no_space_between_ideographs() -> None:
    assert joined(tokenise("Le Havre")) == "le havre"
    assert joined(tokenise("上海港")) == "上海港"


@pytest.mark.parametrize(
    ("a", "b", "errors"),
    [("fob", "fob", 0), ("fobb", "fob", 1), ("fbo", "fob", 1), ("dpp", "ddp", 1), ("ab", "yz", 2)],
)
def test_distance(a: str, b: str, errors: int) -> None:
    assert distance(a, b, 2) == errors
    assert distance(a, b, 1) == min(errors, 2)


def test_swapped() -> None:
    assert swapped("crf", "cfr")
    assert not swapped("cif", "cfr")


@pytest.mark.parametrize(
    ("text", "year", "bare", "several"),
    [
        ("FOB X Incoterms 2020", 2020, None, ()),
        ("Incoterms® 2010: FOB X", 2010, None, ()),
        ("2020 Incoterms FOB X", 2020, None, ()),
        ("FOB X (2020)", 2020, 2020, ()),
        ("FOB X 2020 2010", None, None, (2020, 2010)),
        ("FOB X, PO 2020-001", None, None, ()),
        ("FOB X 12.05.2020", None, None, ()),
        ("DAP Berth 2010 East", None, None, ()),
        ("FOB X ICC publication 715", 2010, None, ()),
    ],
)
def test_edition(
    text: str, year: int | None, bare: int | None, several: tuple[int, ...], lexicon: Lexicon
) -> None:
    edition = understand(text, lexicon).edition
    assert (edition.year, edition.bare, edition.several) == (year, bare, several)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FOB Shanghai", "port"),
        ("FOB Port Said", "port"),
        ("CIF Munich Airport", "airport"),
        ("CIF JFK", "airport"),
        ("CIF Munich", "town"),
        ("CIF ICD Bangalore", "dry_port"),
        ("EXW our works", "premises"),
        ("FCA terminal 3", "terminal"),
        ("FOB Allemagne", "country"),
        ("FOB 德国", "country"),
        ("CIF West Africa", "region"),
        ("DAP Xyzzy", "unknown"),
        ("DAP", None),
    ],
)
def test_kind_of_place(text: str, kind: str | None, lexicon: Lexicon) -> None:
    assert read(text, lexicon).kind_of_place == kind


@pytest.mark.parametrize(
    ("text", "modern"),
    [
        ("CNF Karachi", "CFR"),
        ("DDU Paris", "DAP"),
        ("DAT Lyon", "DPU"),
        ("FOB Shanghai FCL", "FOB"),
        ("CAF Abidjan", None),
        ("EXW/FCA Lyon", None),
        ("franco domicile", None),
        ("frei Haus, unverzollt", "DAP"),
        ("FOB Destination", "DAP"),
        ("TBD", None),
    ],
)
def test_modern(text: str, modern: str | None, lexicon: Lexicon) -> None:
    assert read(text, lexicon).modern == modern


@pytest.mark.parametrize(
    ("text", "lang", "line"),
    [
        ("FCA", "en", "FCA [street, town, country] – Incoterms® 2020"),
        ("FCA", "fr", "FCA [rue, ville, pays] – Incoterms® 2020"),
        ("CIF Europe", "fr", "CIF [port de destination] – Incoterms® 2020"),
        ("FOB China", "en", "FOB [port of shipment], China – Incoterms® 2020"),
        ("FOB CDG airport, Incoterms 2010", "en", "FCA CDG airport – Incoterms® 2010"),
        ("DAT Lyon Incoterms 2010", "en", "DPU Lyon – Incoterms® 2020"),
        ("EXW/FCA Lyon", "en", None),
    ],
)
def test_line(text: str, lang: str, line: str | None, lexicon: Lexicon) -> None:
    assert read(text, lexicon, lang).line == line


def test_an_older_edition_is_asked_about_and_is_no_fault(lexicon: Lexicon) -> None:
    answer = read("CIF Hamburg, Incoterms 2010", lexicon)
    assert answer.findings == []
    assert any("2010" in question for question in answer.ask)
