"""The same rules as one portable SQL text: a CTE a stratum, for many cases at once.

The text runs unchanged on DuckDB and on Spark SQL. It reads a table of cases with a column a
fact (NULL is unknown) and gives state, verdicts, penalties and the rules that fired.
"""
