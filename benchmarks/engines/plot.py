"""The results as a picture: `python -m benchmarks.engines.plot results.json -o docs/engines.svg`.

Results that hold the audit's growth with rows (`--audit` of the benchmark) get a third panel.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import altair as alt

from benchmarks.engines.report import each

NAMES = {"experta": "experta", "clips": "CLIPS", "zen": "ZEN", "evaluator": "plain evaluator",
         "duckdb": "SQL, planning included", "duckdb-rows": "SQL on many rows",
         "spark-rows": "the same on Spark"}
COLOURS = ["#D55E00", "#E69F00", "#CC79A7", "#56B4E9", "#0072B2", "#009E73", "#555555"]
ORDER = list(NAMES.values())
EACH = "microseconds a decision (log)"
DECADES = alt.Axis(values=[10**n for n in range(7)], format=",d")


def main() -> None:
    """Draw what the files hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines.plot")
    parser.add_argument("results", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8"))
    found = results["results"]
    several = len({r["copies"] for r in found}) > 1
    panels = [_compared(found), *([_growing(found)] if several else [])]
    if results.get("audit"):
        panels.append(_rows(results["audit"]))
    chart = alt.hconcat(*panels, spacing=40).resolve_scale(color="independent").properties(
        padding={"left": 40, "right": 20, "top": 10, "bottom": 10})  # labels wider than foreseen
    chart.configure_axis(labelFontSize=12, titleFontSize=12, titlePadding=14).save(
        str(options.out))


def _points(found: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=[{"engine": NAMES[r["engine"]], "rules": r["rules"],
                             "each": each(r), "label": f"{each(r):,.0f} µs"} for r in found])


def _compared(found: list[dict[str, Any]]) -> alt.LayerChart:
    """Microseconds a decision, on a logarithmic scale."""
    once = [r for r in found if r["copies"] == 1]
    dots = alt.Chart(_points(once)).encode(
        y=alt.Y("engine:N", sort=ORDER, title=None),
        x=alt.X("each:Q", scale=alt.Scale(type="log", domainMin=1),
                axis=DECADES, title=EACH),
        color=_colours(None))
    words = dots.mark_text(dy=-11).encode(text="label:N", color=alt.value("black"))
    return (dots.mark_circle(size=110, opacity=1) + words).properties(
        width=360, height=190, title=f"{once[0]['rules']} rules")


def _growing(found: list[dict[str, Any]]) -> alt.Chart:
    """Microseconds a decision by number of rules."""
    return alt.Chart(_points(found)).mark_line(point=True).encode(
        x=alt.X("rules:Q", scale=alt.Scale(type="log", nice=False, padding=20), title="rules (log)",
                axis=alt.Axis(values=sorted({r["rules"] for r in found}))),
        y=alt.Y("each:Q", scale=alt.Scale(type="log"), axis=DECADES, title=EACH),
        color=_colours(alt.Legend(title=None))).properties(
            width=280, height=190, title="Growth with the rules")


def _rows(found: list[dict[str, Any]]) -> alt.Chart:
    """Seconds by number of rows, and of merely reading and writing."""
    values = [{"rows": r["rows"], "seconds": r[what], "what": name}
              for r in found for what, name in (("seconds", "audit"), ("floor", "read and write"))
              if r.get(what)]
    return alt.Chart(alt.Data(values=values)).mark_line(point=True).encode(
        x=alt.X("rows:Q", scale=alt.Scale(type="log"), title="rows (log)",
                axis=alt.Axis(values=[10**n for n in range(10)], format="~s")),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds (log)",
                axis=alt.Axis(values=[10.0**n for n in range(-3, 6)], format="~g")),
        strokeDash=alt.StrokeDash("what:N", title=None)).properties(
            width=280, height=190, title="Growth with the rows")


def _colours(legend: Any) -> alt.Color:
    return alt.Color("engine:N", sort=ORDER, legend=legend,
                     scale=alt.Scale(domain=ORDER, range=COLOURS))


if __name__ == "__main__":
    main()
