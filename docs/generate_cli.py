"""Write docs/cli.md from the help of every command: `python docs/generate_cli.py`.

`tests/test_docs.py` fails when the page is out of date.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docs.refresh_outputs import said  # noqa: E402

PAGE = ROOT / "docs" / "cli.md"

HEAD = """\
<!-- Written by docs/generate_cli.py from the help of each command; do not edit by hand. -->
# Commands

Every command explains itself: `incoadvisor COMMAND --help`. In French: `--lang fr`.

- `CASE` is a YAML or JSON file, `-` for standard input ([how to describe a case]\
(describe-a-case.md)), or the id of a case study (`incoadvisor cases`), which stands for its facts.
- `--lang en|fr` chooses the language. Without it, `LC_ALL`, `LC_MESSAGES` or `LANG` decides, the
  first of them that is set; failing those, English.
- `--format json` prints JSON, and nothing else, on standard output. Error messages go to standard
  error.
- Text is laid out for 80 columns. Colours appear in a terminal only, and `NO_COLOR=1` turns them
  off.

| exit code | meaning |
|---|---|
| 0 | fine |
| 1 | `clause` or `verify` found faults |
| 2 | bad input: the message names the field, the value and what is accepted |
"""


def command_names() -> list[str]:
    """Every command, in the order of the help."""
    from incoadvisor.cli.app import build
    from incoadvisor.knowledge.base import load

    return list(build(load().texts, "en").commands)


def parts_of(name: str) -> list[str]:
    """The words that lead to a command of their own when they follow `name`."""
    from incoadvisor.cli.app import build
    from incoadvisor.knowledge.base import load

    return list(getattr(build(load().texts, "en").commands[name], "parts", {}))


def page() -> str:
    """The whole page."""
    parts = [HEAD, section("incoadvisor", ["--help"])]
    for name in command_names():
        parts.append(section(name, [name, "--help"]))
        parts += [section(f"{name} {part}", [name, part, "--help"]) for part in parts_of(name)]
    return "\n".join(parts)


def section(title: str, arguments: list[str]) -> str:
    """One command with its help."""
    return f"## {title}\n\n```text\n{said(arguments)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
