"""What front ends call to play a recorded run; what each call needs is loaded when it is made."""

from typing import TYPE_CHECKING

from incoadvisor.engine.situation import rule_base
from incoadvisor.knowledge.base import load as knowledge
from incoadvisor.model.text import Lang

if TYPE_CHECKING:
    from incoadvisor.model.recording import Recording
    from incoadvisor.render.near import NearRule
    from incoadvisor.render.part import Parting
    from incoadvisor.render.player import Player


def read_recording(content: bytes, name: str = "-") -> "Recording":
    """A recorded run from the bytes of a saved trace. Raises InputError."""
    from incoadvisor.knowledge.recordfile import read_recording as read

    return read(content, name)


def write_recording(recording: "Recording") -> bytes:
    """The bytes of a saved trace (JSON, `incoadvisor/trace/1`)."""
    from incoadvisor.knowledge.recordfile import write_recording as write

    return write(recording)


def player(recording: "Recording", lang: Lang = "en") -> "Player":
    """What to show of a recorded run: `.scene(step)`."""
    from incoadvisor.render.player import Player

    return Player(recording, knowledge().texts, lang)


def recording_markdown(recording: "Recording", lang: Lang = "en") -> str:
    """A recorded run as a Markdown page."""
    from incoadvisor.render.player_markdown import as_markdown

    return as_markdown(recording, knowledge().texts, lang)


def near_rules(recording: "Recording", step: int, lang: Lang = "en") -> "list[NearRule]":
    """Rules of the present base that have not fired by `step`, nearest first."""
    from incoadvisor.render.near import near_rules as near

    return near(rule_base(knowledge()), recording, step, lang)


def part(before: "Recording", after: "Recording", lang: Lang = "en") -> "Parting":
    """Two recorded runs side by side, and the first step at which they part."""
    from incoadvisor.render.part import part as parting

    return parting(before, after, lang)
