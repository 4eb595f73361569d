"""Incoterms® 2020 advice by forward chaining over rules kept as YAML.

`advise(Case(main_mode="sea", …))` gives an Advice, `term("FCA")` a Term, `read_clause(text)`
a diagnosed delivery term, `audit(frame_or_path)` a verdict on every line of an order book.
Loading is lazy: importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from incoadvisor.version import __version__

__all__ = ["Advice", "Case", "InputError", "Term", "__version__", "advise", "audit",
           "read_clause", "term"]

if TYPE_CHECKING:
    from incoadvisor.api import Advice, Case, InputError, Term, advise, audit, read_clause, term


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("incoadvisor.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
