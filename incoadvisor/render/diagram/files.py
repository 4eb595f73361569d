"""A diagram as the bytes of a file: SVG and DOT as they are, PNG and PDF through typst."""

import importlib.util
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

from incoadvisor.knowledge.errors import InputError
from incoadvisor.render.diagram.canvas import plain
from incoadvisor.render.diagram.result import Diagram

FORMATS = ("svg", "png", "pdf", "dot")
_A4 = 297 / 1280  # millimetres a pixel: the wide picture fills a landscape A4 from edge to edge
_FONTS = "font_source_sans_pro"
_PPI = 2 * 25.4 / _A4  # two pixels of the PNG for one of the picture
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang)
#image(bytes(sys.inputs.picture), format: "svg", width: float(sys.inputs.width) * 1mm,
  alt: sys.inputs.about)
"""


def file_bytes(diagram: Diagram, form: str) -> bytes:
    """The diagram in one of FORMATS.

    Raises InputError for another format, or when PNG or PDF is asked for without typst.
    """
    match form:
        case "svg":
            return (diagram.svg + "\n").encode()
        case "dot":
            return diagram.dot.encode()
        case "png" | "pdf":
            return _typeset(diagram, form)
    raise InputError("diagram_bad_format", form=form, accepted=", ".join(FORMATS))


def _typeset(diagram: Diagram, form: Literal["png", "pdf"]) -> bytes:
    if importlib.util.find_spec("typst") is None:
        raise InputError("diagram_needs_files_extra", package="typst")
    import typst

    fonts = font_folder()
    width = float(ET.fromstring(diagram.svg).get("width", "0"))
    made = typst.compile(
        _PAGE, None, format=form, ppi=_PPI,
        font_paths=typst.Fonts(font_paths=[str(fonts)] if fonts else []),
        sys_inputs={"title": plain(diagram.title), "about": plain(diagram.sentence),
                    "lang": diagram.lang, "picture": diagram.svg, "width": f"{width * _A4}"})
    assert isinstance(made, bytes)
    return made


def font_folder() -> Path | None:
    """Where the packaged sans serif lies; None when it is not installed."""
    found = importlib.util.find_spec(_FONTS)
    places = list(found.submodule_search_locations or []) if found else []
    return Path(places[0]) / "files" if places else None
