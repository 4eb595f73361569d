"""The glossary as a page."""

from collections.abc import Sequence

from incoadvisor.render.glossary import Entry
from incoadvisor.render.terminal.page import Page


def show_glossary(page: Page, entries: Sequence[Entry], full: bool) -> None:
    """The words with what they mean; with `full` their other names, terms and sources too."""
    if not entries:
        page.line(page.say("kp_no_word"))
    for entry in entries:
        page.line(", ".join([entry.word, *entry.also]), style="bold")
        page.line(entry.means, indent=2)
        if not full:
            continue
        page.line(page.pair("kp_other_language", ", ".join(entry.other_language)), "dim", 2)
        if entry.about:
            page.line(page.say("ui_concerns", codes=", ".join(entry.about)), "dim", 2)
        if entry.see:
            page.line(page.pair("kp_see", ", ".join(entry.see.values())), "dim", 2)
        for source in entry.sources:
            page.line(page.pair("l_source", source.title + (
                f" – {source.url}" if source.url else "")), "dim", 2)
