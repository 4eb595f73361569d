"""An order book and its truth, written to files."""

from argparse import Namespace
from contextlib import ExitStack

from benchmarks.orders.arrangement import arrangements
from benchmarks.orders.expand import Expander
from benchmarks.orders.files import Writer
from benchmarks.orders.spoil import spoil


def make(options: Namespace, stack: ExitStack) -> None:
    """Write what the options ask for; `stack` closes the files."""
    expander = Expander(arrangements(options.distinct, options.seed, options.faults), options.seed)
    orders = stack.enter_context(Writer(options.out))
    truths = stack.enter_context(Writer(options.truth)) if options.truth else None
    for table, truth in expander.batches(options.rows):
        if options.bad:
            table, truth = spoil(table, truth, options.bad, options.seed, orders.is_text)
        orders.write(table)
        if truths:
            truths.write(truth)
