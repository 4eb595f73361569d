"""The page run without a browser, and what a reader sees of it."""

import re
from pathlib import Path
from typing import Any

from incoadvisor import api

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "ui"
EXAMPLE = "container-le-havre-to-santos"
MARKUP = "<b>Dock</b> **4** [x](http://example.org) $a$ :smile: :red[hot] | ~~no~~ #1"
ACTIVE = ("<b>", "**4**", "](http://example.org", "$a$", ":smile:", ":red[hot]", "~~no~~")
JOINER = "\u2060"
LANGS = ("en", "fr")
VIEWS = {"advise": "views/advise.py", "interview": "views/interview.py",
         "rules": "views/rules.py"}
TABS = ("ui_tab_ranking", "ui_tab_watch", "ui_tab_open", "ui_tab_whatif", "ui_tab_damage",
        "ui_tab_sides", "ui_tab_letters")


def say(key: str, lang: str, **values: object) -> str:
    """A message of the project."""
    return api.knowledge().texts.say(key, lang, **values)


def opened(lang: str, view: str = "advise", **query: str) -> Any:
    """The page as a visitor first sees it, with the parameters of its link."""
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_file(PAGE / "app.py", default_timeout=60)
    for name, value in {"lang": lang, **query}.items():
        page.query_params[name] = value
    if view != "advise":
        page.switch_page(VIEWS[view])
    page.run()
    assert not page.exception
    return page


def with_case(lang: str, **facts: Any) -> Any:
    """The page with a case, texts included."""
    page = opened(lang)
    return typed(page, facts)


def typed(page: Any, facts: dict[str, Any]) -> Any:
    """The page after a case was pasted into it."""
    if not any(w.key == "way" for w in page.segmented_control):
        page.session_state["open"] = True
        page.run()
    page.segmented_control("way").set_value("paste").run()
    number = page.session_state.get("form", 0)
    page.text_area(f"paste/{number}").input(_yaml(facts)).run()
    page.button("paste/read").click().run()
    assert not page.exception and not page.error
    return page


def _yaml(facts: dict[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(facts, allow_unicode=True)


def with_example(lang: str) -> Any:
    """The page with the first example."""
    page = opened(lang)
    page.button(f"example/{EXAMPLE}").click().run()
    assert not page.exception
    return page


def section(page: Any, *names: str) -> Any:
    """The page with these sections of the form open, rare facts too."""
    for name in names:
        page.session_state[f"section/{name}"] = True
        page.session_state[f"more/{name}"] = True
    page.run()
    assert not page.exception
    return page


def tab(page: Any, key: str, lang: str) -> Any:
    """The page with this tab of the result open."""
    page.session_state[f"tabs/{lang}"] = say(key, lang)
    page.run()
    assert not page.exception
    return page


def facts(page: Any) -> dict[str, Any]:
    """The case of the session."""
    return dict(page.session_state["facts"])


def unescaped(text: str) -> str:
    """Markdown of ours as a reader sees it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace(JOINER, "").replace("\u00a0", " ")


def shown(page: Any) -> str:
    """All running text."""
    parts = [*page.header, *page.subheader, *page.markdown, *page.caption, *page.info,
             *page.warning, *page.success]
    return unescaped("\n".join(p.value for p in parts))
