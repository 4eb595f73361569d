"""Shared by the tests that run the page: its own modules can be imported."""

from collections.abc import Iterator

import pytest

from tests.ui.app import PAGE


@pytest.fixture
def page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As Streamlit runs it: `components` beside the script, and no language from outside."""
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield
