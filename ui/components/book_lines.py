"""The audited lines: filtered, a page at a time, each leading to its argument."""

from typing import Any

import streamlit as st

from components.book import desk
from components.book_summary import told_summary
from components.prose import badge, cell, plain
from components.session import lang, say
from incoadvisor import api

PAGE = 20
COLOUR = {"unreadable": "gray", "stop": "red", "unfit": "red", "no_term": "orange",
          "fault": "orange", "advice": "blue", "sound": "green"}
SYMBOL = {"unreadable": "?", "stop": "⛔", "unfit": "✖", "no_term": "∅", "fault": "✎",
          "advice": "△", "sound": "✔"}


def lines() -> None:
    """The filters, how many lines fit, and some of them."""
    at = desk()
    summary = told_summary()
    _filters(summary)
    found = at.book.find(api.search_lines(**at.search), at.page * PAGE, PAGE)
    everything = api.grouped(summary.lines, lang())
    if not found.count:
        st.info(plain(say("ob_none", all=everything)))
        return
    first = at.page * PAGE + 1
    st.caption(plain(say(
        "ob_found", count=api.grouped(found.count, lang()), all=everything,
        first=api.grouped(first, lang()),
        last=api.grouped(first + len(found.hits) - 1, lang()))))
    for hit in found.hits:
        _line(hit)
    _pager(found.count)


def status_badge(status: str) -> str:
    """A status with its symbol."""
    word = api.knowledge().texts.say(f"audit_status_{status}", lang())
    return badge(f"{SYMBOL.get(status, '')} {plain(word)}", COLOUR.get(status, "gray"))


def _filters(summary: Any) -> None:
    at = desk()
    statuses = {c.id: say("ob_counted", label=c.label, count=api.grouped(c.lines, lang()))
                for c in summary.statuses}
    reasons = {c.id: say("ob_counted", label=c.label, count=api.grouped(c.lines, lang()))
               for c in summary.reasons}
    countries = {name: name for name in at.book.countries()}
    first, second, third = st.columns([1, 2, 1])
    with first:
        _filter("status", statuses)
    with second:
        _filter("reason", reasons)
    with third:
        _filter("country", countries)
    key = f"book/words/{at.number}"
    st.session_state[key] = at.search.get("words", "")
    st.text_input(say("ob_words"), key=key, placeholder=say("ob_words_hint"),
                  icon=":material/search:", on_change=lambda: _search("words", key))


def _filter(name: str, labels: dict[str, str]) -> None:
    key = f"book/{name}/{desk().number}/{lang()}"
    shown = {"": say("ob_all")} | labels
    value = desk().search.get(name, "")
    st.session_state[key] = value if value in shown else ""
    st.selectbox(say(f"ob_{name}"), list(shown), key=key, format_func=shown.get,
                 on_change=lambda: _search(name, key))


def _search(name: str, key: str) -> None:
    desk().search[name] = st.session_state[key]
    desk().page = 0


def _line(hit: Any) -> None:
    """What is written, what to write, and why."""
    with st.container(border=True, key=f"book_line_{hit.row}", gap="small"):
        button, text = st.columns([1, 8], gap="small")
        button.button(plain(say("ob_line", row=hit.row)), key=f"book/open/{hit.row}",
                      on_click=_choose, args=(hit,))
        text.markdown(audited(hit))


def audited(hit: Any) -> str:
    """What the audit says of a line."""
    said = [f"{status_badge(hit.status)} {_written(hit)}"]
    if hit.instead and hit.instead != hit.told.get("proposed_term"):
        kept = hit.status in ("sound", "advice")
        said.append(f"{plain(say('ob_keep' if kept else 'ob_instead'))} "
                    f"**{cell(hit.instead)}**")
    if hit.error or hit.why[lang()]:
        said.append(cell(hit.error or hit.why[lang()]))
    about = [hit.told[f] for f in ("case_id", "goods", "destination_country") if f in hit.told]
    said.append(f":small[:gray[{cell(' · '.join([*about, *_value(hit)]))}]]")
    return "  \n".join(said)


def _written(hit: Any) -> str:
    written = hit.told.get("proposed_term")
    return f"**{cell(written)}**" if written else plain(say("ob_nothing_written"))


def _value(hit: Any) -> list[str]:
    """What the line is worth, as it tells it."""
    worth = [hit.told[f] for f in ("goods_value", "currency") if f in hit.told]
    return [" ".join(worth)] if "goods_value" in hit.told else []


def _choose(hit: Any) -> None:
    desk().hit = hit


def _turn(by: int) -> None:
    desk().page += by


def _pager(count: int) -> None:
    pages, page = -(-count // PAGE), desk().page
    if pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("kp_page_before"), icon=":material/chevron_left:", key="book/before",
                  disabled=page == 0, on_click=_turn, args=(-1,))
        st.caption(say("kp_page_of", number=page + 1, count=pages), width="content")
        st.button(say("kp_page_after"), icon=":material/chevron_right:", key="book/after",
                  icon_position="right", disabled=page + 1 >= pages, on_click=_turn, args=(1,))
