"""The conditions of a rule, each with its truth and value in the case where there is one."""

from typing import Any

import streamlit as st

from components.prose import badge, plain
from components.session import say

TRUTH = {"true": ("kp_true", "green"), "false": ("kp_false", "red"),
         "unknown": ("kp_truth_unknown", "gray")}


def conditions(node: Any) -> None:
    """The parts of a rule's condition as a nested list."""
    st.markdown("\n".join(line for item in node.items for line in _lines(item, 0)))


def _lines(node: Any, depth: int) -> list[str]:
    indent = "    " * depth
    mark = f"{badge(say(TRUTH[node.truth][0]), TRUTH[node.truth][1])} " if node.truth else ""
    text = plain(node.text if node.kind == "fact" else say(f"kp_{node.kind}"))
    lines = [f"{indent}- {mark}{text}"]
    if node.actual and node.actual != node.text:
        lines[0] += f"  \n{indent}  {plain(say('kp_here', actual=node.actual))}"
    return [*lines, *(line for item in node.items for line in _lines(item, depth + 1))]
