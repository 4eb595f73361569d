"""What an audit found against the truth: `python -m benchmarks.orders.recall AUDITED TRUTH`.

`--accused` is an SQL expression over the audited file's columns that tells whether a line is
called faulty, `--unread` one that tells whether it is called unreadable. Exits with 1 unless every
planted fault is found and no sound line accused; lines merely advised against are counted apart.
"""

import argparse
import sys
from typing import Any

import duckdb

KINDS = """CASE WHEN truth IN ('sound', 'advice') THEN truth
                WHEN truth LIKE 'bad:%' THEN 'bad' ELSE 'fault' END"""


def counts(audited: str, truth: str, accused: str, unread: str) -> list[dict[str, Any]]:
    """For each truth: its kind, its lines, how many were accused and how many found unreadable."""
    found = duckdb.sql(f"""
        SELECT truth, {KINDS} AS kind, count(*) AS lines,
               count(*) FILTER (COALESCE({accused}, FALSE)) AS accused,
               count(*) FILTER (COALESCE({unread}, FALSE)) AS unread
        FROM '{truth}' AS told LEFT JOIN '{audited}' AS audited USING (order_no, line_no)
        GROUP BY ALL ORDER BY kind, lines DESC""")
    names = found.columns
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def summary(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Recall of faults and of unreadable lines, precision over faults and sound lines."""
    def total(kind: str, what: str) -> int:
        return sum(r[what] for r in rows if r["kind"] == kind)

    found, wrong = total("fault", "accused"), total("sound", "accused")
    return {"recall": found / max(1, total("fault", "lines")),
            "precision": found / max(1, found + wrong),
            "unread_recall": total("bad", "unread") / max(1, total("bad", "lines")),
            "sound_unread": sum(r["unread"] for r in rows if r["kind"] != "bad")}


def main() -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.orders.recall")
    parser.add_argument("audited")
    parser.add_argument("truth")
    parser.add_argument("--accused", default="status IN ('stop', 'unfit', 'fault', 'no_term')")
    parser.add_argument("--unread", default="status = 'unreadable'")
    options = parser.parse_args()
    rows = counts(options.audited, options.truth, options.accused, options.unread)
    for row in rows:
        print(f"{row['kind']:<7}{row['truth']:<46}{row['lines']:>10}{row['accused']:>10} accused"
              f"{row['unread']:>8} unread")
    told = summary(rows)
    print("  ".join(f"{name} {value:.6g}" for name, value in told.items()))
    return 0 if told["recall"] == told["precision"] == 1 and not told["sound_unread"] else 1


if __name__ == "__main__":
    sys.exit(main())
