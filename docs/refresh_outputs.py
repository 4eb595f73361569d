"""Run every command whose output a page quotes, and write the output into the page.

    python docs/refresh_outputs.py

A page marks what is to be run with comments that readers do not see:

`<!-- file: case.yaml -->` before a code block writes the block to that file, in a scratch copy of
the checkout, for the commands below it. `<!-- quote: advise case.yaml -->` before a `text` block
fills the block with what `incoadvisor advise case.yaml` prints. A second line `keep: ^ / Why +3`
keeps the first paragraph, and three entries from the line that begins with "Why"; an entry is a
line with the lines indented under it, and `=3` counts lines instead. `[...]` stands for what is
left out. `excerpt:` in place of `quote:` shows neither the command nor what is cut at both ends.

`tests/test_docs.py` fails when a page differs from what this writes.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

FENCE = "```"
TODAY = "2026-11-23"  # country rows say when they are overdue for review, so the day is fixed
MARK = re.compile(
    r"<!-- (?P<kind>file|quote|excerpt): (?P<what>[^\n]+?)(?:\n +keep: (?P<keep>[^\n]+?))? -->\n"
    r"```(?P<language>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
PART = re.compile(r"(?P<begins>.+?)(?: (?P<how>[+=])(?P<count>\d+))?")
NUMBER = re.compile(r"^\s*(\d+ |\[\d+\] )?")  # of a step: not named, since it moves
SURROUNDINGS = {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def pages() -> list[Path]:
    """All pages: the readme in each language, and what lies under docs/."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def said(arguments: list[str]) -> str:
    """What a command prints, run in this process."""
    from incoadvisor.cli import main

    out = io.StringIO()
    kept = dict(os.environ)
    os.environ.update(SURROUNDINGS)
    os.environ.pop("FORCE_COLOR", None)
    try:
        with (mock.patch("incoadvisor.api.today", lambda: TODAY),
              contextlib.redirect_stdout(out), contextlib.redirect_stderr(out)):
            main(arguments, {})
    finally:
        os.environ.clear()
        os.environ.update(kept)
    return _tidy(out.getvalue())


def _said_by_copy(arguments: list[str], folder: Path) -> str:
    """What a command prints when run in a copy whose knowledge was changed."""
    script = (f"import incoadvisor.api, incoadvisor.cli; incoadvisor.api.today = lambda: {TODAY!r};"
              f"incoadvisor.cli.main({arguments!r}, {{}})")
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, text=True, check=False,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **SURROUNDINGS, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"})
    return _tidy(done.stdout)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def kept(output: str, keep: str | None, edges: bool = True) -> str:
    """The parts of the output that `keep` names, with `[...]` for what is left out.

    `edges` says whether to show it at the beginning and at the end too.
    """
    if keep is None:
        return output
    lines = output.splitlines()
    shown: list[str] = []
    end = 0
    for part in keep.split(" / "):
        found = PART.fullmatch(part)
        assert found is not None
        start = 0 if found["begins"] == "^" else _find(lines, found["begins"], end)
        if any(line.strip() for line in lines[end:start]):
            shown += ["", "[...]", ""] if shown or edges else []
        elif start > end:
            shown.append("")
        end = _end(lines, start, found["how"], int(found["count"] or 0))
        shown += lines[start:end]
    if edges and end < len(lines):
        shown += ["", "[...]"]
    return "\n".join(shown)


def _find(lines: list[str], begins: str, after: int) -> int:
    for i in range(after, len(lines)):
        if NUMBER.sub("", lines[i]).startswith(begins):
            return i
    raise ValueError(f"no line begins with {begins!r} in:\n" + "\n".join(lines))


def _end(lines: list[str], start: int, how: str | None, count: int) -> int:
    """Where a part ends: after `count` lines (=) or entries (+), or with its paragraph."""
    if how == "=":
        return start + count
    entries = 0
    indent = 0
    for i in range(start, len(lines)):
        own = len(lines[i]) - len(lines[i].lstrip())
        if not lines[i]:
            return i
        if i == start or own <= indent:
            entries, indent = entries + 1, own
            if how == "+" and entries > count:
                return i
    return len(lines)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A copy of what the commands need, to be changed at will."""
    with tempfile.TemporaryDirectory(prefix="incoadvisor-docs-") as name:
        folder = Path(name)
        without = shutil.ignore_patterns("__pycache__")
        for part in ("incoadvisor", "knowledge", "examples"):
            shutil.copytree(ROOT / part, folder / part, ignore=without)
        yield folder


def refreshed(page: str) -> str:
    """The page with every quoted output as it is today."""
    if not MARK.search(page):
        return page
    with scratch() as folder, contextlib.chdir(folder):
        changed = False  # whether the knowledge of the copy differs from ours

        def fill(match: re.Match[str]) -> str:
            nonlocal changed
            what, body = match["what"], match["body"]
            if match["kind"] == "file":
                path = folder / what
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body, encoding="utf-8")
                changed = changed or what.startswith("knowledge/")
                return match[0]
            arguments = shlex.split(what)
            output = _said_by_copy(arguments, folder) if changed else said(arguments)
            before = match[0][:match.start("body") - match.start()]
            if match["kind"] == "excerpt":
                return f"{before}{kept(output, match['keep'], edges=False)}\n{FENCE}"
            shown = [a for a in arguments if a not in ("--lang", "en", "fr")]
            line = f"$ incoadvisor {shlex.join(shown)}".replace("'", '"')
            return f"{before}{line}\n{kept(output, match['keep'])}\n{FENCE}"

        return MARK.sub(fill, page)


def main() -> None:
    """Rewrite the pages whose quoted outputs have changed."""
    for path in pages():
        page = path.read_text(encoding="utf-8")
        new = refreshed(page)
        if new != page:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"refreshed {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
