"""Which language to speak: the --lang option, else the locale."""

from collections.abc import Mapping, Sequence

from incoadvisor.model.text import LANGS, Lang


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for; needed before parsing, since help is translated too."""
    for i, argument in enumerate(arguments):
        value = None
        if argument == "--lang" and i + 1 < len(arguments):
            value = arguments[i + 1]
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        for lang in LANGS:
            if value == lang:
                return lang
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "fr" if environment[name].lower().startswith("fr") else "en"
    return "en"
