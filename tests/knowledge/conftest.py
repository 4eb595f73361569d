"""The small copy of the knowledge that the tests of loading break."""

import shutil
from pathlib import Path

import pytest

from incoadvisor.knowledge.folder import default_folder
from tests.knowledge.copies import SOUND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge with no rules but one, and no country tables."""
    copy = tmp_path / "knowledge"
    keep_out = shutil.ignore_patterns("rules", "markets", "articles", "cases", "clause")
    shutil.copytree(default_folder(), copy, ignore=keep_out)
    (copy / "rules" / "require").mkdir(parents=True)
    (copy / "rules" / "require" / "sound.yaml").write_text(SOUND, encoding="utf-8")
    return copy
