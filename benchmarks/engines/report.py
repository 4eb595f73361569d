"""The results as a table in the terminal."""

from typing import Any


def show(results: dict[str, Any]) -> None:
    """Print decisions a second, microseconds each, memory, and how much quicker ours is."""
    for copies in sorted({r["copies"] for r in results["results"]}):
        rows = [r for r in results["results"] if r["copies"] == copies]
        ours = min((each(r) for r in rows if r["engine"] == "duckdb-rows"), default=None)
        print(f"\n{rows[0]['rules']} rules, {rows[0]['cases']} cases (load {results['load']})")
        print(f"{'':<14}{'per second':>12}{'µs each':>10}{'engine alone':>14}{'to build':>10}"
              f"{'memory':>10}{'ours':>8}")
        for row in rows:
            alone = f"{row['fire_s'] / row['decisions'] * 1e6:.1f}" if row["fire_s"] else ""
            ratio = f"{each(row) / ours:.0f}×" if ours else ""
            print(f"{row['engine']:<14}{1e6 / each(row):>12,.0f}{each(row):>10.1f}{alone:>14}"
                  f"{row['build_s'] * 1000:>7.0f} ms{row['rss_mib']:>6.0f} MiB{ratio:>8}")


def each(row: dict[str, Any]) -> float:
    """Microseconds a decision."""
    return float(row["decide_s"] / row["decisions"] * 1e6)
