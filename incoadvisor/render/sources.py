"""A source in words."""

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.advice import Cited
from incoadvisor.model.text import Lang


def graded(source: Cited, texts: Texts, lang: Lang) -> str:
    """The title, then the date and the confidence of what it says."""
    date = (texts.say("l_as_of", lang, date=source.as_of) if source.as_of
            else texts.say("l_undated", lang))
    grade = [texts.say(f"confidence_{source.confidence}", lang)] if source.confidence else []
    return ", ".join([source.title, date, *grade])
