"""Order books of a medium exporter, seeded, with planted faults and their truth apart.

`python -m benchmarks.orders --rows 10000000 --seed 7 -o book.parquet --truth truth.parquet`

Three steps. *Arrangements*: what one customer and the exporter do again and again: a route, facts
of the operation, a written term. They are drawn from operations.yaml (what the exporter does, with
terms that fit), and about 22 % of them from faults.yaml. *Expansion*: orders pick an arrangement by
a Zipf-like law (exponent 0.85), a working day of three years by season (quiet in August and
December), have 4 lines on average (geometric), and each line its goods, weight and value
(log-normal). *Files*: Parquet or CSV, batch by batch, so memory does not grow with the rows.

What is drawn how:

- five origins (Germany 38 %, France 30 %, Italy 12 %, China 12 %, Poland 8 %) and 65 destinations
  (France, Germany, the United States, Great Britain and China lead), real ports and towns;
- 27 operations by lane (inside one country, inside the union, to neighbours, overseas), with blank
  cells as in life: the place of handover is mostly missing, payment one time in six;
- 14 habits of writing a term; a book of 40,000 arrangements has some 10,000 distinct lines;
- 40,000 arrangements (`--distinct`) make some 29,000 distinct sets of deciding facts and code at
  10^7 rows, and two million with the dates of shipment.

What is true of an arrangement comes from trade knowledge, written beside it in YAML with the
heuristic it rests on; the audited engine has no say in it. `truth` is `sound` (the term fits and is
well written), `advice` (workable, but practice advises against it), the id of a fault in
faults.yaml, or `bad:…` for a row nobody can read.
"""
