"""What a view shows, kept in its address, so that a view can be linked.

The address is what counts: a link wins over what a field held before. (Streamlit's own binding
does it the other way round, and writes labels in place of values.)
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.session import lang, say

NONE = "none"  # in the address when none of several options is chosen


def linked(name: str, options: Mapping[str, str], default: str) -> str:
    """The value the address gives, if it is one of the options."""
    value = st.query_params.get(name, default)
    return value if value in options else default


def stand() -> None:
    """Have the browser show the address this run was made for.

    A link from a view to itself leaves the browser's address as it was.
    """
    here = st.query_params
    here.from_dict({name: here.get_all(name) for name in here})


def keep(name: str, value: str | list[str], default: str | list[str] = "") -> None:
    """Write a value into the address; the default is left out."""
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def choice(name: str, label: str, options: Mapping[str, str], default: str,
           widget: Callable[..., Any] = st.selectbox, key: str = "", **more: Any) -> str:
    """One of the options, shown by their labels."""
    key = key or f"{name}/{lang()}"
    st.session_state[key] = linked(name, options, default)
    return widget(label, list(options), key=key, format_func=options.get,
                  on_change=lambda: keep(name, st.session_state[key], default), **more)


def choices(name: str, label: str, options: Sequence[str], default: list[str]) -> list[str]:
    """Some of the options, in the order chosen."""
    asked = st.query_params.get_all(name)
    st.session_state[name] = [value for value in asked if value in options] if asked else default
    return st.pills(label, options, selection_mode="multi", key=name,
                    on_change=lambda: keep(name, st.session_state[name] or [NONE], default))


def typed(name: str, label: str, hint: str) -> str:
    """Words sought."""
    st.session_state[name] = st.query_params.get(name, "")
    return st.text_input(label, key=name, placeholder=hint, icon=":material/search:",
                         on_change=lambda: keep(name, st.session_state[name]))


def switch(name: str, label: str) -> bool:
    """Something on or off."""
    st.session_state[name] = name in st.query_params
    return st.toggle(label, key=name,
                     on_change=lambda: keep(name, "1" if st.session_state[name] else ""))


def entry(name: str, label: str, options: Mapping[str, str], default: str | None,
          **more: Any) -> str | None:
    """One of the options, or anything typed in their place; None while there is nothing."""
    key = f"{name}/{lang()}"
    value = st.session_state[key] = st.query_params.get(name) or default
    labels = dict(options)
    if value:
        labels.setdefault(value, value)
    return st.selectbox(
        label, list(labels), key=key, index=None, accept_new_options=True,
        format_func=lambda v: labels.get(v, v),
        on_change=lambda: keep(name, st.session_state[key] or ""), **more)


def page_of(name: str, count: int, size: int) -> range:
    """The places of the items shown, with the choice of page where one does not hold them all."""
    pages = max(1, -(-count // size))
    asked = st.query_params.get(name, "")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() else 1
    return range((number - 1) * size, min(number * size, count))


def pager(name: str, count: int, size: int, shown: range) -> None:
    """Buttons that lead to the other pages."""
    pages = -(-count // size)
    if pages < 2:
        return
    number = shown.start // size + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("kp_page_before"), icon=":material/chevron_left:", key=f"{name}/before",
                  disabled=number == 1, on_click=keep, args=(name, str(number - 1)))
        st.caption(say("kp_page_of", number=number, count=pages), width="content")
        st.button(say("kp_page_after"), icon=":material/chevron_right:", key=f"{name}/after",
                  icon_position="right", disabled=number == pages, on_click=keep,
                  args=(name, str(number + 1)))
