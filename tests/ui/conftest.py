"""Shared by the tests that run the page: its own modules can be imported."""

from collections.abc import Iterator
from functools import cache

import pytest

from tests.ui.app import PAGE


@pytest.fixture(scope="session", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package anew for each page it runs."""
    try:
        from streamlit.components.v2 import manifest_scanner as scanner
    except ImportError:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "scan_component_manifests", cache(scanner.scan_component_manifests))
        yield


@pytest.fixture
def page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As Streamlit runs it: `components` beside the script, and no language from outside."""
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield
