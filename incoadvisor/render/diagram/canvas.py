"""A small SVG writer: elements, texts and shapes, escaped by the XML library."""

import hashlib
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

FONT = ("'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, "
        "'DejaVu Sans', sans-serif")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ZEROS = re.compile(r"(\.\d*?)0+(?!\d)")
_CLASH = "id-to-come"

Node = ET.Element


def plain(text: str) -> str:
    """The text without the characters XML does not admit."""
    return _UNFIT.sub("", text)


def _value(value: object) -> str:
    return _short(f"{value:.2f}") if isinstance(value, float) else plain(str(value))


def _short(numbers: str) -> str:
    """Numbers, a path or a transformation without idle zeros."""
    return _ZEROS.sub(lambda found: found[1].rstrip("."), numbers)


class Canvas:
    """One drawing. Attribute names write `_` for `-`; lengths are in pixels."""

    def __init__(self, title: str, about: str) -> None:
        self.root = ET.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "role": "img",
            "aria-labelledby": f"{_CLASH}t {_CLASH}d", "font-family": FONT,
        })
        self.add("title", id=f"{_CLASH}t").text = plain(title)
        self.add("desc", id=f"{_CLASH}d").text = plain(about)
        self.defs = self.add("defs")

    def ref(self, name: str) -> str:
        """The id of a definition of this drawing."""
        return f"{_CLASH}{name}"

    def add(self, tag: str, parent: Node | None = None, **attributes: object) -> Node:
        """A new element at the end of `parent` (default: of the drawing)."""
        named = {k.rstrip("_").replace("_", "-"): _value(v)
                 for k, v in attributes.items() if v is not None}
        for key in ("d", "transform"):
            if key in named:
                named[key] = _short(named[key])
        return ET.SubElement(self.root if parent is None else parent, tag, named)

    def text(self, x: float, y: float, words: str, size: float, fill: str,
             parent: Node | None = None, bold: bool = False, anchor: str = "start") -> Node:
        """One line of text with its baseline at `y`."""
        node = self.add("text", parent, x=x, y=y, font_size=size, fill=fill,
                        font_weight="700" if bold else None,
                        text_anchor=None if anchor == "start" else anchor)
        node.text = plain(words)
        return node

    def lines(self, x: float, y: float, words: Sequence[str], size: float, fill: str,
              leading: float = 1.25, parent: Node | None = None, bold: bool = False,
              anchor: str = "start") -> float:
        """Lines one below the other, the first with its baseline at `y`; the last baseline."""
        for i, line in enumerate(words):
            self.text(x, y + i * size * leading, line, size, fill, parent, bold, anchor)
        return y + max(len(words) - 1, 0) * size * leading

    def svg(self, width: float, height: float) -> str:
        """The whole drawing; its ids are made unique by what it shows."""
        self.root.set("viewBox", f"0 0 {_value(width)} {_value(height)}")
        self.root.set("width", _value(width))
        self.root.set("height", _value(height))
        drawn = ET.tostring(self.root, encoding="unicode")
        digest = hashlib.sha256(drawn.encode()).hexdigest()[:8]
        return drawn.replace(_CLASH, f"d{digest}-")
