"""The results as a table for docs/performance.md: `python -m benchmarks.engines.markdown FILE`."""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.engines.plot import NAMES
from benchmarks.engines.report import OURS, each


def table(results: dict[str, Any]) -> str:
    """One line an engine: decisions a second at each size of the rule base, memory, and ratio."""
    found = {(r["engine"], r["copies"]): r for r in results["results"]}
    sizes = sorted({copies for _, copies in found})
    rules = [next(r["rules"] for r in results["results"] if r["copies"] == c) for c in sizes]
    head = ["", *(f"{n} rules, µs" for n in rules), "processor, µs", "engine alone, µs", "memory",
            "as long as ours"]
    lines = [head, ["---"] * len(head)]
    first = sizes[0]
    for engine, name in NAMES.items():
        if (engine, first) not in found:
            continue
        row = found[engine, first]
        ours = found.get((OURS, first))
        lines.append([
            name, *(_number(each(found[engine, c])) if (engine, c) in found else ""
                    for c in sizes),
            _number(each(row, "decide_processor_s")) if "decide_processor_s" in row else "",
            _number(each(row, "fire_processor_s")) if "fire_processor_s" in row else "",
            f"{row['rss_mib']:.0f} MiB" if "rss_mib" in row else "",
            f"{each(row) / each(ours):.0f}×" if ours else ""])
    return "\n".join(f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in line)}|"
                     for line in lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


if __name__ == "__main__":
    print(table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
