"""A thousand drawn cases: how long they take, and how many repeat: `python -m benchmarks.cases`."""

import json
import time

from incoadvisor import api

COUNT = 1000

if __name__ == "__main__":
    begun = time.perf_counter()
    drawn = [api.new_case(seed, level).given
             for level in (1, 2, 3) for seed in range(COUNT // 3 + 1)][:COUNT]
    taken = time.perf_counter() - begun
    whole = {json.dumps(g, sort_keys=True) for g in drawn}
    bare = {json.dumps({k: v for k, v in g.items() if k != "goods_value"}, sort_keys=True)
            for g in drawn}
    print(f"{COUNT} cases in {taken:.1f} s; distinct: {len(whole)}, leaving out the price: "
          f"{len(bare)}")
