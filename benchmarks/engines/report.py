"""The results as a table in the terminal."""

from typing import Any

HEAD = ("per second", "µs each", "processor", "alone", "plan", "build", "memory", "to ours")
OURS = "duckdb-rows"


def show(results: dict[str, Any]) -> None:
    """Print what each engine took, and its time as a multiple of ours on many rows."""
    for copies in sorted({r["copies"] for r in results["results"]}):
        rows = [r for r in results["results"] if r["copies"] == copies]
        ours = next((each(r) for r in rows if r["engine"] == OURS), None)
        print(f"\n{rows[0]['rules']} rules, {rows[0]['cases']} cases")
        print(f"{'':<13}" + "".join(f"{name:>12}" for name in HEAD))
        for row in rows:
            cells = (f"{1e6 / each(row):,.0f}", f"{each(row):.1f}",
                     f"{each(row, 'decide_processor_s'):.1f}"
                     if "decide_processor_s" in row else "",
                     f"{each(row, 'fire_s'):.1f}" if "fire_s" in row else "",
                     f"{row['plan_s']:.2f} s" if "plan_s" in row else "",
                     f"{row['build_s'] * 1000:.0f} ms",
                     f"{row['rss_mib']:.0f} MiB" if "rss_mib" in row else "",
                     f"{each(row) / ours:.1f}×" if ours else "")
            print(f"{row['engine']:<13}" + "".join(f"{cell:>12}" for cell in cells))
    for run in results.get("audit", ()):
        floor = f", {run['seconds'] / run['floor']:.1f}× the floor" if run.get("floor") else ""
        print(f"audit of {run['rows']:,} rows{floor}")
        for what, seconds in _parts(run).items():
            own = seconds / run["rows"] * 1e6
            ratios = ", ".join(f"{each(r) / own:.0f}× {r['engine']}" for r in results["results"]
                               if r["copies"] == 1 and not r["engine"].startswith("duckdb"))
            print(f"  {what}: {1e6 / own:,.0f} a second, {ratios}")


def _parts(run: dict[str, Any]) -> dict[str, float]:
    """Seconds of the whole and, where it was told apart, of the decision: all but the writing."""
    parts = {"end to end": float(run["seconds"])}
    if "writing" in run:
        parts["decision"] = run["seconds"] - run["writing"]
    return parts


def each(row: dict[str, Any], what: str = "decide_s") -> float:
    """Microseconds a decision."""
    return float(row[what] / row["decisions"] * 1e6)
