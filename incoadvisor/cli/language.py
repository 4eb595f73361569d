"""Which language to speak: the --lang option, else the locale."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from incoadvisor.model.text import LANGS, Lang


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for; needed before parsing, since help is translated too."""
    asked = [argument.removeprefix("--lang=") for argument in arguments
             if argument.startswith("--lang=")]
    asked += [after for argument, after in pairwise(arguments) if argument == "--lang"]
    for lang in LANGS:
        if asked and asked[-1] == lang:
            return lang
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "fr" if environment[name].lower().startswith("fr") else "en"
    return "en"
