"""Twenty visitors at once, on one server, each with a case of their own."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlencode

import pytest

from incoadvisor import api
from tests.ui.server import Visitor, served, visiting

pytest.importorskip("streamlit", reason='the page needs Streamlit: pip install "incoadvisor[ui]"')
pytest.importorskip("websockets")

VISITORS = 20
ANSWERS = 3
LANGS = ("en", "fr")


def answers(visitor: Visitor, lang: str, facts: dict[str, object]) -> None:
    """Answer a few questions; after each the page must hold this visitor's case and no other."""
    for place in range(ANSWERS + 1):
        interview = api.interview(facts, lang)
        advice = api.advise(facts, lang)
        assert dict(parse_qsl(visitor.query)) == {"lang": lang} | api.link(facts)
        assert any(advice.recommended.term in heading if advice.recommended else True
                   for heading in visitor.headings())
        if interview.question is None or place == ANSWERS:
            return
        fact, value = interview.question.fact, next(iter(interview.question.answers))
        visitor.click("reply/1")
        facts[fact] = value


def test_twenty_visitors_at_once_keep_their_cases_apart() -> None:
    told = {urlencode(api.link(e.facts)): e.facts for e in api.examples().values()}
    cases = [api.Case(**api.link(facts)).facts for facts in list(told.values())[:VISITORS]]
    with served() as (host, _), ThreadPoolExecutor(VISITORS) as together:
        def visit(number: int) -> None:
            lang, facts = LANGS[number % 2], dict(cases[number])
            query = urlencode({"lang": lang} | api.link(facts))
            with visiting(host, query, "interview") as visitor:
                answers(visitor, lang, facts)

        for visited in [together.submit(visit, number) for number in range(VISITORS)]:
            visited.result()
