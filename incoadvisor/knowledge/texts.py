"""The project's own messages in both languages, from `knowledge/texts/`."""

from collections.abc import Mapping
from string import Formatter

from incoadvisor.model.text import Lang, Text


class Texts:
    """Messages by key; `say` fills the named places in them."""

    def __init__(self, messages: Mapping[str, Text]) -> None:
        self._messages = messages

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def raw(self, key: str, lang: Lang) -> str:
        """The message `key` in `lang`, its named places not filled."""
        return self._messages[key].get(lang)

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """The message `key` in `lang`, filled with `values`; KeyError if there is none."""
        return _FORMATTER.vformat(self._messages[key].get(lang), (), values)


# Only plain names are filled: what a user typed is never read as a format.
_FORMATTER = Formatter()
