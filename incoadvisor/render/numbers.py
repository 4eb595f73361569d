"""Figures as each language writes them."""

from incoadvisor.model.text import Lang

THIN, NO_BREAK = "\u202f", "\u00a0"


def whole(number: float, lang: Lang) -> str:
    """A number without decimals, its thousands apart."""
    return f"{number:,.0f}".replace(",", THIN if lang == "fr" else ",")


def percent(share: float, lang: Lang, fine: bool = False) -> str:
    """A share of one as a percentage; `fine` gives small ones a decimal."""
    small = fine and 0 < abs(share) < 0.1
    if small and abs(share) < 0.001:
        return f"<{percent(0.001, lang, fine)}"
    shown = f"{share:.1%}" if small else f"{share:.0%}"
    return shown.replace(".", ",").replace("%", f"{NO_BREAK}%") if lang == "fr" else shown


def amount(number: float, currency: str | None, lang: Lang) -> str:
    """An amount to the unit with its currency where one is named: EUR 1,234, or 1 234 EUR."""
    shown = whole(number, lang)
    if currency is None:
        return shown
    return f"{shown}{NO_BREAK}{currency}" if lang == "fr" else f"{currency}{NO_BREAK}{shown}"


def seconds(number: float, lang: Lang) -> str:
    """A time in seconds; short ones with a decimal."""
    if number >= 10:
        return whole(number, lang)
    shown = f"{number:.1f}"
    return shown.replace(".", ",") if lang == "fr" else shown
