"""`incoadvisor ui`, without starting it."""

import importlib.util
import socket

import pytest

from incoadvisor.cli import main, ui_command
from incoadvisor.knowledge.errors import InputError


@pytest.mark.parametrize(("lang", "words"), [("en", "not installed"), ("fr", "pas installé")])
def test_without_streamlit_it_says_what_to_install(
        lang: str, words: str, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(["--lang", lang, "ui"], {}) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err and 'pip install "incoadvisor[ui]"' in err


def test_it_serves_this_computer_only_and_tells_nobody() -> None:
    words = ui_command.command(8600, {})
    for setting in ("--server.address=127.0.0.1", "--server.port=8600",
                    "--browser.gatherUsageStats=false", "--server.showEmailPrompt=false"):
        assert setting in words


@pytest.mark.skipif(ui_command.has_desktop({}), reason="this system always has a desktop")
def test_it_opens_a_browser_only_where_there_is_a_desktop() -> None:
    assert "--server.headless=true" in ui_command.command(8600, {})
    assert "--server.headless=false" in ui_command.command(8600, {"DISPLAY": ":0"})


def test_the_page_is_where_the_command_looks() -> None:
    folder = ui_command.page_folder()
    assert (folder / "app.py").is_file() and (folder / ".streamlit" / "config.toml").is_file()
    assert not (folder / "pages").exists()


def test_a_taken_port_and_a_wrong_one_are_refused() -> None:
    with socket.socket() as other:
        other.bind((ui_command.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(InputError) as refused:
            ui_command.chosen_port(str(taken))
        assert refused.value.key == "ui_port_taken"
    for wrong in ("0", "70000", "abc", "-1"):
        with pytest.raises(InputError) as refused:
            ui_command.chosen_port(wrong)
        assert refused.value.key == "usage_bad_option"
