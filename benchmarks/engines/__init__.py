"""Rule engines side by side, in one run, on the same cases and the same rules.

experta, the plain evaluator, CLIPS and ZEN decide case by case; DuckDB runs the compiled SQL text,
once on the same cases (planning included) and once on the cases repeated, each row decided anew.
Cases come from the order book with their country facts joined before, for all alike. Each engine is
used the way that was found quickest for it: CLIPS with one wide fact, modified stratum by stratum,
asserted slot by slot into one environment; ZEN with its static loader, which compiles the graph
once. Both leave the scoring to the same Python; time without it is told apart.
"""
