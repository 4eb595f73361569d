"""A small copy of the knowledge, to which a test adds one broken file or breaks one line.

The line that must be named carries the comment `# HERE`; where a second line carries `# END`,
any line from the one to the other will do.
"""

from pathlib import Path

import pytest

from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.errors import KnowledgeError

SEA = "- main_mode: sea"
SOUND = """\
- id: sound
  when:
    all:
      - main_mode: sea
      - trust: {known: true}
  require:
    mode: {one_of: [any]}
  strength: moderate
  basis: practice
  because:
    en: Because.
    fr: Parce que.
  source: [practice]
  as_of: 2020-01-01
  examples:
    - given: {main_mode: sea, trust: low}
      fires: true
"""


def faults_of(folder: Path) -> list[str]:
    """The faults load finds, each `file:line: message`."""
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert str(raised.value) == "\n".join(raised.value.faults)
    return raised.value.faults


def add_rule(folder: Path, *changes: tuple[str, str], stage: str = "require") -> set[str]:
    """Write `SOUND` with changes as broken.yaml; the places that may be named."""
    text = SOUND.replace("id: sound", "id: broken")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "rules" / stage / "broken.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return marked(f"rules/{stage}/broken.yaml", text)


def change(folder: Path, name: str, old: str, new: str) -> set[str]:
    """Replace the first `old` in a file of the copy; the places that may be named."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return marked(name, text)


def marked(name: str, text: str) -> set[str]:
    """`file:line` of the line marked HERE, and of those from it to the one marked END."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines, 1) if "# HERE" in line)
    end = next((n for n, line in enumerate(lines, 1) if "# END" in line), start)
    return {f"{name}:{n}" for n in range(start, end + 1)}


def place_of(fault: str) -> str:
    """The `file:line` a fault names."""
    return ":".join(fault.split(":", 2)[:2])
