"""The glossary: complete, sound, and found by words of either language."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from incoadvisor import api
from incoadvisor.cli import main
from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import KnowledgeError
from incoadvisor.knowledge.glossary import glossary


def test_it_explains_forty_words_or_more_once_each(knowledge: Knowledge) -> None:
    entries = glossary(knowledge)
    assert len(entries) >= 40
    for lang in ("en", "fr"):
        words = [entry.word.get(lang) for entry in entries]
        assert len(set(words)) == len(words)


def test_every_entry_is_reached_by_its_own_names(knowledge: Knowledge) -> None:
    for entry in glossary(knowledge):
        for name in (entry.word.en, entry.word.fr, *entry.also.en, *entry.also.fr):
            for lang in ("en", "fr"):
                assert entry.id in [found.id for found in api.glossary(lang, name.upper())]


def test_names_count_more_than_explanations_and_accents_do_not_matter() -> None:
    assert api.glossary("en", "consignee")[0].id == "consignee"
    assert api.glossary("fr", "dedouanement EXPORT")[0].id == "export-clearance"


@pytest.mark.parametrize(("line", "told"), [
    ("  source: [no-such-page]", "unknown source `no-such-page`"),
    ("  source: [practice]\n  about: [FOX]", "unknown term `FOX`"),
    ("  source: [practice]\n  see: [elsewhere]", "unknown entry `elsewhere`"),
    ("  source: []", "source"),
])
def test_faults_are_told(knowledge: Knowledge, tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "glossary.yaml").write_text(
        "- id: word\n  word: {en: Word, fr: Mot}\n  means: {en: Means., fr: Sens.}\n" + line,
        encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        glossary(replace(knowledge, folder=tmp_path))
    assert told in refused.value.faults[0]


def test_the_command_prints_words_with_their_sources(
        capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "demurrage"], {}) == 0
    out = capsys.readouterr().out
    assert "Demurrage and detention" in out and "Surestaries et détention" in out
    assert "Practitioners' custom" in out
    assert main(["--lang", "fr", "glossary", "zzzz"], {}) == 0
    assert "Aucun mot" in capsys.readouterr().out
    assert main(["glossary", "--format", "json"], {}) == 0
    words = json.loads(capsys.readouterr().out)["words"]
    assert len(words) == len(api.glossary("en"))
