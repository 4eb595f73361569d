"""The page as served, in a real Chromium; skipped, saying why, where there is none."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incoadvisor.cli import ui_command
from tests.browser.visit import Visit

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without the sandbox, since tests often run as root; and without calls to the outside.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker serves and visits: a second server would only take the processor from it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a page started as `incoadvisor ui` starts it."""
    with socket.socket() as trial:
        trial.bind((ui_command.HOST, 0))
        port = trial.getsockname()[1]
    environment = ui_command.surroundings(os.environ, "en")
    with subprocess.Popen(ui_command.command(port, {}), cwd=ui_command.page_folder(),
                          env=environment, stdout=subprocess.DEVNULL) as server:
        address = f"http://{ui_command.HOST}:{port}"
        try:
            _wait(f"{address}/_stcore/health", server)
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("the page did not start")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A running Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine (.ci/run installs one)")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: str, chromium: object) -> Iterator[Callable[..., Visit]]:
    """Visitors, each with a browser window of their own."""
    yield from visitors(site, chromium)


def visitors(site: str, chromium: object) -> Iterator[Callable[..., Visit]]:
    """A maker of visitors, whose windows are closed at the end."""
    contexts = []

    def new(lang: str = "en", theme: str = "light", width: int = 1280, height: int = 900) -> Visit:
        context = chromium.new_context(  # type: ignore[attr-defined]
            color_scheme=theme, locale={"en": "en-GB", "fr": "fr-FR"}[lang],
            viewport={"width": width, "height": height}, accept_downloads=True,
            reduced_motion="reduce")
        contexts.append(context)
        return Visit(context.new_page(), site, lang)

    yield new
    for context in contexts:
        context.close()
