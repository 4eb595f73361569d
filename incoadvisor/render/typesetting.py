"""What every document set by typst needs: the font, and a date that does not change its bytes."""

import datetime
import importlib.util

from incoadvisor.knowledge.errors import InputError
from incoadvisor.render.diagram.files import font_folder


def fonts() -> str:
    """The folder of the packaged font. Raises InputError when it or typst is not installed."""
    folder = font_folder()
    for package, found in (("typst", importlib.util.find_spec("typst")),
                           ("font-source-sans-pro", folder)):
        if found is None:
            raise InputError("report_needs_extra", package=package)
    return str(folder)


def noon(day: str) -> int:
    """Noon of an ISO date in UTC, in seconds since 1970: it is the same day nearly everywhere."""
    at = datetime.datetime.fromisoformat(day).replace(hour=12, tzinfo=datetime.UTC)
    return int(at.timestamp())
