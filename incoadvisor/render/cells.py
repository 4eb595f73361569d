"""Cells of tables for spreadsheets: what a user typed is never read as a formula."""

FORMULA = ("=", "+", "-", "@")
BREAKS = ("\t", "\r", "\n")


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    shown = "".join(c if c.isprintable() or c.isspace() else "·" for c in text)
    begins = shown[:1] in BREAKS or shown.lstrip().startswith(FORMULA)
    return f"'{shown}" if begins and shown else shown
