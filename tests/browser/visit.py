"""One visitor: opens views, waits till the page has settled, and looks."""

from typing import Any
from urllib.parse import urlencode

# Streamlit marks the state of its run on the application's root.
_SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-stale="true"]');
}"""

_READS = """words => document.querySelector('[data-testid="stMain"]').innerText
    .replaceAll('\u00a0', ' ').replaceAll('\u2060', '').includes(words)"""


class Visit:
    """A visitor's window on the page."""

    def __init__(self, page: Any, site: str, lang: str) -> None:
        self.page, self.site, self.lang = page, site, lang
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, view: str = "", **query: str | list[str]) -> "Visit":
        """Open a view by its path; the language goes along."""
        self.page.goto(f"{self.site}/{view}?{urlencode({'lang': self.lang, **query}, doseq=True)}")
        return self.settle()

    def settle(self) -> "Visit":
        """Wait until the script has run to its end."""
        self.page.wait_for_selector('[data-testid="stMainBlockContainer"]', timeout=60_000)
        self.page.wait_for_timeout(100)  # an input reaches the server a moment later
        self.page.wait_for_function(_SETTLED, timeout=60_000)
        # The part of Streamlit that takes in the style sheet and the script is fetched last.
        self.page.wait_for_selector('[data-testid="stHtml"] style', state="attached")
        self.page.wait_for_function("lang => document.documentElement.lang === lang",
                                    arg=self.lang)
        return self

    def text(self) -> str:
        """All that can be read, spaces alike."""
        shown = str(self.page.inner_text('[data-testid="stMain"]'))
        return shown.replace("\u00a0", " ").replace("\u2060", "")

    def shows(self, words: str) -> bool:
        """Whether the words come to be read, when all that a click sets off has run."""
        self.page.wait_for_function(_READS, arg=words, timeout=20_000)
        self.settle()
        return words in self.text()

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate(
            "() => Math.max(...[document.documentElement, "
            "document.querySelector('[data-testid=\"stMain\"]')]"
            ".map(e => e.scrollWidth - e.clientWidth))"))
