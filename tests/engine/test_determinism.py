"""The same trace in every process, whatever the hash seed and the memory addresses."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import dataclasses, hashlib, json, sys
from incoadvisor.api import advise
from incoadvisor.engine.compiled import RuleBase
from incoadvisor.engine.forward import engine_for
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.markets import join

knowledge = load()
base = RuleBase(knowledge)
padding = [object() for _ in range(int(sys.argv[1]))]  # other addresses
for case in (
    {"main_mode": "sea", "cargo_form": "container_fcl", "origin_country": "FR",
     "destination_country": "BR", "payment": "documentary_credit", "proposed_code": "FOB",
     "carriage_by": "buyer", "high_value": True},
    {"main_mode": "road", "origin_country": "PL", "destination_country": "DE",
     "own_vehicle": "seller", "trust": "low", "payment": "open_account"},
    {"trade": "international", "duties_by": "seller", "seller_can_import": False,
     "unloading_by": "seller", "seller_can_unload": False, "cargo_form": "parcel"},
):
    run = engine_for(base).run(case, join(knowledge, case, "2026-11-23"), "2026-11-23")
    print(json.dumps([dataclasses.asdict(f) for f in run.firings]))
    print(json.dumps([list(run.outcome.verdicts.items()), run.outcome.gives_up(), run.facts]))
    print(json.dumps([[w.id, about, step] for w, about, step in run.warned]))
    given = {"proposed_term" if n == "proposed_code" else n: v for n, v in case.items()}
    print(advise(given, "fr", on="2026-11-23").model_dump_json())
"""


def _trace(seed: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, seed],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
    ).stdout


def test_processes_with_other_hash_seeds_give_the_same_trace_to_the_byte():
    with ThreadPoolExecutor(2) as pool:
        traces = list(pool.map(_trace, ["0", "1", "4711", "20260101"]))
    assert len(set(traces)) == 1
    assert traces[0].count(b"\n") == 12
    assert b"verdict:FCA" in traces[0]
