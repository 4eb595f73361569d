"""The reader of written delivery terms."""

from .lexicon import Lexicon, load_lexicon
from .model import Finding, WrittenTerm
from .read import read, read_in

__all__ = ["Finding", "Lexicon", "WrittenTerm", "load_lexicon", "read", "read_in"]
