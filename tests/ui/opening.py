"""Opening a view of the page without a browser."""

import re
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api

testing = pytest.importorskip(
    "streamlit.testing.v1",
    reason='the page needs Streamlit: pip install "incoadvisor[ui]"')

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "ui"
LANGS = ("en", "fr")
JOINER = "\u2060"
EXAMPLE = ROOT / "examples" / "container-le-havre-to-santos.yaml"
each_lang = pytest.mark.parametrize("lang", LANGS)


def example() -> dict[str, Any]:
    """The facts of the example."""
    return api.read_case(EXAMPLE.read_bytes(), EXAMPLE.name).facts


def opened(lang: str, view: str, facts: dict[str, Any] | None = None, **address: Any) -> Any:
    """A view at an address, in a session that holds `facts`."""
    page = testing.AppTest.from_file(PAGE / "app.py", default_timeout=60)
    if facts is not None:
        page.session_state["facts"] = dict(facts)
    page.query_params["lang"] = lang
    page.switch_page(f"views/{view}.py")
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def shown(page: Any) -> str:
    """All running text, as a reader sees it."""
    parts = [*page.header, *page.subheader, *page.markdown, *page.caption, *page.info,
             *page.warning, *page.error]
    texts = [p.value for p in parts] + [box.label for box in page.expander]
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(texts)).replace(
        JOINER, "").replace("\u00a0", " ")


def links(page: Any) -> list[tuple[str, str, str]]:
    """Every link inside the view: the page it leads to, its query and its label."""
    found = [(element.proto.page, element.proto.query_string, element.proto.label)
             for element in page.get("page_link")]
    return [(where, query, re.sub(r"\\(.)", r"\1", label)) for where, query, label in found]


def say(key: str, lang: str, **values: object) -> str:
    """A message of the project."""
    return api.knowledge().texts.say(key, lang, **values)
