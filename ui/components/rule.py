"""One rule of the base in full."""

from typing import Any

import streamlit as st

from components.conditions import conditions
from components.links import to_rule, to_step, to_term
from components.prose import badge, colon, plain, source
from components.session import lang, say
from incoadvisor import api

SHOWN = 8
FEW = 4


def rule(page: Any) -> None:
    """What it says, what became of it in the case, and what it rests on."""
    st.header(plain(page.because), anchor=False)
    st.markdown(f"`{page.id}`  \n{' '.join(badge(plain(w), 'gray') for w in _grades(page))}")
    if page.case:
        _in_case(page)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _says(page)
    with right:
        _rests_on(page)
        _others(page)
    _examples(page)
    _cases(page.id)


def _grades(page: Any) -> list[str]:
    words = [say(f"kp_stage_{page.stage}"), say(f"l_basis_{page.basis}")]
    if page.strength:
        words.append(say(f"l_strength_{page.strength}"))
    if page.severity:
        words.append(say(f"ui_severity_{page.severity}"))
    return [*words, say(f"confidence_{page.confidence}")]


def _in_case(page: Any) -> None:
    case = page.case
    with st.container(border=True, gap="small"):
        told = say(f"kp_case_{case.status}", step=case.step, rule=case.withdrawn_by)
        st.markdown(f"**{plain(say('kp_in_case'))}{colon()}** {plain(told)}")
        if case.fails:
            st.markdown(plain(say("l_excludes", terms=", ".join(case.fails))))
        if case.step:
            to_step(case.step)


def _says(page: Any) -> None:
    st.subheader(plain(say("kp_h_when")), anchor=False)
    conditions(page.conditions)
    if page.case:
        st.caption(plain(say("kp_case_values")))
    st.subheader(plain(say("kp_h_then")), anchor=False)
    for effect in page.effects:
        st.markdown(f"**{plain(say(f'kp_effect_{effect.kind}'))}{colon()}** {plain(effect.text)}")
        if effect.detail and effect.kind == "clause":
            st.code(effect.detail, language=None, wrap_lines=True)
        elif effect.detail:
            st.markdown(plain(effect.detail))
    if page.fails and not (page.case and page.case.fails):
        st.markdown(plain(say("l_excludes", terms=", ".join(page.fails))))
    if page.ask:
        st.markdown(plain(say("kp_asks", label=page.ask)))
    if page.about:
        st.markdown(f"**{plain(say('kp_about'))}**")
        with st.container(horizontal=True, gap="small"):
            for code in page.about:
                to_term(code)


def _rests_on(page: Any) -> None:
    st.subheader(plain(say("kp_h_grounds")), anchor=False)
    if page.confidence == "low":
        st.markdown(badge(plain(say("kp_low_confidence")), "orange"))
    for cited in page.sources:
        date = say("kp_source_dated", date=cited.as_of) if cited.as_of else None
        st.markdown(source(cited.title, cited.url, date))
    lines = [f"{say('kp_rule_dated', date=page.as_of)} · {say(f'confidence_{page.confidence}')}"]
    lines += [say(key, date=date) for key, date in (
        ("kp_valid_from", page.valid_from), ("kp_valid_to", page.valid_to)) if date]
    st.caption("  \n".join(plain(line) for line in lines))


def _others(page: Any) -> None:
    groups = {"kp_overrides": page.overrides, "kp_overridden_by": page.overridden_by,
              "kp_conflicts": page.conflicts}
    if any(groups.values()):
        st.subheader(plain(say("kp_h_others")), anchor=False)
    for key, rules in groups.items():
        if not rules:
            continue
        with st.expander(say("kp_others", what=say(key), count=len(rules)),
                         expanded=len(rules) <= FEW):
            for other in rules:
                to_rule(other, api.knowledge().rules[other].because.get(lang()), icon="")


def _examples(page: Any) -> None:
    st.subheader(plain(say("kp_h_examples")), anchor=False)
    st.caption(plain(say("kp_examples_hint")))
    st.markdown("\n".join(
        f"- {_fires(example.fires)} {plain(' ; '.join(example.said))}"
        for example in page.examples))


def _fires(fires: bool) -> str:
    word, mark, colour = ("l_fires", "✔", "green") if fires else ("l_fires_not", "✖", "gray")
    return badge(f"{mark} {say(word)}", colour)


def _cases(rule_id: str) -> None:
    st.subheader(plain(say("kp_h_cases")), anchor=False)
    cases = _firing(rule_id, lang())
    key = {0: "kp_cases_none", 1: "kp_cases_one"}.get(len(cases), "kp_cases_hint")
    st.caption(plain(say(key, count=len(cases))))
    st.markdown("\n".join(_case(case) for case in cases[:SHOWN]))
    if cases[SHOWN:]:
        with st.expander(say("kp_more_cases", count=len(cases) - SHOWN)):
            st.markdown("\n".join(_case(case) for case in cases[SHOWN:]))


def _case(case: Any) -> str:
    lines = [f"- **{plain(case.title)}**"]
    for given, answer in zip(case.given, case.answers, strict=True):
        state = f"state_{answer}"
        told = say(state) if state in api.knowledge().texts else answer
        lines.append("    - " + plain(say("kp_case_situation", facts="; ".join(given),
                                          answer=told)))
    return "\n".join(lines)


@st.cache_data
def _firing(rule_id: str, language: str) -> list[Any]:
    return api.cases_firing(rule_id, language)
