"""Addresses as people write them: kept whole, and their words taken for nothing else."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.orders.book import book
from incoadvisor.clause import Lexicon, WrittenTerm, load_lexicon, read
from tests.clause.suite import KNOWLEDGE

LEXICON = load_lexicon(KNOWLEDGE)
RULES = {c.id: c for c in LEXICON.codes.values() if c.first and c.last is None}
CASES = (str, str.title, str.upper, str.lower)
EDITIONS = ("", " Incoterms 2020", ", Incoterms® 2020", " (INCOTERMS 2020)", " – Incoterms® 2020")
PLACES = [
    "27 rue des Frères Lumière, 67200 Strasbourg",
    "12 Harbour Road, Felixstowe",
    "2 Industrial Road, München",
    "Harbour Road, Felixstowe",
    "Airport Road 5, Lagos",
    "3 Railway Street",
    "7 Harbour Road",
    "12 Container Road, Felixstowe",
    "5 Price Street, Birkenhead",
    "No. 88 Keji Road, Suzhou",
    "5 place des Terreaux, Lyon",
    "rue du Port",
    "4 rue de la Mer, Calais",
    "8 rue de l'Avion, Blagnac",
    "14 rue du Départ, 75014 Paris",
    "3 bis rue de la Route, Metz",
    "3 rue Pierre et Marie Curie, Paris",
    "10 avenue de l'Air, Toulouse",
    "Z.I. de l'Aéroport",
    "ZAC des Prés, Lesquin",
    "entrepôt des Alpes, Chambéry",
    "Zone industrielle Nord, Bât. 4, 59000 Lille",
    "Seestrasse 3, Zürich",
    "Industriestr. 12, 70565 Stuttgart",
    "An der Bahn 3, Hannover",
    "Via del Mare 4, Roma",
    "Azienda Rossi, Via Emilia 210, 41122 Modena",
    "c/ Mar 12, Barcelona",
    "Blvd. de la Mer 7, Oostende",
    "2-11-1 Hamamatsucho, Tokyo",
    "10 bis, rue du Général de Gaulle, 59110 La Madeleine",
    "27 rue des Frères Lumière 67200 Strasbourg",
    "Platz der Luftbrücke 5, Berlin",
    "Avda. de la Ría 12, Huelva",
    "ul. Morska 5, 81-323 Gdynia",
    "St. Pauli-Hafenstr. 5, Hamburg",
    "Gare des Brotteaux, Lyon",
    "Sea View Warehouse, Cork",
    "Villeneuve-d'Ascq",
    "O'Fallon",
    "Des Plaines, IL",
    "Terminal PSA Genova Pra'",
    "L'Haÿ-les-Roses",
    "N'Djamena",
    "Xi'an",
    "King's Lynn",
]


def _faults(answer: WrittenTerm) -> set[str]:
    return {f.id for f in answer.findings} - {"missing_edition"}


@pytest.mark.parametrize("place", PLACES)
def test_an_address_is_kept_whole(place: str) -> None:
    for case in (str, str.upper, str.lower):
        for edition in EDITIONS:
            answer = read(f"{case('DAP')} {case(place)}{edition}", LEXICON)
            assert (_faults(answer), answer.place) == (set(), case(place)), edition
            assert answer.code == "DAP"
            assert answer.line == f"DAP {case(place)} – Incoterms® 2020"


@pytest.mark.parametrize(
    ("text", "found", "place"),
    [
        ("FOB by road", {"mode_mismatch", "missing_place"}, None),
        ("CIF Paris by air", {"mode_mismatch", "wrong_place_kind"}, "Paris"),
        ("FOB Paris par route", {"mode_mismatch", "wrong_place_kind"}, "Paris"),
        ("FOB Paris, road", {"mode_mismatch", "wrong_place_kind"}, "Paris"),
        ("FOB Paris road", {"mode_mismatch", "wrong_place_kind"}, "Paris"),
        ("FOB Incoterms 2010 Hamburg road", {"mode_mismatch"}, "Hamburg"),
        ("FOB Mundra road, India", {"mode_mismatch"}, "Mundra"),
        ("FOB Shanghai, 20 tons road", {"mode_mismatch"}, "Shanghai, 20 tons"),
        ("FOB Rotterdam, 2 containers road", {"mode_mismatch", "container_with_sea_term"},
         "Rotterdam"),
        ("FOB Paris, quai DES Hamburg", {"two_terms", "obsolete_code", "wrong_place_kind"},
         "Paris, quai"),
        ("FOB 69000 Lyon road", {"mode_mismatch", "wrong_place_kind"}, "69000 Lyon"),
        ("FOB rue de Paris, Le Havre", set(), "rue de Paris, Le Havre"),
        ("FOB Shanghai (truck)", {"mode_mismatch"}, "Shanghai"),
        ("FCA truck Lyon", set(), "truck Lyon"),
        ("FOB 12 Harbour Road, Felixstowe by truck", {"mode_mismatch"},
         "12 Harbour Road, Felixstowe"),
        ("FOB 27 rue Victor Hugo, Lyon, road", {"mode_mismatch", "wrong_place_kind"},
         "27 rue Victor Hugo, Lyon"),
        ("FOB Xi'an", {"wrong_place_kind"}, "Xi'an"),
        ("CIP Côte d'Ivoire", {"vague_place"}, "Côte d'Ivoire"),
        ("DAP Lyon dès le 1er mars", set(), "Lyon"),
        ("DAP LYON DÈS RÉCEPTION", set(), "LYON"),
        ("DAP LYON DES RECEPTION", set(), "LYON"),
        ("CIF Hamburg, via Rotterdam", set(), "Hamburg"),
        ("CFR or DES Hamburg", {"two_terms", "obsolete_code"}, "Hamburg"),
        ("CFR OR DES HAMBURG", {"two_terms", "obsolete_code"}, "HAMBURG"),
        ("FOB PARIS CDG TERMINAL 2 Incoterms 2010", {"mode_mismatch", "wrong_place_kind"},
         "PARIS CDG TERMINAL 2"),
        ("CIF Delhi DEL", {"mode_mismatch", "wrong_place_kind"}, "Delhi DEL"),
        ("CPT Indianapolis, IN", set(), "Indianapolis, IN"),
    ],
)  # fmt: skip
def test_words_that_mean_what_they_say_are_found(
    text: str, found: set[str], place: str | None
) -> None:
    answer = read(text, LEXICON)
    assert (_faults(answer), answer.place) == (found, place)


def _addresses() -> Iterator[str]:
    for origin in book().places["origins"].values():
        yield from origin["works"]
    for destination in book().places["destinations"].values():
        for door in book().phrasing["door"]:
            yield from (door.format(town=town) for town in destination["towns"])


@given(
    st.sampled_from(sorted(_addresses())),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(CASES),
    st.sampled_from(EDITIONS),
)
def test_any_address_after_any_code(
    address: str, code: str, case: Callable[[str], str], edition: str
) -> None:
    place = case(address)
    answer = read(f"{code} {place}{edition}", LEXICON)
    last = place.rsplit(" ", 1)[-1]
    ends_in_small_word = last.lower() in LEXICON.states and not last.isupper()  # "Indianapolis, in"
    assert answer.code == code
    assert ends_in_small_word or answer.place == place
    allowed = {"wrong_place_kind"} if RULES[code].rule == "waterway" else set()
    if code in LEXICON.domestic["codes"]:  # a warehouse, a town inland in North America
        allowed |= {"us_ucc_fob", "ambiguous"}
    assert _faults(answer) <= allowed
    if "ambiguous" not in _faults(answer):
        assert answer.line is not None
        assert answer.place is not None
        assert answer.place in answer.line


def test_lists_of_addresses_hold_single_words_where_they_must(lexicon: Lexicon) -> None:
    assert lexicon.states
    assert lexicon.abbreviated
    assert set(lexicon.addresses["whose"]) <= {"owner", "open", "generic", "regions", "kind"}
