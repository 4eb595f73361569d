"""A real server of the page, and visitors that speak to it as a browser does, without one."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from incoadvisor.cli import ui_command

WAIT = 60  # seconds a busy machine may take for anything here


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """A page of its own on a free port: `host:port`, and the process id."""
    port = ui_command.chosen_port(None)
    environment = ui_command.surroundings(dict(os.environ), "en")
    environment.pop("DISPLAY", None)
    process = subprocess.Popen(
        ui_command.command(port, environment), cwd=ui_command.page_folder(), env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    host = f"{ui_command.HOST}:{port}"
    try:
        _wait_until_up(host, process)
        yield host, process.pid
    finally:
        process.terminate()
        process.wait(timeout=WAIT)


def _wait_until_up(host: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(WAIT * 20):
        if process.poll() is not None:
            raise RuntimeError(f"the page stopped with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://{host}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the page did not start")


@contextmanager
def visiting(host: str, query: str, page: str = "") -> Iterator["Visitor"]:
    """A visitor who opens a view by its path and parameters, and in the end leaves."""
    from websockets.sync.client import connect

    with connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"],
                 max_size=None, open_timeout=WAIT, close_timeout=5) as socket:
        visitor = Visitor(socket, query, page)
        visitor.run({})
        yield visitor


@dataclass
class Visitor:
    """One visitor's connection, and what is on the page."""

    socket: Any
    query: str
    page: str
    elements: dict[tuple[int, ...], Any] = field(default_factory=dict)
    view: str = ""

    def click(self, key: str) -> None:
        """Press the button with this key."""
        self.run({"trigger_value": True}, self._named("button", key).id)

    def _named(self, kind: str, key: str) -> Any:
        return next(getattr(e, kind) for e in self.elements.values()
                    if e.WhichOneof("type") == kind and getattr(e, kind).id.endswith(f"-{key}"))

    def headings(self) -> list[str]:
        """The headings on the page."""
        return [e.heading.body for e in self.elements.values()
                if e.WhichOneof("type") == "heading"]

    def texts(self) -> list[str]:
        """The running text and the copyable text on the page."""
        return [e.markdown.body if e.WhichOneof("type") == "markdown" else e.code.code_text
                for e in self.elements.values() if e.WhichOneof("type") in ("markdown", "code")]

    def run(self, value: dict[str, Any], widget: str | None = None) -> None:
        """Ask for the page as it is after an act, and read it to its end."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.view
        state.page_name = self.page
        if widget is not None:
            state.widget_states.widgets.add(id=widget, **value)
        self.elements = {}
        self.socket.send(message.SerializeToString())
        while True:
            got = ForwardMsg()
            got.ParseFromString(self.socket.recv(timeout=WAIT))
            kind = got.WhichOneof("type")
            if kind == "navigation":
                self.view = got.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = got.page_info_changed.query_string
            elif kind == "delta" and got.delta.WhichOneof("type") == "new_element":
                self.elements[tuple(got.metadata.delta_path)] = got.delta.new_element
            elif kind == "script_finished":
                if got.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"the page ended with {got.script_finished}")
                return
