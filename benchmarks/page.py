"""How quick the page is in a browser: `python -m benchmarks.page` (needs playwright, Chromium).

Prints how long after its start the page can be used, medians of the time from an answer to the
new recommendation on screen, on both ways in, and the memory twenty visitors take. A browser is
found at $CHROMIUM or as playwright installed it.

An answer's time runs from the click to the first frame that shows what stays: the card of the
answer and the question, once the page has come to rest.
"""

import os
import statistics
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from incoadvisor import api
from tests.ui.server import served, visiting

EXAMPLE = Path(__file__).parents[1] / "examples" / "container-le-havre-to-santos.yaml"
VISITORS = 20
ROUNDS = 15
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]
CARD = '[class*="st-key-answer_"]'
TIMED = """async (clicked) => {
  const seen = () => [...document.querySelectorAll(SEEN)]
    .map(e => e.innerText).join('|');
  const resting = () => document.querySelector('[data-testid="stApp"]')
    .dataset.testScriptState === 'notRunning';
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  clicked.click();
  let [last, text, rest] = [start, seen(), 0];
  while (rest < 250) {
    await frame();
    const now = performance.now();
    if (seen() !== text) [text, last, rest] = [seen(), now, 0];
    rest = resting() && now - start > 60 ? now - last : 0;
    if (now - start > 10000) throw Error('never at rest');
  }
  if (last === start) throw Error('nothing changed');
  return last - start;
}""".replace("SEEN", f"'{CARD}, [data-testid=\"stProgress\"], .st-key-case'")


def settled(page: Any) -> None:
    """Wait until the page has drawn everything."""
    page.locator(CARD).first.wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(300)


def guided(page: Any, address: str) -> list[float]:
    """Milliseconds of each answer of interviews from nothing, always another choice."""
    times: list[float] = []
    turn = 0
    while len(times) < ROUNDS:
        page.goto(f"{address}/interview?lang=en")
        settled(page)
        while page.locator(".st-key-replies button").count() and len(times) < ROUNDS:
            replies = page.locator(".st-key-replies button")
            handle = replies.nth(turn % (replies.count() - 1)).element_handle()
            times.append(page.evaluate(TIMED, handle))
            turn += 1
    return times


def all_facts(page: Any, address: str) -> list[float]:
    """Milliseconds of changes of one fact in the form, beside the whole advice."""
    query = urlencode({"lang": "en"} | api.link(api.read_case(EXAMPLE.read_bytes())))
    page.goto(f"{address}/?{query}")
    settled(page)
    page.locator(".st-key-section-money summary").click()
    choices = page.locator('[class*="st-key-on_board_bl_required-"] input[type="radio"]')
    choices.first.wait_for(state="attached")
    times = []
    for turn in range(ROUNDS):
        settled(page)
        times.append(page.evaluate(TIMED, choices.nth(2 - turn % 2).element_handle()))
    return times


def memory(pid: int) -> float:
    """Resident memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(x for x in status.splitlines() if x.startswith("VmRSS")).split()[1]) / 1024


def visitors(host: str, pid: int) -> tuple[float, float]:
    """Memory in megabytes before and after twenty visitors came, each with a case."""
    with visiting(host, "lang=en"):
        pass
    before = memory(pid)
    with ExitStack() as present:
        for example in list(api.examples().values())[:VISITORS]:
            query = urlencode({"lang": "en", **api.link(example.facts)})
            present.enter_context(visiting(host, query))
        return before, memory(pid)


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=QUIET)
        begun = time.perf_counter()
        with served() as (host, pid):
            up = time.perf_counter()
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"http://{host}/?lang=en")
            page.locator(".st-key-section-carriage").wait_for()
            usable = time.perf_counter()
            print(f"{'server answers after':<44}{up - begun:8.2f} s")
            print(f"{'first page usable, after that':<44}{usable - up:8.2f} s")
            for name, way in (("guided question", guided), ("fact in the form", all_facts)):
                times = way(page, f"http://{host}")
                print(f"{'answer to a ' + name + ', median':<44}"
                      f"{statistics.median(times):8.0f} ms")
                print(f"{'  slowest of ' + str(len(times)):<44}{max(times):8.0f} ms")
            page.close()
            before, after = visitors(host, pid)
            print(f"{'memory with one visitor gone':<44}{before:8.0f} MB")
            print(f"{f'  for each of {VISITORS} visitors more':<44}"
                  f"{(after - before) / VISITORS:8.1f} MB")
        browser.close()


if __name__ == "__main__":
    main()
