"""The lexicon, loaded once."""

import pytest

from incoadvisor.clause import Lexicon, load_lexicon
from tests.clause.suite import KNOWLEDGE


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon of this checkout."""
    return load_lexicon(KNOWLEDGE)
