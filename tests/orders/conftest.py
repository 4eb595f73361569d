"""One order book, audited once: every test here looks at the same answer."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from incoadvisor import api

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "order-book.csv"
NASTY = '<img src=x onerror="alert(1)"> & =1+1'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker: the audit is the dear part."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("orders"))


@pytest.fixture(scope="session")
def book() -> Iterator[Any]:
    """The example, with a place that means mischief, and columns called as the audit's own."""
    quoted = '"{}"'.format(NASTY.replace('"', '""'))
    head, *lines = EXAMPLE.read_text(encoding="utf-8").replace("Freedonia", quoted).splitlines()
    text = "\n".join([f"{head},status,row", *(f"{line},open,7" for line in lines), ""])
    opened = api.open_book(io.BytesIO(text.encode()), "orders <b>.csv")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def paces() -> list[Any]:
    """What the run tells of its progress."""
    return []


@pytest.fixture(scope="session")
def summary(book: Any, paces: list[Any]) -> Any:
    """What was found."""
    return book.run(book.guessed(), "en", paces.append)
