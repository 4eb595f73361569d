"""Which column holds which fact, what holds for every line, and how figures are written."""

from collections.abc import Callable

import streamlit as st

from components.book import DATES, DECIMALS, desk
from components.book_words import words
from components.fields import options
from components.prose import cell, plain
from components.session import lang, say, told
from incoadvisor import api

ACROSS = 3
JOINED = ("text", "term")  # kinds of facts that several columns may make up


def columns() -> None:
    """The settings, each kept as soon as it is changed."""
    at = desk()
    opened = at.book.opened
    known = {c for names in at.settings.columns.values() for c in names}
    st.caption(plain(say("ob_columns_hint", found=len(known), count=len(opened.columns))))
    _start()
    facts = list(dict.fromkeys([*at.book.usual(), *at.settings.columns]))
    _grid(facts, _column)
    _more(facts)
    unused = [c for c in opened.columns if c not in known]
    if unused:
        st.caption(plain(say("ob_unused", columns=", ".join(unused))))
    words()
    st.markdown(f"**{plain(say('ob_h_same'))}**")
    _constants()
    st.markdown(f"**{plain(say('ob_h_written'))}**")
    _signs()
    save("columns")


def _start() -> None:
    """The map to begin with: a guess, or one of the ready ones."""
    ready = api.ready_maps()
    if not ready:
        return
    names = {"": say("ob_start_guess")} | {
        n: m.title.get(lang()) if m.title else n for n, m in ready.items()}
    key = f"book/start/{lang()}"
    st.session_state[key] = desk().settings.start

    def begin() -> None:
        name = st.session_state[key]
        book = desk().book
        desk().begin_with(name, book.bound(ready[name]) if name else book.guessed())

    st.selectbox(say("ob_start"), list(names), key=key, format_func=names.get, on_change=begin)


def _label(fact: str) -> str:
    return plain(api.knowledge().facts[fact].label.get(lang()))


def _column(fact: str) -> None:
    """The column, or columns, that hold one fact."""
    at = desk()
    opened, chosen = at.book.opened, at.settings.columns
    shown = {"": say("ob_not_there")} | {
        name: say("ob_column_said", name=name, samples=say("ob_sample_glue").join(cells))
        if (cells := opened.samples.get(name)) else name for name in opened.columns}
    key = f"book/column/{at.number}/{fact}/{lang()}"
    several = api.knowledge().facts[fact].type in JOINED
    held = [c for c in chosen.get(fact, []) if c in opened.columns]
    st.session_state[key] = held if several else (held[0] if held else "")

    def keep() -> None:
        value = st.session_state[key]
        chosen[fact] = list(value) if several else [value] if value else []

    if several:
        st.multiselect(_label(fact), list(opened.columns), key=key, format_func=shown.get,
                       on_change=keep, placeholder=say("ob_not_there"),
                       help=plain(say("ob_joined")))
    else:
        st.selectbox(_label(fact), list(shown), key=key, format_func=shown.get, on_change=keep)


def _more(facts: list[str]) -> None:
    """Facts that order books seldom tell."""
    others = {n: s.label.get(lang()) for n, s in api.knowledge().facts.items()
              if s.kind != "derived" and n not in facts}
    key = f"book/more/{desk().number}/{len(facts)}/{lang()}"

    def add() -> None:
        desk().settings.columns.setdefault(st.session_state[key], [])

    st.selectbox(say("ob_more"), list(others), index=None, key=key, format_func=others.get,
                 placeholder=say("ob_more_hint"), on_change=add)


def _constants() -> None:
    """Facts with one value for the whole book."""
    at = desk()
    held = at.settings.constants
    names = {n: s.label.get(lang()) for n, s in api.knowledge().facts.items()
             if s.kind != "derived"}
    key = f"book/same/{at.number}/{lang()}"
    st.session_state[key] = list(held)

    def keep() -> None:
        chosen = st.session_state[key]
        at.settings.constants = {name: held.get(name) for name in chosen}

    st.multiselect(say("ob_same"), list(names), key=key, format_func=names.get, on_change=keep,
                   placeholder=say("ob_more_hint"))
    _grid(list(held), _constant)


def _grid(facts: list[str], show: Callable[[str], None]) -> None:
    """Fields side by side, row by row, so that they keep their order where columns stack."""
    for first in range(0, len(facts), ACROSS):
        row = st.columns(ACROSS)
        for place, fact in zip(row, facts[first:first + ACROSS], strict=False):
            with place:
                show(fact)


def _constant(fact: str) -> None:
    spec, held = api.knowledge().facts[fact], desk().settings.constants
    key = f"book/constant/{desk().number}/{fact}/{lang()}"
    known = options(fact)
    value = held.get(fact)
    shown = str(value).lower() if isinstance(value, bool) else value

    def keep() -> None:
        typed = st.session_state[key]
        try:
            held[fact] = None if typed in (None, "") else api.read_value(
                spec, typed, api.knowledge())
            at_fault.pop(fact, None)
        except api.InputError as error:
            held[fact] = None
            at_fault[fact] = error

    at_fault: dict[str, api.InputError] = st.session_state.setdefault("book_faults", {})
    if known:
        st.session_state[key] = shown
        if shown is not None:
            known.setdefault(shown, shown)
        st.selectbox(_label(fact), list(known), key=key, index=None, on_change=keep,
                     format_func=lambda v: known.get(v, v), placeholder=say("ui_unknown"),
                     accept_new_options=spec.type == "country")
    else:
        if fact not in at_fault:
            st.session_state[key] = "" if shown is None else str(shown)
        st.text_input(_label(fact), key=key, on_change=keep, placeholder=say("ui_unknown"))
    if fact in at_fault:
        st.error(plain(told(at_fault[fact], fact=spec.label.get(lang()))))


def _signs() -> None:
    """The decimal sign of figures and the order of dates that are written as text."""
    settings = desk().settings
    row = st.columns(ACROSS)
    for place, name, forms in zip(row, ("decimal", "date"), (DECIMALS, DATES), strict=False):
        key = f"book/{name}/{desk().number}/{lang()}"
        st.session_state[key] = getattr(settings, name)
        said = {form: say(f"ob_{name}_{form}") for form in forms}
        place.selectbox(
            say(f"ob_{name}"), list(forms), key=key, format_func=said.get,
            on_change=lambda n=name, k=key: setattr(settings, n, st.session_state[k]))


def save(where: str) -> None:
    """The settings as a file for the command."""
    name = say("ob_file_map")
    st.download_button(say("ob_map_save"), api.column_map_yaml(desk().map()), name,
                       "application/yaml", key=f"book/map/{where}", on_click="ignore",
                       icon=":material/download:")
    st.caption(cell(say("ob_map_hint", name=name)))
