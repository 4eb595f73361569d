"""ui."""

import importlib.util
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from incoadvisor.cli.parts import Speaker
from incoadvisor.knowledge.errors import InputError

HOST = "127.0.0.1"
ALLOWED = range(1, 65536)
PORTS = range(8501, 8601)  # tried in turn
_PACKAGE = Path(__file__).resolve().parents[1]


def commands(speaker: Speaker) -> list[click.Command]:
    """The command that starts the page."""
    return [_ui(speaker)]


def _ui(speaker: Speaker) -> click.Command:
    def run(wanted: str | None) -> int:
        if importlib.util.find_spec("streamlit") is None:
            raise InputError("ui_missing")
        port = chosen_port(wanted)
        click.echo(speaker.say("ui_address", url=f"http://localhost:{port}/?lang={speaker.lang}"))
        sys.stdout.flush()
        return start(command(port, os.environ), surroundings(os.environ, speaker.lang))

    port = click.Option(["--port", "wanted"], metavar="PORT",
                        help=speaker.say("cli_port_option"))
    return speaker.command("ui", "ui", ["incoadvisor ui", "incoadvisor ui --port 8600"], port,
                           run=run)


def start(words: list[str], environment: dict[str, str]) -> int:
    """Become the page where the system lets a process do so, else wait for it."""
    os.chdir(page_folder())  # the page's settings are read from there
    if os.name == "posix":
        os.execve(words[0], words, environment)
    try:
        return subprocess.run(words, check=False, env=environment).returncode
    except KeyboardInterrupt:  # the page has had it too, and ends by itself
        return 0


def page_folder() -> Path:
    """The page shipped in the wheel, or the checkout's `ui/`."""
    shipped = _PACKAGE / "_ui"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "ui"


def command(port: int, environment: Mapping[str, str]) -> list[str]:
    """What starts the page: for this computer only, and telling nobody of its use."""
    settings = {
        "server.address": HOST, "server.port": str(port),
        "server.headless": str(not has_desktop(environment)).lower(),
        "server.showEmailPrompt": "false", "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true", "server.fileWatcherType": "none",
    }
    return [sys.executable, "serve.py", "run", "app.py",
            *(f"--{name}={value}" for name, value in settings.items())]


def surroundings(environment: Mapping[str, str], lang: str) -> dict[str, str]:
    """The environment of the page: this very package, and the language asked for."""
    path = [str(_PACKAGE.parent), environment.get("PYTHONPATH", "")]
    return {**environment, "PYTHONPATH": os.pathsep.join(p for p in path if p),
            "INCOADVISOR_LANG": lang}


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Whether a browser can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def chosen_port(wanted: str | None) -> int:
    """The port asked for, else the first free one. Raises InputError."""
    if wanted is not None and not (wanted.isdecimal() and int(wanted) in ALLOWED):
        raise InputError("usage_bad_option", option="--port", value=wanted,
                         accepted=f"{ALLOWED[0]}–{ALLOWED[-1]}")
    ports = PORTS if wanted is None else [int(wanted)]
    for port in ports:
        if _is_free(port):
            return port
    raise InputError("ui_port_taken", port=ports[0])


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        if os.name == "posix":  # a port just left is free; elsewhere this would share a used one
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True
