"""An InputError as a sentence in the user's language."""

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang


def explain(error: InputError, texts: Texts, lang: Lang) -> str:
    """What is wrong, what is accepted, and the nearest match."""
    suggestion = error.values.get("suggestion")
    hint = texts.say("did_you_mean", lang, suggestion=suggestion) if suggestion else ""
    values = {name: _shown(value) for name, value in error.values.items()}
    return texts.say(error.key, lang, **(values | {"hint": hint}))


def _shown(value: object) -> str:
    """What the user typed, kept short and printable."""
    text = "".join(c if c.isprintable() else "·" for c in str(value))
    return text if len(text) <= 300 else text[:299] + "…"
